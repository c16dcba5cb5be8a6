//! Reports sampling of a model that is to think.

use super::{NAMES, Verdict, parameter, verdict};
use crate::{
    Group,
    edit::remove_member,
    generated::requests::TOP_P_WHILE_THINKING_MIN,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "sampling-with-thinking",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `temperature` other than 1, any `top_k` and a `top_p` below 0.95 beside `thinking` of type `enabled` or `adaptive`.

### Why is this bad?
The API rejects the request: a model that thinks is sampled in one way only.

### The API says
```text
`temperature` may only be set to 1 when thinking is enabled or in adaptive mode.
`temperature` may only be set to 1 when thinking is enabled.
`top_k` must be unset when thinking is enabled.
```

### Example
```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 4096, "temperature": 0, "thinking": {"type": "enabled", "budget_tokens": 2048}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,api-version=2023-06-01
{"model": "claude-haiku-4-5", "max_tokens": 4096, "temperature": 1, "thinking": {"type": "enabled", "budget_tokens": 2048}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/thinking (2026-08); error texts in public bug reports (2026-08)
"#,
    check: Check::RequestNaming(&["thinking"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for name in NAMES {
        let Some((Verdict::Thinking, (key, value, _))) =
            verdict(request, name).zip(parameter(request, name))
        else {
            continue;
        };
        let given = value.raw();
        let message = match name {
            "temperature" => {
                format!("`temperature` is {given}; it must be 1 while the model thinks")
            }
            "top_p" => format!(
                "`top_p` is {given}; it must be {TOP_P_WHILE_THINKING_MIN} or greater while the model thinks"
            ),
            _ => format!("`{name}` must not be set while the model thinks"),
        };
        let mut draft = sink
            .report(&RULE, value, message)
            .help(format!("remove `{name}`, or turn thinking off"))
            .unsafe_fix(vec![remove_member(key, value)]);
        if let Some(thinking) = request.field("thinking") {
            draft = draft.related(thinking, "thinking is turned on here");
        }
        draft.done();
    }
}
