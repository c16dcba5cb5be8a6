//! Reports a reference to a tool that does not exist.

use crate::{
    Group, Level, edit,
    json::Value,
    request::{Request, Tool},
    rules::{Check, Rule},
    similar::most_similar,
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-reference-unknown",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_reference`, in a `tool_result` or in the result of a tool search, whose `tool_name` no entry of `tools` has.

### Why is this bad?
The reference puts the definition of the tool before the model. The API rejects a name that it finds no definition for, also in old turns.

### The API says
```text
Tool reference 'wether' not found in available tools
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "find_tool", "description": "Finds tools.", "input_schema": {"type": "object"}}, {"name": "weather", "description": "Tells the weather.", "input_schema": {"type": "object"}, "defer_loading": true}], "messages": [{"role": "user", "content": "Weather?"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "find_tool", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": [{"type": "tool_reference", "tool_name": "wether"}]}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "find_tool", "description": "Finds tools.", "input_schema": {"type": "object"}}, {"name": "weather", "description": "Tells the weather.", "input_schema": {"type": "object"}, "defer_loading": true}], "messages": [{"role": "user", "content": "Weather?"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "find_tool", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": [{"type": "tool_reference", "tool_name": "weather"}]}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/tool-search-tool (2026-08)
"#,
    check: Check::RequestNaming(&["tool_reference", "tool_references"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let references = references(request);
    // Toolsets have members of their own, which nothing says how to refer to.
    if references.is_empty() || !request.names_all_tools() || request.tools().any(Tool::is_toolset)
    {
        return;
    }
    let names: Vec<_> = request
        .tools()
        .filter_map(|tool| tool.name()?.as_str())
        .collect();
    for (reference, name) in references
        .into_iter()
        .filter(|(_, name)| request.is_sound(*name))
    {
        let Some(written) = name.as_str().filter(|name| !names.contains(name)) else {
            continue;
        };
        let draft = sink.report(&RULE, name, format!("no tool is called `{written}`"));
        let draft = match most_similar(&written, names.iter().map(|name| &**name)) {
            Some(meant) => draft
                .help(format!("write `{meant}`, or add the tool to `tools`"))
                .unsafe_fix(vec![edit::replace(name, edit::quoted(meant))]),
            None => draft
                .help("add the tool to `tools`, or remove the reference")
                .unsafe_fix(vec![edit::remove_item(reference)]),
        };
        if names.is_empty() {
            // Without any tools the API takes other blocks about tools, and perhaps these.
            draft.at_most(Level::Warning).done();
        } else {
            draft.done();
        }
    }
}

/// All references, with the names in them.
fn references<'t>(request: &Request<'t>) -> Vec<(Value<'t>, Value<'t>)> {
    let sent = request
        .nested
        .iter()
        .filter(|nested| nested.block.tag == "tool_reference")
        .map(|nested| nested.block.value);
    let found = request
        .blocks
        .iter()
        .filter(|block| block.tag == "tool_search_tool_result")
        .filter_map(|block| block.value.get("content")?.get("tool_references"))
        .flat_map(Value::items);
    sent.chain(found)
        .filter_map(|reference| Some((reference, reference.get("tool_name")?)))
        .collect()
}
