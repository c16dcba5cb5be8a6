//! Reports a change of the tools outside of a system message.

use crate::{
    Group,
    request::{Request, Role},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-change-block-outside-system",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_addition` or `tool_removal` block in a `user` or `assistant` message.

### Why is this bad?
The tools are changed by the operator, so these blocks stand in `system` messages only; the API rejects them elsewhere.

### Example
```json,fail,beta=mid-conversation-tool-changes-2026-07-01
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "now", "description": "Tells the time of day.", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}, {"type": "tool_removal", "tool": {"type": "tool_reference", "name": "now"}}]}]}
```

### Use instead
```json,pass,beta=mid-conversation-tool-changes-2026-07-01
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "now", "description": "Tells the time of day.", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}]}, {"role": "system", "content": [{"type": "tool_removal", "tool": {"type": "tool_reference", "name": "now"}}]}]}
```

### Source
Python SDK 2.12.0, `beta_system_message_param.py` (2026-11)
"#,
    check: Check::RequestNaming(&["tool_addition", "tool_removal"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (role, block) in request.blocks_with_role() {
        if role != Role::System && matches!(block.tag, "tool_addition" | "tool_removal") {
            sink.report(
                &RULE,
                block.value,
                format!(
                    "a `{}` block can stand in a `system` message only",
                    block.tag
                ),
            )
            .help("put it into a `system` message")
            .fix_where_any(false, request.without_block(block.value))
            .done();
        }
    }
}
