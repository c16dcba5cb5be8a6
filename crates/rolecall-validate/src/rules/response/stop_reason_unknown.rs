//! Reports a `stop_reason` that the API does not have.

use crate::{
    Group,
    answer::Answer,
    generated::answers::STOP_REASONS,
    rules::{Check, Rule},
    similar::most_similar,
    sink::Sink,
    structure::foreign,
};

pub(super) static RULE: Rule = Rule {
    name: "stop-reason-unknown",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `stop_reason` that is none of those that are documented.

### Why is this bad?
Reasons are added now and then, but `stop`, `length` or `tool_calls` are those of other APIs, and clients of this one do not know them.

### Example
```json,fail
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": "length", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 5}}
```

### Use instead
```json,pass
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": "max_tokens", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 5}}
```

### Source
platform.claude.com/docs/en/build-with-claude/handling-stop-reasons (2026-08)
"#,
    check: Check::Answer(check),
};

fn check(answer: &Answer<'_>, sink: &mut Sink<'_>) {
    let Some((reason, name)) = answer.stop_reason() else {
        return;
    };
    if STOP_REASONS.contains(&name) {
        return;
    }
    let meant = foreign::tag("stop reason", name)
        .map(|tag| tag.ours)
        .or_else(|| most_similar(name, STOP_REASONS.iter().copied()));
    let draft = sink.report(&RULE, reason, "no `stop_reason` of this name is known");
    match meant {
        Some(meant) => draft.help(format!("write `{meant}`")).done(),
        None => draft.help("use one of the documented reasons").done(),
    }
}
