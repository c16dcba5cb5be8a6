//! Reports two edits of one type.

use super::edits;
use crate::{
    Group, edit,
    json::Value,
    request::{Request, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "context-duplicate-edit",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports an entry of `context_management.edits` whose `type` an earlier one has.

### Why is this bad?
Each edit goes over the whole conversation, so the second finds little to do; perhaps one was to replace the other.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "context_management": {"edits": [{"type": "clear_tool_uses_20250919"}, {"type": "clear_tool_uses_20250919"}]}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "context_management": {"edits": [{"type": "clear_tool_uses_20250919"}]}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/context-editing (2026-10)
"#,
    check: Check::RequestNaming(&["context_management"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let mut seen: Vec<(&str, Value<'_>)> = Vec::new();
    for edit in edits(request) {
        let Some(tag) = plain_str(edit, "type").filter(|_| request.is_sound(edit)) else {
            continue;
        };
        let Some((_, first)) = seen.iter().find(|(other, _)| *other == tag) else {
            seen.push((tag, edit));
            continue;
        };
        let draft = sink
            .report(&RULE, edit, format!("there is an edit `{tag}` already"))
            .related(*first, "the first of this type")
            .help("leave one of them out");
        if first.raw() == edit.raw() {
            draft.safe_fix(vec![edit::remove_item(edit)]).done();
        } else {
            draft.done();
        }
    }
}
