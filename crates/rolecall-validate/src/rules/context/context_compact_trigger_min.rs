//! Reports a compaction that begins too early.

use super::{COMPACT, edits, is_of_type};
use crate::{
    Group, edit,
    generated::requests::COMPACT_TRIGGER_MIN,
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "context-compact-trigger-min",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `compact_20260112` edit with a trigger below 50000 input tokens.

### Why is this bad?
A summary of less is not worth its cost; the API takes no lower value.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "context_management": {"edits": [{"type": "compact_20260112", "trigger": {"type": "input_tokens", "value": 10000}}]}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "context_management": {"edits": [{"type": "compact_20260112", "trigger": {"type": "input_tokens", "value": 50000}}]}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/compaction (2026-10); Python SDK 2.12.0, MIGRATION.md (2026-11)
"#,
    check: Check::RequestNaming(&["context_management"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for edit in edits(request).filter(|edit| is_of_type(*edit, COMPACT)) {
        let value = field(edit, "trigger")
            .and_then(|trigger| trigger.get("value"))
            .filter(|value| request.is_sound(*value));
        let Some((value, asked)) = value.and_then(|value| Some((value, value.as_i64()?))) else {
            continue;
        };
        if asked < COMPACT_TRIGGER_MIN {
            sink.report(
                &RULE,
                value,
                format!("the trigger of `{COMPACT}` must be at least {COMPACT_TRIGGER_MIN} tokens, not {asked}"),
            )
            .help(format!("raise it to {COMPACT_TRIGGER_MIN} or more"))
            .unsafe_fix(vec![edit::replace(value, COMPACT_TRIGGER_MIN.to_string())])
            .done();
        }
    }
}
