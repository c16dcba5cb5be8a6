//! Reports a task budget on a model without one.

use super::task_budget;
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
    name: "task-budget-model",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `output_config.task_budget` on a model that does not take it.

### Why is this bad?
The API rejects the request.

### Example
```json,fail
{"model": "claude-opus-4-6", "max_tokens": 64, "output_config": {"task_budget": {"type": "tokens", "total": 20000}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"task_budget": {"type": "tokens", "total": 20000}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/task-budgets (2026-09)
"#,
    check: Check::RequestNaming(&["task_budget"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request
        .model
        .filter(|model| model.task_budget == Some(false))
    else {
        return;
    };
    let entry = request
        .field("output_config")
        .and_then(|config| config.entry("task_budget"));
    let (Some(_), Some((key, value))) = (task_budget(request), entry) else {
        return;
    };
    let draft = sink
        .report(
            &RULE,
            value,
            format!("`{}` does not take a `task_budget`", id(request, model)),
        )
        .help("remove `task_budget`, or use a model that takes one")
        .unsafe_fix(vec![remove_member(key, value)]);
    blame(draft, request, model, "task_budget").done();
}
