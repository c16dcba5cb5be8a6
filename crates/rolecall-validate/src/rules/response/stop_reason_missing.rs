//! Reports a finished answer that does not say why the model stopped.

use crate::{
    Group,
    answer::Answer,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "stop-reason-missing",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports an answer with content whose `stop_reason` is `null` or missing.

### Why is this bad?
It is `null` only in the first event of a stream. Clients decide by it whether to run a tool, to go on or to stop.

### Example
```json,fail
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 5}}
```

### Use instead
```json,pass
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": "end_turn", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 5}}
```

### Source
platform.claude.com/docs/en/api/messages/create (2026-08)
"#,
    check: Check::Answer(check),
};

fn check(answer: &Answer<'_>, sink: &mut Sink<'_>) {
    let message = "the answer does not say why the model stopped";
    let help = "set `stop_reason`, to `end_turn` where the model was done";
    match answer.stop.get("stop_reason") {
        None => sink
            .report(&RULE, answer.stop, message)
            .missing("stop_reason")
            .help(help)
            .done(),
        Some(reason) if reason.is_null() => {
            sink.report(&RULE, reason, message).help(help).done();
        }
        Some(_) => {}
    }
}
