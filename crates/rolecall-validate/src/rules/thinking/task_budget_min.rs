//! Reports a small task budget.

use super::task_budget;
use crate::{
    Group,
    edit::replace,
    generated::requests::TASK_BUDGET_MIN,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "task-budget-min",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `task_budget.total` below 20000.

### Why is this bad?
Every model that takes a task budget wants at least that many tokens, and the API rejects the request.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"task_budget": {"type": "tokens", "total": 10000}}, "messages": [{"role": "user", "content": "Hi"}]}
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
    if request.model.and_then(|model| model.task_budget) == Some(false) {
        return;
    }
    let total = task_budget(request).and_then(|budget| budget.get("total"));
    let Some((value, total)) = total.and_then(|value| Some((value, value.as_i64()?))) else {
        return;
    };
    if total < TASK_BUDGET_MIN {
        sink.report(
            &RULE,
            value,
            format!("`task_budget.total` is {total}; models take {TASK_BUDGET_MIN} or more"),
        )
        .help(format!("raise it to {TASK_BUDGET_MIN} or more"))
        .unsafe_fix(vec![replace(value, TASK_BUDGET_MIN.to_string())])
        .done();
    }
}
