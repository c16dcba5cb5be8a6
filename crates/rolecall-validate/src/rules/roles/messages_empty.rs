//! Reports a request without messages.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "messages-empty",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an empty `messages` array.

### Why is this bad?
There is nothing to answer, and the API rejects the request.

### The API says
```text
messages: at least one message is required
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": []}
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
    if !request.messages.is_empty() || request.continues_thread() {
        return;
    }
    if let Some(messages) = request.field("messages").filter(|all| all.is_array()) {
        sink.report(
            &RULE,
            messages,
            "`messages` is empty; the API needs at least one message",
        )
        .help("add a `user` message")
        .done();
    }
}
