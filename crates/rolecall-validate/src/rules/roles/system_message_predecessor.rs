//! Reports a system message in a place where none may follow.

use crate::{
    Group,
    request::{Place, Request},
    rules::{Check, Part, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "system-message-predecessor",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `system` message that follows neither a `user` message nor an `assistant` message that ends in the result of a server tool.

### Why is this bad?
A system message speaks up before the model does. After an answer that is complete, or between a call and its result, the API rejects it.

### The API says
```text
messages.2: role 'system' must follow a 'user' message or an 'assistant' message ending in a server tool result
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}, {"role": "system", "content": "Be brief."}, {"role": "user", "content": "Bye"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}, {"role": "user", "content": "Bye"}, {"role": "system", "content": "Be brief."}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages (2026-09); error text seen 2026-10
"#,
    check: Check::RequestHaving(Part::SystemMessages, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for misplaced in request.misplaced_system_messages() {
        if let Place::After(before) = misplaced.place {
            let (safe, edits) = request.placed(&misplaced);
            sink.report(
                &RULE,
                misplaced.message.value,
                "a system message must follow a `user` message, or the result of a server tool",
            )
            .related(before.value, "it follows this message")
            .help("move it behind the next `user` message")
            .fix_where_any(safe, edits)
            .done();
        }
    }
}
