//! Reports beta values that are no longer needed.

use crate::{
    Group,
    betas::{self, Status},
    rules::{Check, Document, Rule, Which},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "beta-deprecated",
    group: Group::Deprecated,
    since: "0.1.0",
    docs: r#"### What it does
Reports values of the `anthropic-beta` header that the SDKs list as deprecated.

### Why is this bad?
What they once enabled is available without them, or is gone; the API may stop to take them.

### Example
```json,fail,beta=prompt-caching-2024-07-31
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Python SDK 2.12.0, types/anthropic_beta_param.py and CHANGELOG.md (2026-11)
"#,
    check: Check::Document(Which::SentWithBetas, check),
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    for value in sink.options().betas.iter().flatten() {
        if betas::find(value) == Some(Status::Deprecated) {
            document
                .report_header(&RULE, format!("the beta `{value}` is deprecated"), sink)
                .help(format!("leave `{value}` out of `anthropic-beta`"))
                .done();
        }
    }
}
