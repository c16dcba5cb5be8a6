//! Reports a speed without the beta that the model asks for.

use crate::{
    Group, Level,
    request::{Endpoint, Request},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "beta-required-fast-mode",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `speed`, whatever its value, on a model that takes it only with a beta, where the beta values are known and this one is not sent.

### Why is this bad?
Without the beta these models do not know the field.

### Example
```json,fail,beta=compact-2026-09-04
{"model": "claude-opus-5", "max_tokens": 64, "speed": "fast", "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,beta=fast-mode-2026-02-01
{"model": "claude-opus-5", "max_tokens": 64, "speed": "fast", "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/fast-mode (2026-11)
"#,
    check: Check::RequestNaming(&["speed"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request.model else {
        return;
    };
    let beta = model.fast.as_ref().and_then(|fast| fast.beta);
    let Some(beta) = beta.filter(|beta| !request.may_have_beta(beta)) else {
        return;
    };
    let speed = request
        .body
        .entry("speed")
        .filter(|(_, speed)| !speed.is_null());
    if let Some((key, speed)) = speed.filter(|_| request.endpoint != Endpoint::Batches) {
        let id = request.model_id();
        let mut draft = sink
            .report_key(
                &RULE,
                key,
                speed,
                format!("`speed` needs the beta `{beta}` on `{id}`, which is not sent"),
            )
            .help(format!("send the header `anthropic-beta` with `{beta}`"));
        if model.is_uncertain("fast") {
            draft = draft.at_most(Level::Warning);
        }
        draft.done();
    }
}
