//! Reports a request without its version header.

use crate::{
    ApiVersion, Group,
    generated::platforms::VERSION_IN_BODY,
    rules::{Check, Document, Rule, Which},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "anthropic-version-missing",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a request that is sent without the header `anthropic-version`, where the headers are known.

### Why is this bad?
The API takes no request without it, since it decides how the body is read.

### The API says
```text
anthropic-version: header is required
```

### Example
```json,fail,header=x-api-key
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,header=x-api-key,header=anthropic-version:2023-06-01
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/api/versioning (2026-10)
"#,
    check: Check::Document(Which::SentWithHeaders, check),
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let headers = sink.options().headers.as_ref();
    let is_in_body = sink.options().is_sent_to(VERSION_IN_BODY);
    if !is_in_body && headers.is_some_and(|headers| headers.version.is_none()) {
        let newest = ApiVersion::ALL
            .last()
            .copied()
            .map_or("", ApiVersion::as_str);
        document
            .report_header(&RULE, "the header `anthropic-version` is not sent", sink)
            .help(format!("send `anthropic-version: {newest}`"))
            .done();
    }
}
