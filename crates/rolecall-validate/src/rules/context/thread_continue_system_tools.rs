//! Reports what a thread knows already.

use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "thread-continue-system-tools",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports `system` and `tools` in a request that continues a thread.

### Why is this bad?
A thread keeps both from its first request. Sent again they are compared, and any difference is rejected with `thread_fingerprint_mismatch`.

### The API says
```text
thread_fingerprint_mismatch
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "thread": {"type": "continue", "previous_message_id": "msg_1"}, "system": "Be brief.", "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "thread": {"type": "continue", "previous_message_id": "msg_1"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/message-threads (2026-11)
"#,
    check: Check::RequestNaming(&["thread"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if !request.continues_thread() {
        return;
    }
    for name in ["system", "tools"] {
        let member = request.body.entry(name);
        if let Some((key, value)) = member.filter(|(_, value)| !value.is_null()) {
            sink.report_key(
                &RULE,
                key,
                value,
                format!("the thread has its `{name}` already"),
            )
            .help(format!("leave `{name}` out"))
            .unsafe_fix(vec![edit::remove_member(key, value)])
            .done();
        }
    }
}
