//! Reports a deferred tool search tool.

use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "defer-tool-search",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `defer_loading: true` on a tool search tool.

### Why is this bad?
It is the tool that finds the deferred ones, so it must be there from the start.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "tool_search_tool_bm25_20251119", "name": "tool_search_tool_bm25", "defer_loading": true}, {"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "tool_search_tool_bm25_20251119", "name": "tool_search_tool_bm25"}, {"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/tool-search-tool (2026-08)
"#,
    check: Check::RequestNaming(&["defer_loading"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for tool in request.tools().filter(|tool| tool.is_tool_search()) {
        let member = tool.value.entry("defer_loading");
        if let Some((key, value)) = member.filter(|(_, value)| value.as_bool() == Some(true)) {
            sink.report(
                &RULE,
                value,
                format!("{} must not be deferred", tool.label()),
            )
            .help("remove its `defer_loading`")
            .safe_fix(vec![edit::remove_member(key, value)])
            .done();
        }
    }
}
