//! Reports a tool whose name is longer than the documentation promises to take.

use crate::{
    Group,
    generated::tools::TOOL_NAME_ADVISED_MAX,
    json::Value,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-name-over-64",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports the `name` of a custom tool that has more than 64 characters.

### Why is this bad?
The API takes up to 128, but its documentation promises 64, and partner platforms hold on to that.

### The API says
```text
tools.0.custom.name: String should have at most 64 characters
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "warehouse_inventory_lookup_for_the_northern_distribution_centre_v2", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "warehouse_inventory_lookup", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools (2026-08); error text in public bug reports (2025-07)
"#,
    check: Check::RequestNaming(&["tools", "tool_reference"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for tool in request.tools().filter(|tool| tool.is_custom()) {
        if let Some(name) = tool.name().filter(|name| request.is_sound(*name)) {
            judge(name, "the name of the tool", sink);
        }
    }
    // The API holds what refers to a tool to a limit of its own.
    for nested in &request.nested {
        let reference = nested.block.value;
        let name = reference
            .get("tool_name")
            .filter(|name| nested.block.tag == "tool_reference" && request.is_sound(*name));
        if let Some(name) = name {
            judge(name, "the name that is referred to", sink);
        }
    }
}

fn judge(name: Value<'_>, what: &str, sink: &mut Sink<'_>) {
    // A character takes at least one byte.
    if name.raw().len() <= TOOL_NAME_ADVISED_MAX + 2 {
        return;
    }
    let length = name.as_str().map_or(0, |name| name.chars().count());
    if length > TOOL_NAME_ADVISED_MAX {
        sink.report(
            &RULE,
            name,
            format!(
                "{what} has {length} characters, more than the {TOOL_NAME_ADVISED_MAX} that are documented"
            ),
        )
        .help("choose a shorter name")
        .done();
    }
}
