//! Reports details of a refusal where nothing was refused.

use crate::{
    Group,
    answer::Answer,
    generated::answers::STOP_REASONS,
    request::{field, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "stop-details-mismatch",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `stop_details` of a refusal where the `stop_reason` is another one.

### Why is this bad?
The details explain the reason, and are `null` for every other one. Clients that look at them take the answer for a refusal.

### Example
```json,fail
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": "end_turn", "stop_sequence": null, "stop_details": {"type": "refusal", "category": "cyber"}, "usage": {"input_tokens": 10, "output_tokens": 5}}
```

### Use instead
```json,pass
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": "refusal", "stop_sequence": null, "stop_details": {"type": "refusal", "category": "cyber"}, "usage": {"input_tokens": 10, "output_tokens": 5}}
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
    let Some(details) = field(answer.stop, "stop_details") else {
        return;
    };
    let is_of_refusal = plain_str(details, "type") == Some("refusal");
    if is_of_refusal && name != "refusal" && STOP_REASONS.contains(&name) {
        sink.report(
            &RULE,
            details,
            format!("`stop_details` tells of a refusal although `stop_reason` is `{name}`"),
        )
        .related(reason, "the reason")
        .help("set `stop_details` to `null`, or `stop_reason` to `refusal`")
        .done();
    }
}
