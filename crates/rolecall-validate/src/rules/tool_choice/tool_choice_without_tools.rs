//! Reports a choice between no tools.

use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-choice-without-tools",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_choice` of type `auto`, `any` or `tool` where `tools` is missing or empty.

The repair removes the choice; for `auto`, which holds anyway, that is safe.

### Why is this bad?
There is nothing to choose from, and the API rejects the field.

### The API says
```text
tool_choice.any may only be specified while providing tools
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tool_choice": {"type": "any"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tool_choice": {"type": "any"}, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Error text in public bug reports (2025-03 to 2026-06)
"#,
    check: Check::RequestNaming(&["tool_choice"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some((key, choice)) = request.body.entry("tool_choice") else {
        return;
    };
    let Some(tag @ ("auto" | "any" | "tool")) = request.type_of("tool_choice") else {
        return;
    };
    if !super::has_no_tools(request) {
        return;
    }
    let draft = sink
        .report(
            &RULE,
            choice,
            format!("a `tool_choice` of `{tag}` needs `tools`"),
        )
        .help("remove it, or declare the tools");
    let removal = vec![edit::remove_member(key, choice)];
    if tag == "auto" {
        draft.safe_fix(removal).done();
    } else {
        draft.unsafe_fix(removal).done();
    }
}
