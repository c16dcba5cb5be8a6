//! Reports a negative number of tokens.

use crate::{
    Group,
    answer::Answer,
    json::Value,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "usage-count-negative",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a number in `usage` that is below 0.

### Why is this bad?
Tokens and requests are counted, and no count is below 0.

### Example
```json,fail
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": "end_turn", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": -1}}
```

### Use instead
```json,pass
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": "end_turn", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 1}}
```

### Source
OpenAPI document of the API (2026-05)
"#,
    check: Check::Answer(check),
};

fn check(answer: &Answer<'_>, sink: &mut Sink<'_>) {
    for usage in &answer.usages {
        check_object(*usage, sink);
    }
}

/// Counts lie one level deep, or in the entries of `iterations`.
fn check_object(object: Value<'_>, sink: &mut Sink<'_>) {
    for (key, value) in object.entries() {
        if let Some(count) = value.as_i64().filter(|count| *count < 0) {
            sink.report(
                &RULE,
                value,
                format!("`{}` is {count}, below 0", key.name()),
            )
            .help("count from 0")
            .done();
        }
        let inner = value
            .entries()
            .filter_map(|(key, value)| Some((key, value, value.as_i64()?)));
        for (key, value, count) in inner.filter(|(_, _, count)| *count < 0) {
            sink.report(
                &RULE,
                value,
                format!("`{}` is {count}, below 0", key.name()),
            )
            .help("count from 0")
            .done();
        }
        if key.is("iterations") {
            for iteration in value.items() {
                check_object(iteration, sink);
            }
        }
    }
}
