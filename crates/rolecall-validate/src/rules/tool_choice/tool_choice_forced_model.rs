//! Reports a forced tool for a model that cannot be forced.

use crate::{
    Group, Level,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-choice-forced-model",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_choice` of type `any` or `tool` for a model that takes neither.

The repair leaves the choice to the model.

### Why is this bad?
These models always think before they call a tool.

### The API says
```text
tool_choice: type "tool" and "any" are not supported for this model.
```

### Example
```json,fail
{"model": "claude-opus-5-5", "max_tokens": 64, "tool_choice": {"type": "any"}, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5-5", "max_tokens": 64, "tool_choice": {"type": "auto"}, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/models/opus-5-5 (2026-09)
"#,
    check: Check::RequestNaming(&["tool_choice"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request
        .model
        .filter(|model| model.forced_tool_choice == Some(false))
    else {
        return;
    };
    let Some(forced) = super::forced(request).filter(|_| !super::has_no_tools(request)) else {
        return;
    };
    let level = if model.is_uncertain("forced_tool_choice") {
        Level::Warning
    } else {
        Level::Error
    };
    sink.report(
        &RULE,
        forced.tag,
        format!("`{}` takes no `tool_choice` of `{}`", model.id, forced.name),
    )
    .help("choose `auto`, and say in the prompt which tool to use")
    .at_most(level)
    .unsafe_fix(super::leave_open(&forced))
    .done();
}
