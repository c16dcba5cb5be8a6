//! Reports two kinds of summaries in one conversation.

use super::{COMPACT, edits, is_of_type, signed_blocks};
use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "compaction-edit-with-signed-block",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `compact_20260112` edit while a signed `compaction` block is in `messages`.

### Why is this bad?
Signed blocks come from the `compaction` parameter; the edit makes unsigned ones and cannot go on from the others.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "context_management": {"edits": [{"type": "compact_20260112"}]}, "messages": [{"role": "assistant", "content": [{"type": "compaction", "content": "The user said hello.", "signature": "c2ln"}]}, {"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "assistant", "content": [{"type": "compaction", "content": "The user said hello.", "signature": "c2ln"}]}, {"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/compaction (2026-10)
"#,
    check: Check::RequestNaming(&["context_management"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let edit = edits(request).find(|edit| is_of_type(*edit, COMPACT));
    if let (Some(edit), Some(block)) = (edit, signed_blocks(request).next()) {
        sink.report(
            &RULE,
            edit,
            format!("the edit `{COMPACT}` does not go together with a signed `compaction` block"),
        )
        .related(block, "the signed block")
        .help("use the `compaction` parameter to summarize again")
        .unsafe_fix(vec![edit::remove_item(edit)])
        .done();
    }
}
