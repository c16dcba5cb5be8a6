//! Reports a region on a model that runs wherever it runs.

use super::{blame, id};
use crate::{
    Group,
    edit::remove_member,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "inference-geo-model",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `inference_geo` on a model that does not take it, which are those before Opus 4.6 and Sonnet 4.6.

### Why is this bad?
The API rejects the request.

### Example
```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 64, "inference_geo": "us", "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-haiku-5-5", "max_tokens": 64, "inference_geo": "us", "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/data-residency (2026-08); docs.aws.amazon.com/claude-platform/latest/userguide/data-residency.html (read 2026-11)
"#,
    check: Check::RequestNaming(&["inference_geo"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request
        .model
        .filter(|model| model.inference_geo == Some(false))
    else {
        return;
    };
    let Some((key, value)) = request.body.entry("inference_geo") else {
        return;
    };
    if value.is_null() || !request.is_sound_member(key, value) {
        return;
    }
    let draft = sink
        .report(
            &RULE,
            value,
            format!("`{}` does not take `inference_geo`", id(request, model)),
        )
        .help("remove `inference_geo`, or use a newer model")
        .unsafe_fix(vec![remove_member(key, value)]);
    blame(draft, request, model, "inference_geo").done();
}
