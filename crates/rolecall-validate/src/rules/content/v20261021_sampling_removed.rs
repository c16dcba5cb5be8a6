//! Reports sampling parameters that are gone.

use crate::{
    ApiVersion, Group,
    request::{Endpoint, Request},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "v20261021-sampling-removed",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `temperature`, `top_p` and `top_k`, whatever their value, for API version 2026-10-21.

### Why is this bad?
Version 2026-10-21 has no sampling parameters any more; to the API they are unknown fields.

### The API says
```text
temperature: Extra inputs are not permitted
```

### Example
```json,fail,api-version=2026-10-21
{"model": "claude-opus-5", "max_tokens": 64, "temperature": 1, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,api-version=2026-10-21
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/api/migration-2026-10-21 (2026-10)
"#,
    check: Check::Request(check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(level) = request.sent_with(ApiVersion::V2026_10_21) else {
        return;
    };
    // A count of tokens takes them under no version.
    if request.endpoint == Endpoint::CountTokens {
        return;
    }
    for name in ["temperature", "top_p", "top_k"] {
        let Some((key, value)) = request.body.entry(name) else {
            continue;
        };
        if request.is_sound_member(key, value) {
            sink.report_key(
                &RULE,
                key,
                value,
                format!("API version 2026-10-21 has no `{name}` any more"),
            )
            .help(format!("remove `{name}`"))
            .at_most(level)
            .api_version(ApiVersion::V2026_10_21)
            .done();
        }
    }
}
