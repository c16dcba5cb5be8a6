//! Reports a list of fallbacks that the model does not have.

use crate::{
    Group, Level, edit,
    request::{Endpoint, Request},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "fallbacks-model",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a list of `fallbacks` on a model without fallback on the side of the server.

### Why is this bad?
The API rejects the list for such a model.

### Example
```json,fail
{"model": "claude-haiku-5-5", "max_tokens": 64, "fallbacks": [{"model": "claude-opus-5"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "fallbacks": [{"model": "claude-opus-4-8"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/models/haiku-5-5/overview (2026-10)
"#,
    check: Check::RequestNaming(&["fallbacks"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request.model.filter(|model| model.fallbacks == Some(false)) else {
        return;
    };
    let member = request.body.entry("fallbacks");
    // In a batch nothing has fallbacks.
    if let Some((key, list)) =
        member.filter(|(_, list)| list.is_array() && request.endpoint != Endpoint::Batches)
    {
        let message = format!("`{}` takes no list of `fallbacks`", request.model_id());
        let mut draft = sink
            .report_key(&RULE, key, list, message)
            .help("remove `fallbacks`, or request another model")
            .unsafe_fix(vec![edit::remove_member(key, list)]);
        if let Some(named) = request.field("model") {
            draft = draft.related(named, "the model");
        }
        if model.is_uncertain("fallbacks") {
            draft = draft.at_most(Level::Warning);
        }
        draft.done();
    }
}
