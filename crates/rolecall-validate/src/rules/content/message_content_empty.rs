//! Reports a message without content.

use crate::{
    Group,
    request::{Request, Role},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "message-content-empty",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `user` or `assistant` message whose content is `""` or `[]`, except for an `assistant` message at the end.

### Why is this bad?
A message must say something, and the API rejects one that does not.

### The API says
```text
messages.2: all messages must have non-empty content except for the optional final assistant message
messages.0: {role} messages must have non-empty content
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": ""}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Error text in public bug reports, as of 2026-11
"#,
    check: Check::Request(check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let last = request.messages.len().wrapping_sub(1);
    for (index, message) in request.messages.iter().enumerate() {
        let Some(role) = message.role.filter(|role| *role != Role::System) else {
            continue;
        };
        let may_be_empty = index == last && role == Role::Assistant;
        let Some(content) = message
            .content
            .filter(|_| !may_be_empty && message.is_empty())
        else {
            continue;
        };
        if request.is_sound(content) {
            let (is_safe, edits) = request.without_empty_message(message);
            sink.report(
                &RULE,
                content,
                format!("the content of this `{}` message is empty", role.as_str()),
            )
            .help("write what it says, or remove the message")
            .fix_where_any(is_safe, edits)
            .done();
        }
    }
}
