//! Reports a summary that the model cannot make.

use super::{COMPACT, compaction, edits, is_of_type};
use crate::{
    Group, Level,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "compaction-model",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `compaction` and `compact_20260112` edits on a model without compaction.

### Why is this bad?
Models older than 4.6 do not compact.

### Example
```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 64, "compaction": {"type": "summarize"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "compaction": {"type": "summarize"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/compaction (2026-10)
"#,
    check: Check::RequestNaming(&["compaction", "context_management"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request
        .model
        .filter(|model| model.compaction == Some(false))
    else {
        return;
    };
    let edit = || edits(request).find(|edit| is_of_type(*edit, COMPACT));
    if let Some(asked) = compaction(request).or_else(edit) {
        let message = format!("`{}` does not compact conversations", request.model_id());
        let mut draft = sink
            .report(&RULE, asked, message)
            .help("use a newer model, or clear tool results with `clear_tool_uses_20250919`");
        if let Some(named) = request.field("model") {
            draft = draft.related(named, "the model");
        }
        if model.is_uncertain("compaction") {
            draft = draft.at_most(Level::Warning);
        }
        draft.done();
    }
}
