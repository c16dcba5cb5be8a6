//! Reports tools that are all deferred.

use crate::{
    Group, edit,
    request::{Request, Tool},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "defer-all",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `tools` in which every tool has `defer_loading: true`.

### Why is this bad?
The model finds a deferred tool with the help of one that is not; with none, the API rejects the request.

### The API says
```text
At least one tool must have defer_loading=false. All tools cannot be deferred.
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "defer_loading": true, "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
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
    let Some(tools) = request.field("tools").filter(|tools| tools.is_array()) else {
        return;
    };
    let count = tools.items().count();
    let deferred = request.tools().filter(|tool| tool.deferred().is_some());
    // That a search tool is deferred is a finding of its own.
    if count > 0 && deferred.count() == count && !request.tools().any(Tool::is_tool_search) {
        let message = if count == 1 {
            "the only tool is deferred".to_owned()
        } else {
            format!("all {count} tools are deferred")
        };
        let first = request.tools().find_map(Tool::deferred);
        sink.report(&RULE, tools, message)
            .help("leave one tool without `defer_loading`, such as a tool search tool")
            .unsafe_fix(first.map(edit::without).unwrap_or_default())
            .done();
    }
}
