//! Reports tool search for a model that does not have it.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-search-model",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a tool search tool for a model that is too old for it.

### Why is this bad?
Only models of the 4.5 generation and newer can load tools in the middle of a conversation.

### Example
```json,fail,as-of=2026-01-15
{"model": "claude-opus-4-1", "max_tokens": 64, "tools": [{"type": "tool_search_tool_bm25_20251119", "name": "tool_search_tool_bm25"}, {"name": "get_weather", "description": "Tells the weather of a city.", "defer_loading": true, "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,as-of=2026-01-15
{"model": "claude-opus-4-5", "max_tokens": 64, "tools": [{"type": "tool_search_tool_bm25_20251119", "name": "tool_search_tool_bm25"}, {"name": "get_weather", "description": "Tells the weather of a city.", "defer_loading": true, "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/tool-search-tool (2026-08)
"#,
    check: Check::RequestNaming(&["tools"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request
        .model
        .filter(|model| model.tool_search == Some(false) && !model.is_uncertain("tool_search"))
    else {
        return;
    };
    for tool in request.tools().filter(|tool| tool.is_tool_search()) {
        sink.report(
            &RULE,
            tool.value,
            format!("`{}` knows no tool search", model.id),
        )
        .help("load all tools from the start, or choose a newer model")
        .done();
    }
}
