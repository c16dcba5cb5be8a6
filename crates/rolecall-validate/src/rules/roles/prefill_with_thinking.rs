//! Reports a prefill beside thinking.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "prefill-with-thinking",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports an assistant message at the end of a request in which thinking is on.

### Why is this bad?
The answer begins with thinking, so it cannot begin with the given text. The documentation calls the two incompatible; its page quotes no error.

### Example
```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 2048, "thinking": {"type": "enabled", "budget_tokens": 1024}, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "{"}]}
```

### Use instead
```json,pass
{"model": "claude-haiku-4-5", "max_tokens": 2048, "thinking": {"type": "enabled", "budget_tokens": 1024}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/thinking (2026-10)
"#,
    check: Check::RequestNaming(&["thinking"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request
        .model
        .is_some_and(|model| model.prefill == Some(false))
    {
        return;
    }
    let cause = request
        .field("thinking")
        .filter(|_| matches!(request.type_of("thinking"), Some("enabled" | "adaptive")));
    if let (Some(cause), Some(message)) = (cause, request.prefill()) {
        sink.report(
            &RULE,
            message.value,
            "an assistant message at the end does not go together with thinking",
        )
        .related(cause, "set here")
        .help("turn thinking off, or remove the assistant message at the end")
        .done();
    }
}
