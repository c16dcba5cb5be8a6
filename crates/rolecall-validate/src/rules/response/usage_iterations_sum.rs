//! Reports token counts that are not the sum of the single runs.

use crate::{
    Group,
    answer::Answer,
    json::Value,
    request::plain_str,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "usage-iterations-sum",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports an `input_tokens` or `output_tokens` that is not the sum over `iterations`, those of a compaction aside.

### Why is this bad?
The counts of the whole answer are the sum of its runs. Only the run that makes a summary is not part of them.

### Example
```json,fail
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": "end_turn", "stop_sequence": null, "usage": {"input_tokens": 30, "output_tokens": 5, "iterations": [{"type": "message", "input_tokens": 10, "output_tokens": 5, "cache_read_input_tokens": 0, "cache_creation_input_tokens": 0}, {"type": "message", "input_tokens": 20, "output_tokens": 7, "cache_read_input_tokens": 0, "cache_creation_input_tokens": 0}]}}
```

### Use instead
```json,pass
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": "end_turn", "stop_sequence": null, "usage": {"input_tokens": 30, "output_tokens": 12, "iterations": [{"type": "message", "input_tokens": 10, "output_tokens": 5, "cache_read_input_tokens": 0, "cache_creation_input_tokens": 0}, {"type": "message", "input_tokens": 20, "output_tokens": 7, "cache_read_input_tokens": 0, "cache_creation_input_tokens": 0}]}}
```

### Source
platform.claude.com/docs/en/build-with-claude/compaction (2026-11)
"#,
    check: Check::Answer(check),
};

fn check(answer: &Answer<'_>, sink: &mut Sink<'_>) {
    for usage in &answer.usages {
        let Some(runs) = usage.get("iterations").filter(|runs| runs.is_array()) else {
            continue;
        };
        // Of other kinds, such as those of an advisor, it is not said whether they count.
        let is_clear = runs
            .items()
            .all(|run| matches!(plain_str(run, "type"), Some("message" | "compaction")));
        if !is_clear || runs.items().next().is_none() {
            continue;
        }
        for name in ["input_tokens", "output_tokens"] {
            check_one(name, *usage, runs, sink);
        }
    }
}

fn check_one(name: &str, usage: Value<'_>, runs: Value<'_>, sink: &mut Sink<'_>) {
    let counted = runs
        .items()
        .filter(|run| plain_str(*run, "type") == Some("message"));
    let sum = counted
        .map(|run| run.get(name).and_then(Value::as_i64))
        .try_fold(0_i64, |sum, count| Some(sum.saturating_add(count?)));
    let Some((total, sum)) = usage.get(name).zip(sum) else {
        return;
    };
    if let Some(written) = total.as_i64().filter(|written| *written != sum) {
        sink.report(
            &RULE,
            total,
            format!("`{name}` is {written}, but the runs add up to {sum}"),
        )
        .related(runs, "the runs")
        .help("make the count the sum of the runs, those of type `compaction` aside")
        .done();
    }
}
