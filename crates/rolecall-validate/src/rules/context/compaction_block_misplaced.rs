//! Reports a signed summary in the wrong place.

use super::signed_blocks;
use crate::{
    Group,
    request::{Request, Role},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "compaction-block-misplaced",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a signed `compaction` block that is not the very first block of the conversation.

### Why is this bad?
It stands for all that went before it, which is to be left out; the API does not look for it further on.

### The API says
```text
compaction_block_misplaced
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": [{"type": "compaction", "content": "The user said hello.", "signature": "c2ln"}]}, {"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "assistant", "content": [{"type": "compaction", "content": "The user said hello.", "signature": "c2ln"}]}, {"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/compaction (2026-10); Python SDK 2.12.0, _error_classes.py (2026-11)
"#,
    check: Check::RequestNaming(&["compaction"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request.continues_thread() {
        return;
    }
    let Some(block) = signed_blocks(request).next() else {
        return;
    };
    let first = request.messages.first();
    let in_first = first.is_some_and(|message| {
        message.role != Some(Role::System)
            && message
                .content
                .and_then(|content| content.items().next())
                .is_some_and(|first| first == block)
    });
    if !in_first {
        sink.report(
            &RULE,
            block,
            "a signed `compaction` block must be the first block of the first message",
        )
        .help("leave out all that stands before it: the block stands for that")
        .done();
    }
}
