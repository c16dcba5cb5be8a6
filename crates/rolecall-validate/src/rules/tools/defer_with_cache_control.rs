//! Reports a deferred tool with a cache breakpoint.

use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "defer-with-cache-control",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `cache_control` on a tool that has `defer_loading: true`.

### Why is this bad?
A deferred tool is not part of the prompt's beginning, so there is nothing to cache at it.

### The API says
```text
Tool 'get_weather' cannot have both defer_loading=true and cache_control set. Tools with defer_loading cannot use prompt caching.
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "tool_search_tool_bm25_20251119", "name": "tool_search_tool_bm25"}, {"name": "get_weather", "description": "Tells the weather of a city.", "defer_loading": true, "cache_control": {"type": "ephemeral"}, "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
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
    for tool in request.tools() {
        let cache = tool.value.entry("cache_control");
        let cache = cache.filter(|(_, cache)| !cache.is_null());
        if let (Some(deferred), Some((key, cache))) = (tool.deferred(), cache) {
            sink.report(
                &RULE,
                cache,
                format!(
                    "{} is deferred and cannot have `cache_control`",
                    tool.label()
                ),
            )
            .related(deferred, "deferred here")
            .help("remove the `cache_control`, or set it on a tool that is not deferred")
            .unsafe_fix(vec![edit::remove_member(key, cache)])
            .done();
        }
    }
}
