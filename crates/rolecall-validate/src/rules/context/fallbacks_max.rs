//! Reports too many fallbacks, or none.

use crate::{
    Group, Level,
    generated::requests::FALLBACKS_MAX,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "fallbacks-max",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a list of more than three `fallbacks`; an empty list is a warning.

### Why is this bad?
The API tries three models at most.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "fallbacks": [{"model": "claude-opus-4-8"}, {"model": "claude-opus-4-7"}, {"model": "claude-opus-4-6"}, {"model": "claude-sonnet-5"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "fallbacks": [{"model": "claude-opus-4-8"}, {"model": "claude-opus-4-7"}, {"model": "claude-opus-4-6"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/refusals-and-fallback (2026-10)
"#,
    check: Check::RequestNaming(&["fallbacks"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(fallbacks) = request.field("fallbacks").filter(|list| list.is_array()) else {
        return;
    };
    let mut entries = fallbacks.items().skip(FALLBACKS_MAX);
    let count = fallbacks.items().count();
    if let Some(first_over) = entries.next() {
        sink.report(
            &RULE,
            fallbacks,
            format!("`fallbacks` has {count} entries; at most {FALLBACKS_MAX} are tried"),
        )
        .related(first_over, "the first that is too many")
        .help(format!("keep {FALLBACKS_MAX} of them"))
        .done();
    } else if count == 0 {
        sink.report(&RULE, fallbacks, "`fallbacks` is empty")
            .help("name a model, or remove `fallbacks`")
            .at_most(Level::Warning)
            .done();
    }
}
