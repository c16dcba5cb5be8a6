//! Reports two ways to shrink the conversation at once.

use super::compaction;
use crate::{
    Group, Level,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "compaction-with-context-management",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `compaction` beside `context_management`.

### Why is this bad?
The one asks for a summary in place of an answer, the other edits the conversation before an answer.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "compaction": {"type": "summarize"}, "context_management": {"edits": [{"type": "clear_tool_uses_20250919"}]}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "compaction": {"type": "summarize"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Python SDK 2.12.0, types/beta/message_create_params.py (2026-11)
"#,
    check: Check::RequestNaming(&["context_management"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let (Some(compaction), Some(management)) =
        (compaction(request), request.field("context_management"))
    else {
        return;
    };
    let draft = sink
        .report(
            &RULE,
            compaction,
            "`compaction` does not go together with `context_management`",
        )
        .related(management, "the other one")
        .help("remove one of the two");
    // With nothing in it the other one may pass.
    if management.entries().next().is_none() {
        draft.at_most(Level::Warning).done();
    } else {
        draft.done();
    }
}
