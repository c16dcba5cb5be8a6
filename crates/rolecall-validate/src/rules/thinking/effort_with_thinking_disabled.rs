//! Reports a high effort without thinking.

use super::{effort, thinking_type};
use crate::{
    Group,
    edit::replace,
    request::Request,
    rules::{
        Check, Rule,
        model::{blame, id},
    },
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "effort-with-thinking-disabled",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an `effort` of `xhigh` or `max` beside `thinking` of type `disabled` or `between_tools`, on models that turn thinking off only up to a certain effort.

### Why is this bad?
The API rejects the request: with these models a high effort is spent on thinking.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "thinking": {"type": "disabled"}, "output_config": {"effort": "max"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "thinking": {"type": "disabled"}, "output_config": {"effort": "high"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/thinking (2026-08)
"#,
    check: Check::RequestNaming(&["thinking"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request.model else {
        return;
    };
    let Some((tag, off)) =
        thinking_type(request).filter(|(_, name)| matches!(*name, "disabled" | "between_tools"))
    else {
        return;
    };
    let limit = model
        .thinking
        .as_ref()
        .filter(|thinking| thinking.accepted.contains(&off))
        .and_then(|thinking| thinking.disabled_max_effort);
    let (Some(limit), Some((value, asked))) = (limit, effort(request)) else {
        return;
    };
    if asked <= limit {
        return;
    }
    let (id, limit) = (id(request, model), limit.as_str());
    let draft = sink
        .report(
            &RULE,
            value,
            format!(
                "`effort` is `{}`; `{id}` takes at most `{limit}` with `thinking` of type `{off}`",
                asked.as_str()
            ),
        )
        .related(tag, "thinking is turned off here")
        .help(format!("lower it to `{limit}`, or let the model think"))
        .unsafe_fix(vec![replace(value, format!("\"{limit}\""))]);
    blame(draft, request, model, "thinking").done();
}
