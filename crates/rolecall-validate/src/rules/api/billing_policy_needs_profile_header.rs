//! Reports a bill to a user profile that is not named.

use crate::{
    Group,
    request::{Endpoint, Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "billing-policy-needs-profile-header",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `"bill_to": "user_profile"` in a request without the header `anthropic-user-profile-id`, where the headers are known.

### Why is this bad?
The API cannot tell whom to bill, and answers with `user_profile_required`.

### The API says
```text
user_profile_required
```

### Example
```json,fail,header=x-api-key,header=anthropic-version:2023-06-01,beta=user-profiles-billing-2026-10-01
{"model": "claude-opus-5", "max_tokens": 64, "billing_policy": {"type": "billing_policy", "bill_to": "user_profile"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,header=x-api-key,header=anthropic-version:2023-06-01,header=anthropic-user-profile-id:uprof_1,beta=user-profiles-billing-2026-10-01
{"model": "claude-opus-5", "max_tokens": 64, "billing_policy": {"type": "billing_policy", "bill_to": "user_profile"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Python SDK 2.12.0, _error_classes.py and types/beta/beta_billing_policy_param.py (2026-11)
"#,
    check: Check::RequestNaming(&["billing_policy"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    // In a batch it is refused altogether.
    if request.endpoint == Endpoint::Batches {
        return;
    }
    let names_nobody = request
        .headers()
        .is_some_and(|headers| headers.user_profile_id.is_none())
        && request.field("user_profile_id").is_none();
    let bill_to = request
        .field("billing_policy")
        .and_then(|policy| field(policy, "bill_to"))
        .filter(|bill_to| bill_to.is_str("user_profile"));
    if let Some(bill_to) = bill_to.filter(|_| names_nobody) {
        sink.report(
            &RULE,
            bill_to,
            "`bill_to` is `user_profile`, but no header `anthropic-user-profile-id` is sent",
        )
        .help("send `anthropic-user-profile-id`, or bill `self`")
        .done();
    }
}
