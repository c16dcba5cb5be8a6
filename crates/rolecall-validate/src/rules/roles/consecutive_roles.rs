//! Reports two messages of one role in a row.

use crate::{
    Group,
    request::{Block, Message, Request, Role},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "consecutive-roles",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports two `user` or two `assistant` messages in a row.

It says nothing where the split has a reason: results of tools beside other messages, a paused turn that is resumed, and a compaction or a fallback.

### Why is this bad?
The API accepts them and merges them into one turn. A history in which nobody answers has usually lost a message.

### The API says
```text
messages: roles must alternate between "user" and "assistant", but found multiple "{role}" roles in a row
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "user", "content": "Are you there?"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi\n\nAre you there?"}]}
```

### Source
Python SDK 2.12.0, `message_create_params.py` (2026-11)
"#,
    check: Check::Request(check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for turn in &request.turns {
        let Some(role) = turn.role.filter(|role| *role != Role::System) else {
            continue;
        };
        let messages = request.messages_of(turn);
        for (index, pair) in (turn.messages.start..).zip(messages.windows(2)) {
            let [earlier, later] = pair else {
                continue;
            };
            if has_reason(request, earlier) || has_reason(request, later) {
                continue;
            }
            let role = role.as_str();
            let message = format!(
                "`messages[{index}]` and `messages[{}]` both have the role `{role}`; the API merges them into one turn",
                index + 1
            );
            sink.report(&RULE, later.value, message)
                .related(earlier.value, format!("the `{role}` message before it"))
                .help("join the two, or put the message that is missing between them")
                .done();
        }
    }
}

/// Whether a message stands for itself for a reason, or is at fault already.
fn has_reason(request: &Request<'_>, message: &Message<'_>) -> bool {
    message.is_empty()
        || request.blocks[message.blocks.clone()]
            .iter()
            .any(is_part_of_longer_turn)
}

fn is_part_of_longer_turn(block: &Block<'_>) -> bool {
    matches!(block.tag, "tool_result" | "compaction" | "fallback")
        || block.is_server_call()
        || block.is_server_result()
}
