//! Reports a fallback credit beside fallbacks.

use crate::{
    Group,
    request::{Endpoint, Request},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "fallbacks-with-credit-token",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `fallback_credit_token` beside `fallbacks`.

### Why is this bad?
The token pays for a retry by the caller; with `fallbacks` the API retries by itself.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "fallbacks": [{"model": "claude-opus-4-8"}], "fallback_credit_token": "fct_1", "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "fallback_credit_token": "fct_1", "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/fallback-credit (2026-10)
"#,
    check: Check::RequestNaming(&["fallbacks"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    // A batch takes neither, which is reported elsewhere.
    if request.endpoint == Endpoint::Batches {
        return;
    }
    let token = request.body.entry("fallback_credit_token");
    let token = token.filter(|(_, token)| !token.is_null());
    if let (Some((key, token)), Some(fallbacks)) = (token, request.field("fallbacks")) {
        sink.report_key(
            &RULE,
            key,
            token,
            "`fallback_credit_token` does not go together with `fallbacks`",
        )
        .related(fallbacks, "the other one")
        .help("remove one of the two")
        .done();
    }
}
