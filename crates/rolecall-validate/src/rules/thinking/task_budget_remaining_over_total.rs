//! Reports more tokens left than there were.

use super::task_budget;
use crate::{
    Group,
    json::Value,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "task-budget-remaining-over-total",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `task_budget.remaining` above `task_budget.total`.

### Why is this bad?
What is left of a budget cannot be more than the budget; most likely the two are mixed up.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"task_budget": {"type": "tokens", "total": 20000, "remaining": 30000}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"task_budget": {"type": "tokens", "total": 30000, "remaining": 20000}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/task-budgets (2026-09), by inference
"#,
    check: Check::RequestNaming(&["task_budget"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(budget) = task_budget(request) else {
        return;
    };
    let (Some(total), Some(value)) = (budget.get("total"), budget.get("remaining")) else {
        return;
    };
    if let (Some(most), Some(left)) = (total.as_i64(), Value::as_i64(value))
        && left > most
    {
        sink.report(
            &RULE,
            value,
            format!("`remaining` is {left}, more than the `total` of {most}"),
        )
        .related(total, "the whole budget")
        .help("write the tokens that are left of `total`")
        .done();
    }
}
