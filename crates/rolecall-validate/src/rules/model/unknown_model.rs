//! Reports a model that the table does not hold.

use crate::{
    Group, models,
    request::{Request, is_empty},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "unknown-model",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a model id that is none of those known on the day of the model table, unless it is written as partner platforms and gateways write theirs.

### Why is this bad?
Ids match letter by letter, and the API answers an unknown one with 404 `not_found_error`. A model that is newer than this version of rolecall is no fault; that is why this is a warning.

### Example
```json,fail
{"model": "claude-opus5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/about-claude/models/overview (2026-11)
"#,
    check: Check::Request(check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request.named_model.is_some() || !request.is_first_party() {
        return;
    }
    let Some(value) = request.field("model") else {
        return;
    };
    let Some(id) = value.as_str().filter(|id| !is_elsewhere(id)) else {
        return;
    };
    if is_empty(value) {
        sink.report(&RULE, value, "`model` is empty")
            .help("name the model that is to answer")
            .done();
        return;
    }
    let as_of = models::AS_OF;
    let draft = sink.report(
        &RULE,
        value,
        format!(
            "{} is no model of the API, as of {as_of}",
            if id.chars().count() <= 64 {
                format!("`{id}`")
            } else {
                "this".to_owned()
            }
        ),
    );
    match near_miss(&id) {
        Some(known) => draft.help(format!("did you mean `{known}`?")).done(),
        None => draft
            .help("use the id of a model that the API lists")
            .done(),
    }
}

/// Whether an id belongs to a partner platform, a gateway or a template.
fn is_elsewhere(id: &str) -> bool {
    id.contains(['@', '/', ':', '$', '<', '{']) || id.contains("anthropic.")
}

fn near_miss(id: &str) -> Option<&'static str> {
    // From 4.6 on the ids have no date, and only ids of old have `-latest`.
    let undated = id
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .strip_suffix('-')
        .filter(|name| id.len() - name.len() == "-20261122".len());
    undated
        .or_else(|| id.strip_suffix("-latest"))
        .and_then(|name| models::find(name).and(models::similar(name)))
        .or_else(|| models::similar(id))
}
