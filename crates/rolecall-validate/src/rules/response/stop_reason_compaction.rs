//! Reports a stop for a compaction without its block.

use crate::{
    Group,
    answer::Answer,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "stop-reason-compaction",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `stop_reason` of `compaction` where no block of the content is a `compaction`.

### Why is this bad?
The reason tells the client to go on with the `compaction` block. Without it the conversation cannot go on.

### Example
```json,fail
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": "compaction", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 5}}
```

### Use instead
```json,pass
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "compaction", "content": "They talked about the sky."}], "stop_reason": "compaction", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 5}}
```

### Source
platform.claude.com/docs/en/build-with-claude/compaction (2026-11)
"#,
    check: Check::Answer(check),
};

fn check(answer: &Answer<'_>, sink: &mut Sink<'_>) {
    let Some((reason, "compaction")) = answer.stop_reason() else {
        return;
    };
    if answer.block("compaction").is_none() && !answer.is_unclear() {
        sink.report(
            &RULE,
            reason,
            "`stop_reason` is `compaction`, but no block of the content is a `compaction`",
        )
        .help("put the `compaction` block into the content")
        .done();
    }
}
