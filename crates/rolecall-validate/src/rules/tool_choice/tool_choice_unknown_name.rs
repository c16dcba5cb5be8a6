//! Reports a choice of a tool that is not there.

use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    similar::most_similar,
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-choice-unknown-name",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_choice` of type `tool` whose `name` no entry of `tools` has. It is silent where tools come from MCP servers, from blocks of the conversation or from an earlier request.

### Why is this bad?
The API cannot force a tool that it does not know.

### The API says
```text
Tool '{name}' not found in provided tools
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tool_choice": {"type": "tool", "name": "get_wether"}, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tool_choice": {"type": "tool", "name": "get_weather"}, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Error text in public bug reports (2025-01 to 2026-08)
"#,
    check: Check::RequestNaming(&["tool_choice"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some((name, text)) = super::chosen(request) else {
        return;
    };
    // That there are no tools, or that the name is that of a toolset, are findings of their own.
    if super::has_no_tools(request)
        || !request.names_all_tools()
        || super::toolset_of(&text, request).is_some()
        || request
            .tools()
            .any(|tool| tool.name().is_some_and(|name| name.is_str(&text)))
    {
        return;
    }
    let names: Vec<_> = request
        .tools()
        .filter_map(|tool| tool.name()?.as_plain_str())
        .collect();
    let message = format!("no tool called {} stands in `tools`", super::short(&text));
    let draft = sink.report(&RULE, name, message);
    match most_similar(&text, names) {
        Some(near) => draft
            .help(format!("did you mean `{near}`?"))
            .unsafe_fix(vec![edit::replace(name, edit::quoted(near))])
            .done(),
        None => draft
            .help("name a tool of the request")
            .unsafe_fix(super::left_to_the_model(request))
            .done(),
    }
}
