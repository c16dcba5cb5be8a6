//! Reports a fallback to a model that has been tried.

use super::fallbacks;
use crate::{
    Group, Level, edit,
    json::Value,
    models,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "fallbacks-distinct",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an entry of `fallbacks` that names the requested model, or the model of an earlier entry.

### Why is this bad?
A model that has refused would refuse again; the API takes each model once. Two names of one model are a warning.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "fallbacks": [{"model": "claude-opus-5"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "fallbacks": [{"model": "claude-opus-4-8"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/refusals-and-fallback (2026-10)
"#,
    check: Check::RequestNaming(&["fallbacks"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let mut seen: Vec<Value<'_>> = request.field("model").into_iter().collect();
    let requested = seen.first().copied();
    for entry in fallbacks(request) {
        let Some(model) = entry.get("model").filter(|model| model.is_string()) else {
            continue;
        };
        match seen.iter().find(|other| is_same(**other, model)) {
            Some(first) => {
                let what = if Some(*first) == requested {
                    "the requested model"
                } else {
                    "the model of another entry"
                };
                let draft = sink
                    .report(&RULE, model, format!("this fallback is {what}"))
                    .related(*first, "named here before")
                    .help("name another model, or remove the entry")
                    .unsafe_fix(vec![edit::remove_item(entry)]);
                if first.as_str() == model.as_str() {
                    draft.done();
                } else {
                    draft.at_most(Level::Warning).done();
                }
            }
            None => seen.push(model),
        }
    }
}

/// Whether two ids name one model.
fn is_same(left: Value<'_>, right: Value<'_>) -> bool {
    let known = |value: Value<'_>| models::find(value.as_plain_str()?).map(|model| model.id);
    left.as_str() == right.as_str() || (known(left).is_some() && known(left) == known(right))
}
