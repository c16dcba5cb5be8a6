//! Reports a model that will be retired.

use super::id;
use crate::{
    Group,
    models::Status,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "model-deprecated",
    group: Group::Deprecated,
    since: "0.1.0",
    docs: r#"### What it does
Reports a model whose retirement is announced, with its day.

### Why is this bad?
It still answers, but from its day of retirement on every request for it fails.

### Example
```json,fail
{"model": "claude-sonnet-4-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-sonnet-5-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

```json,pass,as-of=2026-01-01
{"model": "claude-sonnet-4-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/about-claude/model-deprecations (2026-10); Python SDK 2.12.0, `DEPRECATED_MODELS` (2026-11)
"#,
    check: Check::Request(check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request.model else {
        return;
    };
    let is_announced = match model.deprecated_on {
        Some(day) => day <= request.as_of(),
        None => model.status == Status::Deprecated,
    };
    if !is_announced || !request.is_first_party() {
        return;
    }
    let Some(value) = request.field("model") else {
        return;
    };
    let id = id(request, model);
    let message = match model.retirement() {
        Some(day) if day <= request.as_of() => {
            format!("`{id}` is deprecated, and was to be retired on {day}")
        }
        Some(day) => format!("`{id}` is deprecated and will be retired on {day}"),
        None => format!("`{id}` is deprecated"),
    };
    let draft = sink.report(&RULE, value, message);
    match model.replacement {
        Some(next) => draft.help(format!("move to `{next}`")).done(),
        None => draft.help("move to a newer model").done(),
    }
}
