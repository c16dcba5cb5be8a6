//! Reports a conversation that begins with a system message.

use crate::{
    Group,
    request::{Place, Request},
    rules::{Check, Part, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "system-message-first",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `system` message with content at the beginning of `messages`.

### Why is this bad?
What holds from the beginning belongs into the `system` of the request; the API rejects it as the first message.

### The API says
```text
messages.0: use the top-level 'system' parameter for the initial system prompt; the directive-only form (content: [] with output_config) is accepted at any position
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "system": "Be brief.", "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages (2026-09); error text seen 2026-10
"#,
    check: Check::RequestHaving(Part::SystemMessages, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for misplaced in request.misplaced_system_messages() {
        if matches!(misplaced.place, Place::First) {
            let (safe, edits) = request.placed(&misplaced);
            sink.report(
                &RULE,
                misplaced.message.value,
                "the conversation begins with a system message",
            )
            .help("move its text into the `system` of the request")
            .fix_where_any(safe, edits)
            .done();
        }
    }
}
