//! Reports a kind of error that the API does not have.

use crate::{
    Group,
    generated::response::API_ERROR,
    json::Value,
    rules::{Check, Rule},
    similar::most_similar,
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "error-type-unknown",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports an error whose `type` is none of those that are documented.

### Why is this bad?
SDKs choose the class of the exception, and clients whether to try again, by the `type`. Kinds are added now and then, but most unknown ones are misspelt or come from another API.

### Example
```json,fail
{"type": "error", "error": {"type": "invalid_request", "message": "max_tokens: Field required"}, "request_id": "req_1"}
```

### Use instead
```json,pass
{"type": "error", "error": {"type": "invalid_request_error", "message": "max_tokens: Field required"}, "request_id": "req_1"}
```

### Source
platform.claude.com/docs/en/api/errors (2026-08)
"#,
    check: Check::Error(check),
};

fn check(error: Value<'_>, sink: &mut Sink<'_>) {
    let Some(tag) = error.get("type") else {
        return;
    };
    let known = || API_ERROR.variants.iter().map(|variant| variant.tag);
    let Some(name) = tag
        .as_plain_str()
        .filter(|name| known().all(|known| known != *name))
    else {
        return;
    };
    let draft = sink.report(&RULE, tag, "no error of this `type` is known");
    match most_similar(name, known()) {
        Some(meant) => draft.help(format!("write `{meant}`")).done(),
        None => draft
            .help("use one of the documented types, such as `invalid_request_error`")
            .done(),
    }
}
