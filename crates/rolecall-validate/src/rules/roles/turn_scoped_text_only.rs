//! Reports other than text in a system message that is cleared.

use crate::{
    Group,
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "turn-scoped-text-only",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a block other than `text` in a `system` message with `"clear_at": "next_user_message"`.

### Why is this bad?
A change of the tools cannot be cleared with its message; the API rejects it.

### The API says
```text
messages.3: a turn-scoped system message supports text blocks only (clear_at: 'next_user_message')
```

### Example
```json,fail,beta=mid-conversation-system-clear-at-2026-08-21,beta=mid-conversation-tool-changes-2026-07-01
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "now", "description": "Tells the time of day.", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "clear_at": "next_user_message", "content": [{"type": "tool_removal", "tool": {"type": "tool_reference", "name": "now"}}]}]}
```

### Use instead
```json,pass,beta=mid-conversation-system-clear-at-2026-08-21,beta=mid-conversation-tool-changes-2026-07-01
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "now", "description": "Tells the time of day.", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": [{"type": "tool_removal", "tool": {"type": "tool_reference", "name": "now"}}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages (2026-09)
"#,
    check: Check::RequestNaming(&["clear_at"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for message in request.system_messages() {
        let Some(scope) =
            field(message.value, "clear_at").filter(|scope| scope.is_str("next_user_message"))
        else {
            continue;
        };
        for block in &request.blocks[message.blocks.clone()] {
            if matches!(block.tag, "tool_addition" | "tool_removal") {
                let message = format!(
                    "a system message that is cleared takes `text` blocks only, not `{}`",
                    block.tag
                );
                sink.report(&RULE, block.value, message)
                    .related(scope, "it is cleared here")
                    .help("put the block into a system message of its own")
                    .fix_where_any(false, request.without_block(block.value))
                    .done();
            }
        }
    }
}
