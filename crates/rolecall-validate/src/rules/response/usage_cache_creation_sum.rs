//! Reports cache writes by lifetime that do not add up.

use crate::{
    Group,
    answer::Answer,
    json::Value,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "usage-cache-creation-sum",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `cache_creation` whose counts do not add up to `cache_creation_input_tokens`.

### Why is this bad?
The total is the sum of what was written for 5 minutes and for 1 hour. Whoever computes the price from one of them gets another result than from the other.

### Example
```json,fail
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": "end_turn", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 5, "cache_creation_input_tokens": 100, "cache_creation": {"ephemeral_5m_input_tokens": 30, "ephemeral_1h_input_tokens": 0}}}
```

### Use instead
```json,pass
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": "end_turn", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 5, "cache_creation_input_tokens": 100, "cache_creation": {"ephemeral_5m_input_tokens": 30, "ephemeral_1h_input_tokens": 70}}}
```

### Source
platform.claude.com/docs/en/build-with-claude/prompt-caching (2026-08)
"#,
    check: Check::Answer(check),
};

fn check(answer: &Answer<'_>, sink: &mut Sink<'_>) {
    for usage in &answer.usages {
        check_one(*usage, sink);
        let iterations = usage.items_of("iterations");
        for iteration in iterations {
            check_one(iteration, sink);
        }
    }
}

fn check_one(usage: Value<'_>, sink: &mut Sink<'_>) {
    let Some(parts) = usage
        .get("cache_creation")
        .filter(|parts| parts.is_object())
    else {
        return;
    };
    let count = |name: &str| parts.get(name).map_or(Some(0), Value::as_i64);
    let (Some(total), Some(short), Some(long)) = (
        usage.get("cache_creation_input_tokens"),
        count("ephemeral_5m_input_tokens"),
        count("ephemeral_1h_input_tokens"),
    ) else {
        return;
    };
    let sum = short.saturating_add(long);
    if let Some(written) = total.as_i64().filter(|written| *written != sum) {
        sink.report(
            &RULE,
            total,
            format!("`cache_creation_input_tokens` is {written}, but its parts add up to {sum}"),
        )
        .related(
            parts,
            format!("{short} for 5 minutes and {long} for 1 hour"),
        )
        .help("make the total the sum of the two")
        .done();
    }
}
