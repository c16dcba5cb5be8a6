//! Reports a system message at the beginning that only sets the effort.

use crate::{
    Group,
    request::Request,
    rules::{Check, Part, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "system-message-directive-first",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `system` message at the beginning of `messages` that has no content and only an `output_config`.

### Why is this bad?
The documentation takes such a message anywhere, yet a report from production saw it rejected at the beginning. The `output_config` of the request does the same.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "system", "content": [], "output_config": {"effort": "low"}}, {"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"effort": "low"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/effort (2026-10); a public report, as of 2026-11
"#,
    check: Check::RequestHaving(Part::SystemMessages, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let first = request.system_messages().next().filter(|message| {
        message.is_directive()
            && request.messages.first().map(|first| first.value) == Some(message.value)
    });
    if let Some(message) = first.filter(|_| !request.continues_thread()) {
        sink.report(
            &RULE,
            message.value,
            "a system message that only sets `output_config` may be rejected at the beginning",
        )
        .help("set `output_config` of the request instead")
        .done();
    }
}
