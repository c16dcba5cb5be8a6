//! Reports an edit of thinking behind another edit.

use super::{CLEAR_THINKING, edits, is_of_type};
use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "context-clear-thinking-first",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `clear_thinking_20251015` edit that is not the first in `context_management.edits`.

### Why is this bad?
Edits apply in order, and the API clears thinking before anything else.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "context_management": {"edits": [{"type": "clear_tool_uses_20250919"}, {"type": "clear_thinking_20251015"}]}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "context_management": {"edits": [{"type": "clear_thinking_20251015"}, {"type": "clear_tool_uses_20250919"}]}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/context-editing (2026-10)
"#,
    check: Check::RequestNaming(&["context_management"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let mut edits = edits(request);
    let Some(first) = edits.next() else {
        return;
    };
    if is_of_type(first, CLEAR_THINKING) {
        return;
    }
    if let Some(late) = edits.find(|edit| is_of_type(*edit, CLEAR_THINKING)) {
        sink.report(
            &RULE,
            late,
            format!("the edit `{CLEAR_THINKING}` does not come first"),
        )
        .related(first, "this edit stands before it")
        .help("move it to the beginning of `edits`")
        .safe_fix(vec![
            edit::insert_item_before(first, late.raw()),
            edit::remove_item(late),
        ])
        .done();
    }
}
