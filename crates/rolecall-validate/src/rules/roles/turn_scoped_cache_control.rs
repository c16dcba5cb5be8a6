//! Reports a cache marker in a system message that is cleared.

use crate::{
    Group, edit,
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "turn-scoped-cache-control",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `cache_control` on a block of a `system` message with `"clear_at": "next_user_message"`.

### Why is this bad?
The message is gone with the next `user` message, so a cache that ends in it could never be read again; the API rejects it.

### The API says
```text
cache_control is not permitted on a turn-scoped system message
```

### Example
```json,fail,beta=mid-conversation-system-clear-at-2026-08-21
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "clear_at": "next_user_message", "content": [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}]}]}
```

### Use instead
```json,pass,beta=mid-conversation-system-clear-at-2026-08-21
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "clear_at": "next_user_message", "content": [{"type": "text", "text": "Be brief."}]}]}
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
            let entry = block.value.entry("cache_control");
            if let Some((key, marker)) = entry.filter(|(_, marker)| !marker.is_null()) {
                sink.report(
                    &RULE,
                    marker,
                    "a system message that is cleared takes no `cache_control`",
                )
                .related(scope, "it is cleared here")
                .help("remove the `cache_control`, or the `clear_at`")
                .safe_fix(vec![edit::remove_member(key, marker)])
                .done();
            }
        }
    }
}
