//! Reports that no tool may be chosen where there are none.

use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-choice-none-without-tools",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_choice` of type `none` where `tools` is missing or empty.

### Why is this bad?
It says nothing, and reports disagree whether the API takes it.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tool_choice": {"type": "none"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tool_choice": {"type": "none"}, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Public bug reports (2026-06)
"#,
    check: Check::RequestNaming(&["tool_choice"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some((key, choice)) = request.body.entry("tool_choice") else {
        return;
    };
    if request.type_of("tool_choice") == Some("none") && super::has_no_tools(request) {
        sink.report(
            &RULE,
            choice,
            "a `tool_choice` of `none` has no effect without `tools`",
        )
        .help("remove it")
        .safe_fix(vec![edit::remove_member(key, choice)])
        .done();
    }
}
