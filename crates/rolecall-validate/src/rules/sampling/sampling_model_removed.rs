//! Reports sampling on a model that samples as it does.

use super::{NAMES, Verdict, parameter, verdict};
use crate::{
    Group,
    edit::remove_member,
    models::Sampling,
    request::Request,
    rules::{
        Check, Rule,
        model::{blame, id},
    },
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "sampling-model-removed",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `temperature`, `top_p` and `top_k` on models that take nothing but the defaults: those from Opus 4.7 on. It is about API version 2023-06-01; version 2026-10-21 takes none of them on any model.

### Why is this bad?
The API rejects the request.

### The API says
```text
`temperature` is deprecated for this model.
```

### Example
```json,fail,api-version=2023-06-01
{"model": "claude-opus-5", "max_tokens": 64, "temperature": 0.5, "messages": [{"role": "user", "content": "Hi"}]}
```

```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "top_k": 40, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

```json,pass,api-version=2023-06-01
{"model": "claude-opus-4-6", "max_tokens": 64, "temperature": 0.5, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/about-claude/models/migration-guide (2026-08); error text in public bug reports (2026-09)
"#,
    check: Check::RequestNaming(&["temperature", "top_p", "top_k"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some((model, sampling)) = request
        .model
        .and_then(|model| Some((model, model.sampling.as_ref()?)))
    else {
        return;
    };
    for name in NAMES {
        let Some(Verdict::Model(level)) = verdict(request, name) else {
            continue;
        };
        let Some((key, value, _)) = parameter(request, name) else {
            continue;
        };
        let id = id(request, model);
        let message = match default(sampling, name) {
            Some(default) => format!(
                "`{name}` is {}; `{id}` takes no value but its default of {default}",
                value.raw()
            ),
            None => format!("`{id}` does not take `{name}`"),
        };
        let draft = sink
            .report(&RULE, value, message)
            .help(format!("remove `{name}`"))
            .at_most(level)
            .unsafe_fix(vec![remove_member(key, value)]);
        blame(draft, request, model, "sampling").done();
    }
}

fn default(sampling: &Sampling, name: &str) -> Option<f64> {
    match name {
        "temperature" => sampling.default_temperature,
        "top_p" => sampling.default_top_p,
        _ => None,
    }
}
