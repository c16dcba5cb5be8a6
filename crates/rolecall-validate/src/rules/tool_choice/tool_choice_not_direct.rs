//! Reports a choice of a tool that only code may call.

use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-choice-not-direct",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_choice` of type `tool` that names a tool whose `allowed_callers` lacks `direct`.

### Why is this bad?
A forced call is one that the model makes itself, which this tool does not allow.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tool_choice": {"type": "tool", "name": "get_weather"}, "tools": [{"type": "code_execution_20260120", "name": "code_execution"}, {"name": "get_weather", "description": "Tells the weather of a city.", "allowed_callers": ["code_execution_20260120"], "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tool_choice": {"type": "tool", "name": "get_weather"}, "tools": [{"type": "code_execution_20260120", "name": "code_execution"}, {"name": "get_weather", "description": "Tells the weather of a city.", "allowed_callers": ["direct", "code_execution_20260120"], "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/programmatic-tool-calling (2026-10)
"#,
    check: Check::RequestNaming(&["tool_choice"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some((name, text)) = super::chosen(request) else {
        return;
    };
    let tool = request
        .tools()
        .find(|tool| tool.name().is_some_and(|name| name.is_str(&text)));
    let Some((tool, callers)) = tool.and_then(|tool| Some((tool, tool.callers()?))) else {
        return;
    };
    // An empty list may stand for the default.
    let names_some = callers.items().next().is_some() && request.is_sound(callers);
    if names_some && !tool.allows("direct") {
        sink.report(
            &RULE,
            name,
            format!(
                "{} cannot be forced, because only code may call it",
                tool.label()
            ),
        )
        .related(callers, "the callers that it allows")
        .help("add `direct` to its `allowed_callers`, or choose another tool")
        .unsafe_fix(vec![edit::append_item(callers, r#""direct""#)])
        .done();
    }
}
