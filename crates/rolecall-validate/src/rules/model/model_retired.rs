//! Reports a model that no longer answers.

use super::id;
use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "model-retired",
    group: Group::Deprecated,
    since: "0.1.0",
    docs: r#"### What it does
Reports a model whose day of retirement is past. The day in question is that of the model table unless `--as-of` names another. Other rules about models are then silent.

### Why is this bad?
The API answers every request for it with 404 `not_found_error`. It is a warning by default, because old examples and recorded payloads name retired models and are right in all else; set its level to `error` for payloads that are to be sent.

### Example
```json,fail
{"model": "claude-3-opus-20240229", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

```json,pass,as-of=2024-06-01
{"model": "claude-3-opus-20240229", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/about-claude/model-deprecations (2026-10)
"#,
    check: Check::Request(check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let retired = request
        .named_model
        .filter(|model| request.is_first_party() && model.is_retired(request.as_of()));
    let Some((model, day)) = retired.and_then(|model| Some((model, model.retirement()?))) else {
        return;
    };
    let Some(value) = request.field("model") else {
        return;
    };
    let draft = sink.report(
        &RULE,
        value,
        format!(
            "`{}` was retired on {day} and answers no more",
            id(request, model)
        ),
    );
    match model.replacement {
        Some(next) => draft
            .help(format!("move to `{next}` or a newer model"))
            .done(),
        None => draft.help("move to a newer model").done(),
    }
}
