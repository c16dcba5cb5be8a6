//! Reports two signed summaries.

use super::signed_blocks;
use crate::{
    Group,
    request::{Request, field, is_empty},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "compaction-block-ambiguous",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a second signed `compaction` block with content.

### Why is this bad?
Each stands for all that went before it, so a conversation can begin with one of them only. The newer one includes the older.

### The API says
```text
compaction_block_ambiguous
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "assistant", "content": [{"type": "compaction", "content": "The user said hello.", "signature": "c2ln"}, {"type": "compaction", "content": "The user said hello.", "signature": "c2ln"}]}, {"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "assistant", "content": [{"type": "compaction", "content": "The user said hello.", "signature": "c2ln"}]}, {"role": "user", "content": "Hi"}]}
```

### Source
Python SDK 2.12.0, _error_classes.py (2026-11)
"#,
    check: Check::RequestNaming(&["compaction"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let mut blocks = signed_blocks(request)
        .filter(|block| field(*block, "content").is_some_and(|content| !is_empty(content)));
    let Some(first) = blocks.next() else {
        return;
    };
    for block in blocks {
        sink.report(
            &RULE,
            block,
            "this is not the only signed `compaction` block",
        )
        .related(first, "the first one")
        .help("keep the newest one only, at the beginning of `messages`")
        .done();
    }
}
