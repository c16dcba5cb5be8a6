//! Reports an `error_code` that comes close to a known one.

use crate::{
    Group,
    generated::answers::ERROR_CODES,
    json::Value,
    rules::{Check, Rule},
    similar::most_similar,
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "error-code-unknown",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports an `error_code` that is not documented and comes close to one that is.

### Why is this bad?
New codes may appear, so that an unknown one is no fault. One that differs by a letter or two is a slip, and clients do not recognise it.

### Example
```json,fail
{"type": "error", "error": {"type": "not_found_error", "message": "the file is gone", "details": {"error_code": "file_expird"}}, "request_id": "req_1"}
```

### Use instead
```json,pass
{"type": "error", "error": {"type": "not_found_error", "message": "the file is gone", "details": {"error_code": "file_expired"}}, "request_id": "req_1"}
```

### Source
Python SDK 2.12.0 (2026-11)
"#,
    check: Check::Error(check),
};

fn check(error: Value<'_>, sink: &mut Sink<'_>) {
    let code = error
        .get("details")
        .and_then(|details| details.get("error_code"));
    let Some((code, name)) = code.and_then(|code| Some((code, code.as_plain_str()?))) else {
        return;
    };
    if ERROR_CODES.contains(&name) {
        return;
    }
    if let Some(meant) = most_similar(name, ERROR_CODES.iter().copied()) {
        sink.report(&RULE, code, "no `error_code` of this name is known")
            .help(format!("write `{meant}`"))
            .done();
    }
}
