//! Reports more output tokens than the model writes.

use crate::{
    Group, Level, edit,
    models::Model,
    request::{Endpoint, Request},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "max-tokens-model-cap",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `max_tokens` above the largest that the model takes. Where a beta raises the limit and the beta values are not known, the raised limit counts.

### Why is this bad?
The API rejects the request; it does not lower the number by itself.

### The API says
```text
max_tokens: 128000 > 64000, which is the maximum allowed number of output tokens for claude-haiku-4-5-20251001
```

### Example
```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 128000, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-haiku-4-5", "max_tokens": 64000, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/about-claude/models/overview (2026-11); error text in public bug reports (2026-02)
"#,
    check: Check::Request(check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let asked = request.max_tokens().map(u64::try_from);
    let (Some(model), Some(Ok(asked))) = (request.model, asked) else {
        return;
    };
    let Some(cap) = cap(request, model).filter(|cap| asked > *cap) else {
        return;
    };
    let Some(value) = request
        .field("max_tokens")
        .filter(|_| request.endpoint != Endpoint::CountTokens)
    else {
        return;
    };
    let id = request.model_id();
    let mut draft = sink
        .report(
            &RULE,
            value,
            format!("`max_tokens` is {asked}; `{id}` writes at most {cap} tokens"),
        )
        .help(format!("lower it to {cap} or less"))
        .safe_fix(vec![edit::replace(value, cap.to_string())]);
    if let Some(named) = request.field("model") {
        draft = draft.related(named, "the model that sets the limit");
    }
    if model.is_uncertain("max_output_tokens") {
        draft = draft.at_most(Level::Warning);
    }
    draft.done();
}

/// The largest `max_tokens` that the model may take in this request.
fn cap(request: &Request<'_>, model: &Model) -> Option<u64> {
    let in_batch = model
        .max_output_tokens_batch_beta
        .as_ref()
        .filter(|_| request.endpoint == Endpoint::Batches);
    let raised = [in_batch, model.max_output_tokens_beta.as_ref()]
        .into_iter()
        .flatten()
        .filter(|raised| request.may_have_beta(raised.beta))
        .map(|raised| raised.tokens)
        .max();
    model.max_output_tokens.max(raised)
}
