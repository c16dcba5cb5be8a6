//! Reports an unknown region.

use crate::{
    Group,
    generated::requests::INFERENCE_GEOS,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "inference-geo-value",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports an `inference_geo` other than `global` and `us`.

### Why is this bad?
The documentation knows these two regions only. The field takes any text, so a new region is no fault; that is why this is a warning.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "inference_geo": "eu", "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "inference_geo": "us", "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/data-residency (2026-08)
"#,
    check: Check::RequestNaming(&["inference_geo"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let is_taken = request.model.and_then(|model| model.inference_geo) != Some(false);
    let value = request
        .field("inference_geo")
        .filter(|value| is_taken && request.is_sound(*value));
    if let Some(value) =
        value.filter(|value| !INFERENCE_GEOS.iter().any(|known| value.is_str(known)))
    {
        sink.report(&RULE, value, "`inference_geo` is none of the known regions")
            .help(format!("use `{}`", INFERENCE_GEOS.join("` or `")))
            .done();
    }
}
