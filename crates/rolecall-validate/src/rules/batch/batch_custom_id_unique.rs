//! Reports two items of a batch with one id.

use crate::{
    CustomId, DocumentKind, Group,
    json::Value,
    rules::{Check, Document, Rule, Which},
    sink::Sink,
};
use std::collections::{HashMap, hash_map::Entry};

pub(crate) static RULE: Rule = Rule {
    name: "batch-custom-id-unique",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `custom_id` that an earlier item of the batch has.

### Why is this bad?
Results come in any order and are told apart by this id alone. In JSON Lines the lines of one file are compared.

### Example
```json,fail
{"requests": [{"custom_id": "a", "params": {"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}}, {"custom_id": "a", "params": {"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Ho"}]}}]}
```

### Use instead
```json,pass
{"requests": [{"custom_id": "a", "params": {"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}}, {"custom_id": "b", "params": {"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Ho"}]}}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/batch-processing (2026-08)
"#,
    check: Check::Document(Which::Of(&[DocumentKind::Batch]), check),
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let mut seen: HashMap<_, Value<'_>> = HashMap::new();
    let items = document.root.items_of("requests");
    for (id, text) in items.filter_map(|item| {
        let id = item.get("custom_id")?;
        Some((id, id.as_str()?))
    }) {
        match seen.entry(text) {
            Entry::Vacant(entry) => {
                entry.insert(id);
            }
            Entry::Occupied(first) => sink
                .report(&RULE, id, message(first.key()))
                .in_item(first.key())
                .related(*first.get(), "the first of this id")
                .help(HELP)
                .done(),
        }
    }
}

/// Reports an id that an earlier part of the batch has.
pub(crate) fn report_part(id: &CustomId, sink: &mut Sink<'_>) {
    sink.report_text(&RULE, None, id.span, message(&id.value))
        .at_pointer(&id.pointer)
        .in_item(&id.value)
        .help(HELP)
        .done();
}

const HELP: &str = "give each request of the batch an id of its own";

fn message(id: &str) -> String {
    // Longer ones are no ids.
    let shown: String = id.chars().take(64).collect();
    format!("another request of the batch has the `custom_id` `{shown}`")
}
