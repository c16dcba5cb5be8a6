//! Reports a system message that says nothing.

use crate::{
    Group,
    request::Request,
    rules::{Check, Part, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "system-message-content-empty",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `system` message that has neither content nor an `output_config`.

### Why is this bad?
A system message must say something, unless it only sets the effort from here on; the API rejects an empty one.

### The API says
```text
messages.1: system content must contain at least one block
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": []}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": "Be brief."}]}
```

### Source
Python SDK 2.12.0, `beta_system_message_param.py` (2026-11); error text seen 2026-10
"#,
    check: Check::RequestHaving(Part::SystemMessages, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for message in request.system_messages() {
        let index = request.message_around(message.value);
        let gone = || request.without_message(index?);
        if message.is_directive() || !request.is_sound(message.value) {
            continue;
        }
        let help = "write what the model is told, or remove the message";
        match message.content {
            None => sink
                .report(&RULE, message.value, "this system message has no content")
                .missing("content")
                .help(help)
                .fix_where_any(true, gone())
                .done(),
            Some(content) if message.is_empty() => sink
                .report(
                    &RULE,
                    content,
                    "the content of this system message is empty",
                )
                .help(help)
                .fix_where_any(true, gone())
                .done(),
            Some(_) => {}
        }
    }
}
