//! Reports beta values that nobody knows.

use crate::{
    Group, betas,
    request::field,
    rules::{Check, Document, Rule, Which},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "beta-unknown",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports values of the `anthropic-beta` header that no public source names, with the one that was probably meant.

### Why is this bad?
The API rejects values that do not exist or are not enabled for the organization. The list here is not complete: what is in a private beta is not published.

### The API says
```text
Unexpected value(s) `foo-2026-01-01` for the `anthropic-beta` header
```

### Example
```json,fail,beta=context-managment-2025-06-27
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,beta=context-management-2025-06-27
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/api/beta-headers (2026-10); Python SDK 2.12.0, types/anthropic_beta_param.py (2026-11)
"#,
    check: Check::Document(Which::SentWithBetas, check),
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    for value in sink.options().betas.iter().flatten() {
        // A rule of its own says which of these go together with fallbacks.
        let is_of_fallbacks = value.starts_with("server-side-fallback-")
            && field(document.root, "fallbacks").is_some();
        if betas::find(value).is_some() || is_of_fallbacks {
            continue;
        }
        let draft = document.report_header(
            &RULE,
            format!("no public source knows the beta {}", shown(value)),
            sink,
        );
        match betas::similar(value) {
            Some(similar) => draft.help(format!("did you mean `{similar}`?")).done(),
            None => draft
                .help("check the value, or send it only where you were given it")
                .done(),
        }
    }
}

/// The value, unless it is too long to be one.
fn shown(value: &str) -> String {
    const LONGEST: usize = 80;
    if value.len() > LONGEST {
        format!("of {} bytes", value.len())
    } else {
        format!("`{value}`")
    }
}
