//! Reports a tool that nothing describes.

use crate::{
    Group,
    request::{Request, is_blank},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-description-missing",
    group: Group::Pedantic,
    since: "0.1.0",
    docs: r#"### What it does
Reports a custom tool without `description`, or with a blank one.

### Why is this bad?
The model decides by the description when to call a tool and how; without one it has to guess from the name.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "get_weather", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools (2026-08)
"#,
    check: Check::RequestNaming(&["tools"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for tool in request.tools().filter(|tool| tool.is_custom()) {
        let help = "say in a few sentences what the tool does, when to use it, and what it returns";
        match tool.description() {
            None => {
                let message = format!("{} has no `description`", tool.label());
                sink.report(&RULE, tool.value, message)
                    .missing("description")
                    .help(help)
                    .done();
            }
            Some(text) if text.is_string() && is_blank(text) => {
                let message = format!("the `description` of {} is blank", tool.label());
                sink.report(&RULE, text, message).help(help).done();
            }
            Some(_) => {}
        }
    }
}
