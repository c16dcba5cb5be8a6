//! Reports an effort that the model does not offer.

use super::effort;
use crate::{
    Group,
    edit::{remove_member, replace},
    models::EffortLevel,
    request::Request,
    rules::{
        Check, Rule,
        model::{blame, id},
    },
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "effort-model",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `output_config.effort` on a model that does not take it, and a level that the model does not offer.

### Why is this bad?
The API rejects the request; it does not choose the nearest level.

### The API says
```text
This model does not support the effort parameter.
This model does not support effort level 'xhigh'. Supported levels: high, low, max, medium.
```

### Example
```json,fail
{"model": "claude-sonnet-4-6", "max_tokens": 64, "output_config": {"effort": "xhigh"}, "messages": [{"role": "user", "content": "Hi"}]}
```

```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 64, "output_config": {"effort": "high"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-sonnet-4-6", "max_tokens": 64, "output_config": {"effort": "max"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/effort (2026-10); error text in public bug reports (2026-03)
"#,
    check: Check::RequestNaming(&["effort"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some((model, known)) = request
        .model
        .and_then(|model| Some((model, model.effort.as_ref()?)))
    else {
        return;
    };
    let Some((value, asked)) = effort(request).filter(|(_, asked)| !known.levels.contains(asked))
    else {
        return;
    };
    let id = id(request, model);
    let draft = if known.levels.is_empty() {
        let draft = sink
            .report(&RULE, value, format!("`{id}` does not take `effort`"))
            .help("remove `effort`, or use a newer model");
        let entry = request
            .field("output_config")
            .and_then(|config| config.entry("effort"));
        match entry {
            // What holds where nothing is said.
            Some((key, value)) if asked == EffortLevel::High => {
                draft.safe_fix(vec![remove_member(key, value)])
            }
            Some((key, value)) => draft.unsafe_fix(vec![remove_member(key, value)]),
            None => draft,
        }
    } else {
        let offered: Vec<_> = known
            .levels
            .iter()
            .map(|level| format!("`{}`", level.as_str()))
            .collect();
        let draft = sink
            .report(
                &RULE,
                value,
                format!(
                    "`effort` is `{}`; `{id}` offers {}",
                    asked.as_str(),
                    offered.join(", ")
                ),
            )
            .help(format!("use one of {}", offered.join(", ")));
        let lower = known.levels.iter().rev().find(|level| **level < asked);
        match lower {
            Some(level) => {
                draft.unsafe_fix(vec![replace(value, format!("\"{}\"", level.as_str()))])
            }
            None => draft,
        }
    };
    blame(draft, request, model, "effort").done();
}
