//! Reports an edit of thinking where there is none.

use super::{CLEAR_THINKING, edits, is_of_type};
use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "context-clear-thinking-needs-thinking",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `clear_thinking_20251015` edit while `thinking` is disabled, or absent on a model that does not think by itself.

### Why is this bad?
The edit asks for thinking to be on; the API rejects it otherwise.

### The API says
```text
`clear_thinking_20251015` strategy requires `thinking` to be enabled or adaptive
```

### Example
```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 64, "context_management": {"edits": [{"type": "clear_thinking_20251015"}]}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-haiku-4-5", "max_tokens": 4096, "thinking": {"type": "enabled", "budget_tokens": 1024}, "context_management": {"edits": [{"type": "clear_thinking_20251015"}]}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
error text in public bug reports (2026-10)
"#,
    check: Check::RequestNaming(&["context_management"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(edit) = edits(request).find(|edit| is_of_type(*edit, CLEAR_THINKING)) else {
        return;
    };
    let config = request.field("thinking");
    let is_off = match config {
        Some(_) => request.type_of("thinking") == Some("disabled"),
        None => request
            .model
            .and_then(|model| model.thinking.as_ref())
            .is_some_and(|thinking| thinking.default == "disabled"),
    };
    if !is_off {
        return;
    }
    let draft = sink
        .report(
            &RULE,
            edit,
            format!("the edit `{CLEAR_THINKING}` needs `thinking`, which is off"),
        )
        .help("turn `thinking` on, or remove the edit")
        // Without thinking there is nothing to clear.
        .safe_fix(vec![edit::remove_item(edit)]);
    match config.or_else(|| request.field("model")) {
        Some(cause) => draft.related(cause, "thinking is off here").done(),
        None => draft.done(),
    }
}
