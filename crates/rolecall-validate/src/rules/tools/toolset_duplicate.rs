//! Reports a toolset beside another tool of its name.

use crate::{
    Group, edit,
    request::{Request, Tool},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "toolset-duplicate",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a computer or browser toolset that stands twice in `tools`, or beside another tool that is named `computer` or `browser`, such as an older version of the computer tool.

### Why is this bad?
A toolset goes by that name although it has no `name`, and names must be unique.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "computer_toolset_20260801"}, {"name": "computer", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "computer_toolset_20260801"}, {"name": "printer", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/tool-reference (2026-08); platform.claude.com/docs/en/agents-and-tools/tool-use/computer-use-tool (2026-08)
"#,
    check: Check::RequestNaming(&["tools"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let mut earlier: Vec<(Tool<'_>, &str)> = Vec::new();
    for tool in request.tools() {
        let name = tool.toolset_name().or_else(|| {
            tool.name()?
                .as_plain_str()
                .filter(|name| matches!(*name, "computer" | "browser"))
        });
        let Some(name) = name else {
            continue;
        };
        // That two tools without a toolset share a name is a finding of its own.
        let other = earlier
            .iter()
            .find(|(other, taken)| *taken == name && (tool.is_toolset() || other.is_toolset()));
        if let Some((other, _)) = other {
            sink.report(
                &RULE,
                tool.value,
                format!(
                    "{} and {} both go by the name `{name}`",
                    tool.label(),
                    other.label()
                ),
            )
            .related(other.value, format!("goes by the name `{name}`"))
            .help("remove one of the two")
            .unsafe_fix(vec![edit::remove_item(tool.value)])
            .done();
        }
        earlier.push((tool, name));
    }
}
