//! Reports a block of the model in a user message.

use crate::{
    Group,
    request::{Block, Request, Role},
    rules::{Check, Part, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "assistant-only-block-in-user",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a block in a `user` message that only the model or a tool of the server writes: thinking, calls and results of server tools and of MCP, fallbacks.

### Why is this bad?
These blocks are part of the answer they came with. In a `user` message they are out of their turn, and the API probably rejects them.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "thinking", "thinking": "Blue.", "signature": "RXJvbGVjYWxs"}, {"type": "text", "text": "Hi"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "thinking", "thinking": "Blue.", "signature": "RXJvbGVjYWxs"}, {"type": "text", "text": "Hello"}]}, {"role": "user", "content": "Bye"}]}
```

### Source
platform.claude.com/docs/en/api/messages (2026-08)
"#,
    check: Check::RequestHaving(Part::BlocksButText, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (role, block) in request.blocks_with_role() {
        if role == Role::User && is_of_assistant(block) {
            sink.report(
                &RULE,
                block.value,
                format!(
                    "a `{}` block belongs into an `assistant` message",
                    block.tag
                ),
            )
            .help("put the block back into the `assistant` message that it came in")
            .done();
        }
    }
}

fn is_of_assistant(block: Block<'_>) -> bool {
    matches!(
        block.tag,
        "thinking" | "redacted_thinking" | "fallback" | "mcp_tool_listing"
    ) || block.is_server_call()
        || block.is_server_result()
}
