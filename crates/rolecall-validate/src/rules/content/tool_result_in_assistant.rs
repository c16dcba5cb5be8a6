//! Reports a tool result in an assistant message.

use crate::{
    Edit, Group,
    json::Value,
    request::{Request, Role, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-result-in-assistant",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_result` block in an `assistant` message.

### Why is this bad?
The model calls, the user answers: results stand in the `user` message after the call. The API rejects them elsewhere.

### The API says
```text
messages.1: `tool_result` blocks can only be in `user` messages
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}, {"type": "tool_result", "tool_use_id": "toolu_1", "content": "12:30"}]}, {"role": "user", "content": "Go on."}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "12:30"}]}]}
```

### Source
Error text in public bug reports, as of 2026-11
"#,
    check: Check::RequestNaming(&["tool_result"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (role, block) in request.blocks_with_role() {
        if role == Role::Assistant && block.tag == "tool_result" {
            sink.report(
                &RULE,
                block.value,
                "a `tool_result` block can stand in a `user` message only",
            )
            .help("put it into the `user` message after the call")
            .fix_where_any(true, dealt_out(request, block.value))
            .done();
        }
    }
}

fn dealt_out(request: &Request<'_>, block: Value<'_>) -> Option<Vec<Edit>> {
    request.dealt_out(block, |block| match plain_str(block, "type") {
        Some("tool_result") => Role::User,
        _ => Role::Assistant,
    })
}
