//! Reports details of an error that do not go with its code.

use crate::{
    Group,
    generated::answers::{ERROR_CODES, IMAGE_ERROR_DETAILS, THREAD_ERROR_DETAILS},
    json::Value,
    request::{field, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "error-details-mismatch",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a field of `details` that belongs to another `error_code`: `max_side_length_pixels` and `paths` to `image_dimensions_too_large`, `unsupported` to `thread_unsupported_request`.

### Why is this bad?
Clients look for these fields under their code only.

### Example
```json,fail
{"type": "error", "error": {"type": "invalid_request_error", "message": "too large", "details": {"error_code": "thread_unsupported_request", "max_side_length_pixels": 8000}}, "request_id": "req_1"}
```

### Use instead
```json,pass
{"type": "error", "error": {"type": "invalid_request_error", "message": "too large", "details": {"error_code": "image_dimensions_too_large", "max_side_length_pixels": 8000}}, "request_id": "req_1"}
```

### Source
Python SDK 2.12.0 (2026-11)
"#,
    check: Check::Error(check),
};

/// Codes and the fields of `details` that only they have.
const OWNERS: [(&str, &[&str]); 2] = [
    ("image_dimensions_too_large", IMAGE_ERROR_DETAILS),
    ("thread_unsupported_request", THREAD_ERROR_DETAILS),
];

fn check(error: Value<'_>, sink: &mut Sink<'_>) {
    let Some(details) = error.get("details") else {
        return;
    };
    // Codes that are not known may have any fields.
    let Some(code) = plain_str(details, "error_code").filter(|code| ERROR_CODES.contains(code))
    else {
        return;
    };
    let strangers = OWNERS.iter().filter(|(owner, _)| code != *owner);
    for (owner, name) in
        strangers.flat_map(|(owner, names)| names.iter().map(move |name| (owner, name)))
    {
        if let Some(value) = field(details, name) {
            sink.report(
                &RULE,
                value,
                format!("`{name}` belongs to the code `{owner}`, not to `{code}`"),
            )
            .help(format!("remove `{name}`, or set `error_code` to `{owner}`"))
            .done();
        }
    }
}
