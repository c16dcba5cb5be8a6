//! Reports a summary of nothing.

use super::compaction;
use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "compaction-nothing",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports `compaction` where all messages hold nothing but compaction blocks.

### Why is this bad?
There is nothing to summarize beyond what the last summary says.

### The API says
```text
compaction_nothing_to_summarize
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "compaction": {"type": "summarize"}, "messages": [{"role": "assistant", "content": [{"type": "compaction", "content": "The user said hello.", "signature": "c2ln"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "compaction": {"type": "summarize"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Python SDK 2.12.0, _error_classes.py (2026-11)
"#,
    check: Check::RequestNaming(&["compaction"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let is_bare = !request.blocks.is_empty()
        && request.turns.iter().all(|turn| turn.is_whole)
        && request.blocks.iter().all(|block| block.tag == "compaction");
    if let Some(compaction) = compaction(request).filter(|_| is_bare && !request.continues_thread())
    {
        sink.report(
            &RULE,
            compaction,
            "`compaction` finds only earlier summaries in `messages`",
        )
        .help("go on with the conversation first")
        .done();
    }
}
