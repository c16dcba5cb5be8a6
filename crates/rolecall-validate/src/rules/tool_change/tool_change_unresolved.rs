//! Reports a change of a tool that does not exist.

use crate::{
    Group,
    json::Value,
    request::{Request, Tool},
    rules::{Check, Rule},
    similar::most_similar,
    sink::Sink,
};
use std::borrow::Cow;

pub(super) static RULE: Rule = Rule {
    name: "tool-change-unresolved",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_addition` or `tool_removal` that refers to a tool or an MCP server which neither `tools` and `mcp_servers` nor an earlier message defines.

### Why is this bad?
The API cannot tell which tool is meant.

### The API says
```text
tool_reference_unresolved
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "weather", "defer_loading": true, "input_schema": {"type": "object"}}, {"name": "time", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": [{"type": "tool_addition", "tool": {"type": "tool_reference", "name": "wether"}}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "weather", "defer_loading": true, "input_schema": {"type": "object"}}, {"name": "time", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": [{"type": "tool_addition", "tool": {"type": "tool_reference", "name": "weather"}}]}]}
```

### Source
Python SDK 2.12.0, _error_classes.py (2026-11)
"#,
    check: Check::RequestNaming(&["tool_addition", "tool_removal"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request.tool_changes().next().is_none() {
        return;
    }
    let Some(mut known) = Known::of(request) else {
        return;
    };
    for change in request.tool_changes() {
        if let Some(definition) = change.definition() {
            known.add(definition);
            continue;
        }
        let (field, names, what) = match change.tag {
            "tool_reference" => ("name", &known.tools, "tool"),
            "mcp_tool_reference" | "mcp_toolset_reference" => {
                ("server_name", &known.servers, "MCP server")
            }
            _ => continue,
        };
        let Some(name) = change
            .tool
            .get(field)
            .filter(|name| request.is_sound(*name))
        else {
            continue;
        };
        let text = name.as_str().unwrap_or_default();
        if names.contains(&text) {
            continue;
        }
        let shown: String = text.chars().take(40).collect();
        let draft = sink
            .report(
                &RULE,
                change.tool,
                format!("no {what} called `{shown}` is defined before this"),
            )
            .fix_where_any(false, request.without_block(change.value));
        match most_similar(&text, names.iter().map(AsRef::as_ref)) {
            Some(similar) => draft.help(format!("did you mean `{similar}`?")).done(),
            None => draft
                .help("define it in the request, or add it with a `tool_definition`")
                .done(),
        }
    }
}

/// The names that can be referred to.
#[derive(Default)]
struct Known<'t> {
    tools: Vec<Cow<'t, str>>,
    servers: Vec<Cow<'t, str>>,
}

impl<'t> Known<'t> {
    /// What the request defines outside of its messages, where all of it can be told.
    fn of(request: &Request<'t>) -> Option<Self> {
        let is_readable = |name| {
            request
                .field(name)
                .is_none_or(|list| list.is_array() && request.is_sound(list))
        };
        // Of toolsets the names are not written down, and a thread has earlier requests.
        let is_told = is_readable("tools")
            && is_readable("mcp_servers")
            && !request.continues_thread()
            && !request.tools().any(Tool::is_toolset);
        let mut known = Self::default();
        for tool in request.tools() {
            known.add(tool.value);
        }
        let servers = request.body.items_of("mcp_servers");
        let names = servers.filter_map(|server| server.get("name")?.as_str());
        known.servers.extend(names);
        is_told.then_some(known)
    }

    fn add(&mut self, definition: Value<'t>) {
        let name = |field| definition.get(field).and_then(Value::as_str);
        self.tools.extend(name("name"));
        self.servers.extend(name("mcp_server_name"));
    }
}
