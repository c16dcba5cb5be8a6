//! Reports a cache marker on a tool that is not loaded.

use crate::{
    Group, edit,
    request::{Request, ToolChange},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-addition-deferred-cache",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a tool that a message defines with both `"defer_loading": true` and `cache_control`.

### Why is this bad?
A deferred tool is not part of the prompt, so nothing ends there that could be cached.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": [{"type": "tool_addition", "tool": {"type": "tool_definition", "definition": {"name": "weather", "defer_loading": true, "cache_control": {"type": "ephemeral"}, "input_schema": {"type": "object"}}}}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": [{"type": "tool_addition", "tool": {"type": "tool_definition", "definition": {"name": "weather", "defer_loading": true, "input_schema": {"type": "object"}}}}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages (2026-10)
"#,
    check: Check::RequestNaming(&["tool_addition"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for definition in request.added_tools().filter_map(ToolChange::definition) {
        let deferred = definition
            .get("defer_loading")
            .filter(|deferred| deferred.as_bool() == Some(true));
        let marker = definition
            .entry("cache_control")
            .filter(|(_, marker)| !marker.is_null());
        if let (Some(deferred), Some((key, marker))) = (deferred, marker) {
            sink.report_key(
                &RULE,
                key,
                marker,
                "a deferred tool takes no `cache_control`",
            )
            .related(deferred, "it is deferred here")
            .help("remove the `cache_control`")
            .safe_fix(vec![edit::remove_member(key, marker)])
            .done();
        }
    }
}
