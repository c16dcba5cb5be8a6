//! Reports a request that does not say who sends it.

use crate::{
    Group,
    rules::{Check, Document, Rule, Which},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "auth-header-missing",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a request with neither an `x-api-key` nor an `authorization: Bearer …` header, where the headers are known.

### Why is this bad?
The API answers 401. Where a proxy adds the key the finding can be ignored.

### Example
```json,fail,header=anthropic-version:2023-06-01
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,header=anthropic-version:2023-06-01,header=x-api-key
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/api/overview (2026-08)
"#,
    check: Check::Document(Which::SentWithHeaders, check),
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let headers = sink.options().headers.as_ref();
    // Other platforms have keys and signatures of their own.
    let is_known = sink.options().is_first_party();
    if is_known && headers.is_some_and(|headers| !headers.api_key && !headers.bearer) {
        document
            .report_header(
                &RULE,
                "neither `x-api-key` nor `authorization: Bearer` is sent",
                sink,
            )
            .help("send the key as `x-api-key`, or a token as `authorization: Bearer …`")
            .done();
    }
}
