//! Reports a call of a tool in a user message.

use crate::{
    Edit, Group,
    json::Value,
    request::{Request, Role, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-use-in-user",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_use` block in a `user` message.

### Why is this bad?
The model calls, the user answers: calls stand in `assistant` messages. The API rejects them elsewhere.

### The API says
```text
messages.0: `tool_use` blocks can only be in `assistant` messages
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}, {"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "12:30"}]}]}
```

### Source
Error text in public bug reports, as of 2026-11
"#,
    check: Check::RequestNaming(&["tool_use"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (role, block) in request.blocks_with_role() {
        if role == Role::User && block.tag == "tool_use" {
            sink.report(
                &RULE,
                block.value,
                "a `tool_use` block can stand in an `assistant` message only",
            )
            .help("put it into an `assistant` message")
            .fix_where_any(true, dealt_out(request, block.value))
            .done();
        }
    }
}

fn dealt_out(request: &Request<'_>, block: Value<'_>) -> Option<Vec<Edit>> {
    request.dealt_out(block, |block| match plain_str(block, "type") {
        Some("tool_use") => Role::Assistant,
        _ => Role::User,
    })
}
