//! Reports an API version that does not exist.

use crate::{
    ApiVersion, Group,
    generated::requests::FORMER_VERSIONS,
    rules::{Check, Document, Rule, Which},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "anthropic-version-unknown",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a value of the header `anthropic-version` that is no version of the API.

### Why is this bad?
The API has few versions, and their dates are easily mistaken for those of models or betas.

### Example
```json,fail,header=x-api-key,header=anthropic-version:2024-01-01
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,header=x-api-key,header=anthropic-version:2026-10-21
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/api/versioning (2026-10); Python SDK 2.12.0, _constants.py (2026-11)
"#,
    check: Check::Document(Which::SentWithHeaders, check),
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let headers = sink.options().headers.as_ref();
    let Some(version) = headers.and_then(|headers| headers.version.as_deref()) else {
        return;
    };
    if FORMER_VERSIONS.contains(&version) || version.parse::<ApiVersion>().is_ok() {
        return;
    }
    let known: Vec<_> = ApiVersion::ALL.map(|version| format!("`{version}`")).into();
    document
        .report_header(
            &RULE,
            format!(
                "`anthropic-version` is `{}`, which is no version of the API",
                short(version)
            ),
            sink,
        )
        .help(format!("send {}", known.join(" or ")))
        .done();
}

fn short(version: &str) -> String {
    version.chars().take(20).collect()
}
