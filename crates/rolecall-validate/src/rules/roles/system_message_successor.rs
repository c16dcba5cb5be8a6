//! Reports a system message that a user message follows.

use crate::{
    Group,
    request::{Place, Request},
    rules::{Check, Part, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "system-message-successor",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `system` message before a `user` message.

### Why is this bad?
A system message speaks up before the model does: an `assistant` message comes next, or the array ends. Before a `user` message the API rejects it.

### The API says
```text
messages.2: role 'system' must precede an 'assistant' message or end the array
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": "Be brief."}, {"role": "user", "content": "Bye"}]}
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
        if let Place::Before(after) = misplaced.place {
            let (safe, edits) = request.placed(&misplaced);
            sink.report(
                &RULE,
                misplaced.message.value,
                "a system message must stand before an `assistant` message or at the end",
            )
            .related(after.value, "this `user` message follows it")
            .help("move it behind this `user` message")
            .fix_where_any(safe, edits)
            .done();
        }
    }
}
