//! Reports two cache markers on one added tool.

use crate::{
    Group, edit,
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-addition-double-cache",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `cache_control` both on a `tool_addition` block and inside the definition that it holds.

### Why is this bad?
They would mark the same place twice.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": [{"type": "tool_addition", "cache_control": {"type": "ephemeral"}, "tool": {"type": "tool_definition", "definition": {"name": "weather", "cache_control": {"type": "ephemeral"}, "input_schema": {"type": "object"}}}}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": [{"type": "tool_addition", "cache_control": {"type": "ephemeral"}, "tool": {"type": "tool_definition", "definition": {"name": "weather", "input_schema": {"type": "object"}}}}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages (2026-10)
"#,
    check: Check::RequestNaming(&["tool_addition"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for change in request.added_tools() {
        let outer = field(change.value, "cache_control");
        let inner = change
            .definition()
            .and_then(|definition| definition.entry("cache_control"))
            .filter(|(_, marker)| !marker.is_null());
        if let (Some(outer), Some((key, inner))) = (outer, inner) {
            sink.report(
                &RULE,
                outer,
                "the tool in this block has a `cache_control` already",
            )
            .related(inner, "that of the tool")
            .help("remove one of the two")
            .safe_fix(vec![edit::remove_member(key, inner)])
            .done();
        }
    }
}
