//! Reports an item for another user than the batch.

use crate::{
    Group,
    request::{Endpoint, Request},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "batch-user-profile-conflict",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `user_profile_id` of a batch item that is not the one of the header `anthropic-user-profile-id`, where the headers are known.

### Why is this bad?
A batch is made on behalf of one user, whom the header names.

### Example
```json,fail,as=batch,header=x-api-key,header=anthropic-version:2023-06-01,header=anthropic-user-profile-id:uprof_1
{"requests": [{"custom_id": "a", "params": {"model": "claude-opus-5", "max_tokens": 64, "user_profile_id": "uprof_2", "messages": [{"role": "user", "content": "Hi"}]}}]}
```

### Use instead
```json,pass,as=batch,header=x-api-key,header=anthropic-version:2023-06-01,header=anthropic-user-profile-id:uprof_1
{"requests": [{"custom_id": "a", "params": {"model": "claude-opus-5", "max_tokens": 64, "user_profile_id": "uprof_1", "messages": [{"role": "user", "content": "Hi"}]}}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/user-profiles (2026-09)
"#,
    check: Check::RequestNaming(&["user_profile_id"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(sent) = request
        .headers()
        .and_then(|headers| headers.user_profile_id.as_deref())
    else {
        return;
    };
    let id = request.field("user_profile_id").filter(|id| id.is_string());
    if let Some(id) = id.filter(|id| request.endpoint == Endpoint::Batches && !id.is_str(sent)) {
        sink.report(
            &RULE,
            id,
            "`user_profile_id` is not the one that the header `anthropic-user-profile-id` names",
        )
        .help("send the items of each user in a batch of their own")
        .done();
    }
}
