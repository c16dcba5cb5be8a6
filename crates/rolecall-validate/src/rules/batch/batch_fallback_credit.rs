//! Reports a fallback credit in a batch.

use crate::{
    Group,
    request::{Endpoint, Request},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "batch-fallback-credit",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports `fallback_credit_token` in an item of a batch.

### Why is this bad?
Batches ignore it: the token is spent on nothing, or left to expire.

### Example
```json,fail,as=batch
{"requests": [{"custom_id": "a", "params": {"model": "claude-opus-5", "max_tokens": 64, "fallback_credit_token": "fct_1", "messages": [{"role": "user", "content": "Hi"}]}}]}
```

### Use instead
```json,pass,as=batch
{"requests": [{"custom_id": "a", "params": {"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/fallback-credit (2026-10)
"#,
    check: Check::RequestNaming(&["fallback_credit_token"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let token = request.body.entry("fallback_credit_token");
    if let Some((key, token)) =
        token.filter(|(_, token)| request.endpoint == Endpoint::Batches && !token.is_null())
    {
        sink.report_key(&RULE, key, token, "a batch ignores `fallback_credit_token`")
            .help("redeem the token with a single request")
            .done();
    }
}
