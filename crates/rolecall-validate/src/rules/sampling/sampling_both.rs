//! Reports two parameters of which the model takes one.

use super::{Verdict, is_default, parameter, verdict};
use crate::{
    Group,
    edit::remove_member,
    request::Request,
    rules::{
        Check, Rule,
        model::{blame, id},
    },
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "sampling-both",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `temperature` beside `top_p` on models that take only one of them, which are the Claude 4 models up to 4.6.

### Why is this bad?
The API rejects the request, whatever the values.

### The API says
```text
`temperature` and `top_p` cannot both be specified for this model. Please use only one.
```

### Example
```json,fail,api-version=2023-06-01
{"model": "claude-haiku-4-5", "max_tokens": 64, "temperature": 0.5, "top_p": 0.9, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,api-version=2023-06-01
{"model": "claude-haiku-4-5", "max_tokens": 64, "temperature": 0.5, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/about-claude/models/migration-guide (2026-08); error text in public bug reports (2026-08)
"#,
    check: Check::RequestNaming(&["temperature"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let (Some(model), Some(Verdict::Both)) = (request.model, verdict(request, "top_p")) else {
        return;
    };
    let (Some((top_key, top_p, _)), Some((key, temperature, degree))) = (
        parameter(request, "top_p"),
        parameter(request, "temperature"),
    ) else {
        return;
    };
    let draft = sink
        .report(
            &RULE,
            top_p,
            format!(
                "`{}` takes either `temperature` or `top_p`, not both",
                id(request, model)
            ),
        )
        .related(temperature, "the other one")
        .help("remove one of the two");
    let draft = if is_default(request, "temperature", degree) {
        draft.safe_fix(vec![remove_member(key, temperature)])
    } else {
        draft.unsafe_fix(vec![remove_member(top_key, top_p)])
    };
    blame(draft, request, model, "sampling").done();
}
