//! Reports a billing policy without its probable beta.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "beta-required-billing-policy",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports `billing_policy` where the beta values are known and `user-profiles-billing-2026-10-01` is not among them.

### Why is this bad?
The value is named after the field and came with it, but no source says that it is needed; hence a warning.

### Example
```json,fail,beta=user-profiles-2026-09-04
{"model": "claude-opus-5", "max_tokens": 64, "billing_policy": {"type": "billing_policy", "bill_to": "self"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,beta=user-profiles-billing-2026-10-01
{"model": "claude-opus-5", "max_tokens": 64, "billing_policy": {"type": "billing_policy", "bill_to": "self"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Python SDK 2.12.0, types/anthropic_beta_param.py (2026-11)
"#,
    check: Check::RequestNaming(&["billing_policy"], check),
};

const BETA: &str = "user-profiles-billing-2026-10-01";

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request.may_have_beta(BETA) {
        return;
    }
    if let Some(policy) = request.field("billing_policy") {
        sink.report(
            &RULE,
            policy,
            format!("`billing_policy` probably needs the beta `{BETA}`, which is not sent"),
        )
        .help(format!("send the header `anthropic-beta` with `{BETA}`"))
        .done();
    }
}
