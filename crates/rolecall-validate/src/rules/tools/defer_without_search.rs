//! Reports deferred tools that the model cannot find.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "defer-without-search",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports `tools` with deferred tools where nothing can bring them up: no tool search tool, no tool of the caller that could search, no `tool_reference` and no `tool_addition`.

### Why is this bad?
The model sees a deferred tool only after something has named it, so these are never called.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search"}, {"name": "get_weather", "description": "Tells the weather of a city.", "defer_loading": true, "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "tool_search_tool_bm25_20251119", "name": "tool_search_tool_bm25"}, {"name": "get_weather", "description": "Tells the weather of a city.", "defer_loading": true, "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/tool-search-tool (2026-08)
"#,
    check: Check::RequestNaming(&["defer_loading"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let mut deferred = request
        .tools()
        .filter_map(|tool| Some((tool, tool.deferred()?)));
    let Some((first, at)) = deferred.next() else {
        return;
    };
    if can_surface(request) {
        return;
    }
    let message = match deferred.count() {
        0 => format!("{} is deferred, and nothing can bring it up", first.label()),
        more => format!(
            "{} tools are deferred, and nothing can bring them up",
            more + 1
        ),
    };
    let tools = request.field("tools").unwrap_or(at);
    sink.report(&RULE, tools, message)
        .related(at, "deferred here")
        .help("add a tool search tool, or load the tools from the start")
        .done();
}

fn can_surface(request: &Request<'_>) -> bool {
    // A custom tool may be a search of the caller's own; that all tools are deferred is a finding of its own.
    let mut all_deferred = true;
    let has_search = request.tools().any(|tool| {
        all_deferred &= tool.deferred().is_some();
        let is_search = tool.is_custom() && tool.deferred().is_none();
        is_search || tool.is_tool_search() || tool.is_mcp_toolset()
    });
    has_search
        || all_deferred
        || request.continues_thread()
        || request.brings_tools()
        || request
            .nested
            .iter()
            .any(|nested| nested.block.tag == "tool_reference")
}
