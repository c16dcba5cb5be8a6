//! Reports a thinking budget that leaves nothing for the answer.

use super::{is_refused, thinking_type};
use crate::{
    Group,
    edit::replace,
    generated::requests::THINKING_BUDGET_MIN,
    json::Value,
    request::{Endpoint, Request},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "thinking-budget-vs-max-tokens",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `thinking.budget_tokens` that is not below `max_tokens`. With tools it is silent unless the beta values are known: thinking between calls of tools may use more.

### Why is this bad?
`max_tokens` counts thinking and answer together, and the API rejects a budget that leaves nothing for the answer.

### The API says
```text
`max_tokens` must be greater than `thinking.budget_tokens`
```

### Example
```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 2048, "thinking": {"type": "enabled", "budget_tokens": 2048}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-haiku-4-5", "max_tokens": 4096, "thinking": {"type": "enabled", "budget_tokens": 2048}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/extended-thinking (2026-09); error text in public bug reports, as of 2026-11
"#,
    check: Check::RequestNaming(&["thinking"], check),
};

/// With it and tools, the budget covers all thinking of a turn, and `max_tokens` one answer.
const INTERLEAVED: &str = "interleaved-thinking-2025-05-14";

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request.endpoint == Endpoint::CountTokens || is_refused(request) {
        return;
    }
    if thinking_type(request).is_none_or(|(_, name)| name != "enabled") {
        return;
    }
    let has_tools = request
        .field("tools")
        .is_some_and(|tools| tools.items().next().is_some());
    if has_tools && request.may_have_beta(INTERLEAVED) {
        return;
    }
    let budget = request
        .field("thinking")
        .and_then(|thinking| thinking.get("budget_tokens"))
        .filter(|budget| request.is_sound(*budget));
    let limit = request
        .field("max_tokens")
        .filter(|limit| request.is_sound(*limit));
    let (Some(budget), Some(limit)) = (budget, limit) else {
        return;
    };
    let (Some(asked), Some(most)) = (budget.as_i64(), Value::as_i64(limit)) else {
        return;
    };
    // Without output there is no room for thinking, which is a finding of its own.
    if asked < most || most == 0 {
        return;
    }
    let draft = sink
        .report(
            &RULE,
            budget,
            format!("`budget_tokens` is {asked}, which is not below the `max_tokens` of {most}"),
        )
        .related(limit, "thinking and answer together")
        .help("lower `budget_tokens`, or raise `max_tokens` above it");
    if most > THINKING_BUDGET_MIN {
        let half = (most / 2).max(THINKING_BUDGET_MIN);
        draft
            .unsafe_fix(vec![replace(budget, half.to_string())])
            .done();
    } else {
        // There is no smaller budget, so the answer keeps its room.
        let both = asked.saturating_add(most);
        draft
            .unsafe_fix(vec![replace(limit, both.to_string())])
            .done();
    }
}
