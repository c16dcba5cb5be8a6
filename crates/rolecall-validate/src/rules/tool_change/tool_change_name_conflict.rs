//! Reports a new tool with the name of another.

use crate::{
    Group,
    json::Value,
    request::{Request, ToolChange, field},
    rules::{Check, Rule},
    sink::Sink,
};
use std::{borrow::Cow, collections::HashMap};

pub(super) static RULE: Rule = Rule {
    name: "tool-change-name-conflict",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a tool that a message defines under a name which a tool of another `type` has.

### Why is this bad?
Earlier calls of that name would be read as calls of the new tool.

### The API says
```text
tool_name_conflict
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "bash_20250124", "name": "bash"}], "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": [{"type": "tool_addition", "tool": {"type": "tool_definition", "definition": {"name": "bash", "input_schema": {"type": "object"}}}}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "bash_20250124", "name": "bash"}], "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": [{"type": "tool_addition", "tool": {"type": "tool_definition", "definition": {"name": "shell", "input_schema": {"type": "object"}}}}]}]}
```

### Source
Python SDK 2.12.0, _error_classes.py (2026-11)
"#,
    check: Check::RequestNaming(&["tool_addition"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request.added_tools().next().is_none() {
        return;
    }
    let mut known: HashMap<_, Value<'_>> = HashMap::new();
    for tool in request.tools() {
        if let Some(name) = tool.name().and_then(Value::as_str) {
            known.entry(name).or_insert(tool.value);
        }
    }
    for definition in request.added_tools().filter_map(ToolChange::definition) {
        let Some(name) = definition.get("name").filter(|name| name.is_string()) else {
            continue;
        };
        let text = name.as_str().unwrap_or_default();
        let first = *known.entry(text).or_insert(definition);
        if !is_same_type(first, definition) {
            let shown = name.as_str().unwrap_or_default();
            sink.report(
                &RULE,
                definition,
                format!("a tool of another type is called `{shown}` already"),
            )
            .related(first, "the other tool")
            .help("give the new tool a name of its own")
            .done();
        }
    }
}

fn is_same_type(left: Value<'_>, right: Value<'_>) -> bool {
    tag(left) == tag(right)
}

fn tag(tool: Value<'_>) -> Cow<'_, str> {
    field(tool, "type")
        .and_then(Value::as_str)
        .unwrap_or(Cow::Borrowed("custom"))
}
