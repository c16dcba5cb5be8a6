//! Reports fast mode on a model without one.

use super::{blame, id};
use crate::{
    Group, Level,
    edit::remove_member,
    models::{Fast, FastState},
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "speed-model-unsupported",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `"speed": "fast"` on a model that has no fast mode, or has it no more on the day in question. Where the model ignores the field, the finding is a warning.

### Why is this bad?
The API rejects the request, or runs it at standard speed.

### Example
```json,fail
{"model": "claude-opus-4-7", "max_tokens": 64, "speed": "fast", "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5-5", "max_tokens": 64, "speed": "fast", "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/fast-mode (2026-11)
"#,
    check: Check::RequestNaming(&["speed"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request.model else {
        return;
    };
    let (Some((key, value)), Some(fast)) = (request.body.entry("speed"), &model.fast) else {
        return;
    };
    if !value.is_str("fast") || !request.is_sound_member(key, value) {
        return;
    }
    let id = id(request, model);
    let (message, most) = match fast {
        Fast {
            state: FastState::No,
            ..
        } => (format!("`{id}` has no fast mode"), Level::Error),
        Fast {
            state: FastState::Ignored,
            ..
        } => (
            format!("`{id}` has no fast mode any more and runs at standard speed"),
            Level::Warning,
        ),
        Fast {
            until: Some(day), ..
        } if *day <= request.as_of() => (
            format!("`{id}` has had no fast mode since {day}"),
            Level::Error,
        ),
        Fast { .. } => return,
    };
    let draft = sink
        .report(&RULE, value, message)
        .help("remove `speed`, or use a model with a fast mode")
        .at_most(most)
        .safe_fix(vec![remove_member(key, value)]);
    blame(draft, request, model, "fast").done();
}
