//! Reports a forced tool where the model is to think.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-choice-forced-with-thinking",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_choice` of type `any` or `tool` beside `thinking` of type `enabled`.

The repair leaves the choice to the model.

### Why is this bad?
A forced call begins the answer, which leaves no room to think before it. Adaptive thinking gives way; thinking with a budget does not.

### The API says
```text
Thinking may not be enabled when tool_choice forces tool use.
```

### Example
```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 2048, "tool_choice": {"type": "any"}, "thinking": {"type": "enabled", "budget_tokens": 1024}, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-haiku-4-5", "max_tokens": 2048, "tool_choice": {"type": "auto"}, "thinking": {"type": "enabled", "budget_tokens": 1024}, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools (2026-08)
"#,
    check: Check::RequestNaming(&["tool_choice"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(forced) = super::forced(request) else {
        return;
    };
    // A model that takes no forced choice is a finding of its own.
    let takes_none = request
        .model
        .is_some_and(|model| model.forced_tool_choice == Some(false));
    let thinking = request.field("thinking");
    let Some(thinking) = thinking.filter(|_| request.type_of("thinking") == Some("enabled")) else {
        return;
    };
    if !takes_none {
        sink.report(
            &RULE,
            forced.tag,
            format!(
                "a `tool_choice` of `{}` does not go together with `thinking`",
                forced.name
            ),
        )
        .related(thinking, "thinking with a budget")
        .help("choose `auto`, or disable thinking")
        .unsafe_fix(super::leave_open(&forced))
        .done();
    }
}
