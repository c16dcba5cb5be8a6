//! Reports more tokens of thinking than of output.

use crate::{
    Group,
    answer::Answer,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "usage-thinking-tokens",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports `thinking_tokens` that exceed the `output_tokens` that they are part of.

### Why is this bad?
Thinking is part of the output, shown or not. One of the two numbers is wrong.

### Example
```json,fail
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": "end_turn", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 5, "output_tokens_details": {"thinking_tokens": 50}}}
```

### Use instead
```json,pass
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": "end_turn", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 55, "output_tokens_details": {"thinking_tokens": 50}}}
```

### Source
Python SDK 2.12.0 (2026-11)
"#,
    check: Check::Answer(check),
};

fn check(answer: &Answer<'_>, sink: &mut Sink<'_>) {
    for usage in &answer.usages {
        let details = usage.get("output_tokens_details");
        let (Some(part), Some(whole)) = (
            details.and_then(|details| details.get("thinking_tokens")),
            usage.get("output_tokens"),
        ) else {
            continue;
        };
        if let (Some(thinking), Some(output)) = (part.as_i64(), whole.as_i64())
            && thinking > output
        {
            sink.report(
                &RULE,
                part,
                format!("`thinking_tokens` is {thinking}, more than the {output} `output_tokens`"),
            )
            .related(whole, "the whole output")
            .help("count the thinking as part of the output")
            .done();
        }
    }
}
