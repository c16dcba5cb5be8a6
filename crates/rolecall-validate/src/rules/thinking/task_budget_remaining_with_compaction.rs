//! Reports a rest of a budget in a conversation that is compacted.

use super::task_budget;
use crate::{
    Group,
    edit::remove_member,
    json::Value,
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "task-budget-remaining-with-compaction",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `task_budget.remaining` beside the `compaction` parameter or a signed `compaction` block.

### Why is this bad?
A signed compaction keeps count of the budget itself, and the API takes no second count.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "compaction": {"type": "summarize"}, "output_config": {"task_budget": {"type": "tokens", "total": 30000, "remaining": 20000}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "compaction": {"type": "summarize"}, "output_config": {"task_budget": {"type": "tokens", "total": 30000}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/compaction (2026-10)
"#,
    check: Check::RequestNaming(&["task_budget"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let entry = task_budget(request).and_then(|budget| budget.entry("remaining"));
    let Some((key, value)) = entry.filter(|(_, value)| !value.is_null()) else {
        return;
    };
    let Some((cause, name)) = cause(request) else {
        return;
    };
    sink.report(
        &RULE,
        value,
        format!("`remaining` does not go together with {name}"),
    )
    .related(cause, "what counts the budget itself")
    .help("remove `remaining`")
    .unsafe_fix(vec![remove_member(key, value)])
    .done();
}

fn cause<'t>(request: &Request<'t>) -> Option<(Value<'t>, &'static str)> {
    let parameter = request
        .field("compaction")
        .map(|value| (value, "`compaction`"));
    let mut blocks = request.blocks.iter();
    parameter.or_else(|| {
        blocks
            .find(|block| block.tag == "compaction" && field(block.value, "signature").is_some())
            .map(|block| (block.value, "a signed `compaction` block"))
    })
}
