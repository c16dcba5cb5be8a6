//! Reports fallbacks with a beta of another day.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "beta-required-fallbacks",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `fallbacks` in a request that is sent with a `server-side-fallback` beta other than the two that know the field.

### Why is this bad?
Each date of that beta has its own form, and the API takes no request that mixes them.

### Example
```json,fail,beta=server-side-fallback-2026-07-01,beta=server-side-fallback-2026-05-01
{"model": "claude-opus-5", "max_tokens": 64, "fallbacks": "default", "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,beta=server-side-fallback-2026-07-01
{"model": "claude-opus-5", "max_tokens": 64, "fallbacks": "default", "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/refusals-and-fallback (2026-10)
"#,
    check: Check::RequestNaming(&["fallbacks"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some((key, value)) = request
        .body
        .entry("fallbacks")
        .filter(|(_, value)| !value.is_null())
    else {
        return;
    };
    let notes = request.noted.iter().find(|noted| noted.value == value);
    let taken = notes.map_or(&[] as &[&str], |noted| noted.notes.beta);
    let stray =
        request.betas().into_iter().flatten().find(|beta| {
            beta.starts_with("server-side-fallback-") && !taken.contains(&beta.as_str())
        });
    // Where that is all there is, the header is missing, which is reported elsewhere.
    if let Some(stray) = stray.filter(|_| taken.iter().any(|beta| request.may_have_beta(beta))) {
        sink.report_key(
            &RULE,
            key,
            value,
            format!("the beta `{stray}` does not go together with `fallbacks`"),
        )
        .help(format!("leave `{stray}` out of `anthropic-beta`"))
        .done();
    }
}
