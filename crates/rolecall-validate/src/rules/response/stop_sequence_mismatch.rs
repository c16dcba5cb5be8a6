//! Reports a `stop_sequence` that does not go with the `stop_reason`.

use crate::{
    Group,
    answer::Answer,
    generated::answers::STOP_REASONS,
    request::field,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "stop-sequence-mismatch",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `stop_sequence` where the `stop_reason` is another one, and a `stop_reason` of `stop_sequence` that does not say which.

### Why is this bad?
`stop_sequence` names the sequence that came up, and is `null` when none did. Clients that read one of the two alone go wrong.

### Example
```json,fail
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": "end_turn", "stop_sequence": "END", "usage": {"input_tokens": 10, "output_tokens": 5}}
```

### Use instead
```json,pass
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": "stop_sequence", "stop_sequence": "END", "usage": {"input_tokens": 10, "output_tokens": 5}}
```

### Source
platform.claude.com/docs/en/api/messages/create (2026-08)
"#,
    check: Check::Answer(check),
};

fn check(answer: &Answer<'_>, sink: &mut Sink<'_>) {
    let Some((reason, name)) = answer.stop_reason() else {
        return;
    };
    let sequence = field(answer.stop, "stop_sequence");
    match (name, sequence) {
        ("stop_sequence", None) => sink
            .report(
                &RULE,
                reason,
                "`stop_reason` is `stop_sequence`, but `stop_sequence` does not say which one",
            )
            .help("set `stop_sequence` to the sequence that came up")
            .done(),
        ("stop_sequence", Some(_)) => {}
        (name, Some(sequence)) if sequence.is_string() && STOP_REASONS.contains(&name) => sink
            .report(
                &RULE,
                sequence,
                format!("`stop_sequence` is set although `stop_reason` is `{name}`"),
            )
            .related(reason, "the reason")
            .help("set `stop_sequence` to `null`, or `stop_reason` to `stop_sequence`")
            .done(),
        _ => {}
    }
}
