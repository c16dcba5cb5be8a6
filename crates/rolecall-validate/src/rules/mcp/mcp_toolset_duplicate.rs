//! Reports two toolsets for one MCP server.

use super::short;
use crate::{
    Group, edit,
    json::Value,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};
use std::collections::{HashMap, hash_map::Entry};

pub(super) static RULE: Rule = Rule {
    name: "mcp-toolset-duplicate",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an `mcp_toolset` in `tools` whose server an earlier one names already.

### Why is this bad?
Each server has one toolset; two would contradict each other.

### Example
```json,fail,beta=mcp-client-2025-11-20
{"model": "claude-opus-5", "max_tokens": 64, "mcp_servers": [{"type": "url", "name": "files", "url": "https://mcp.example.com"}], "tools": [{"type": "mcp_toolset", "mcp_server_name": "files"}, {"type": "mcp_toolset", "mcp_server_name": "files", "default_config": {"enabled": true}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,beta=mcp-client-2025-11-20
{"model": "claude-opus-5", "max_tokens": 64, "mcp_servers": [{"type": "url", "name": "files", "url": "https://mcp.example.com"}], "tools": [{"type": "mcp_toolset", "mcp_server_name": "files"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/mcp-connector (2026-10)
"#,
    check: Check::RequestNaming(&["mcp_toolset"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let mut seen: HashMap<_, Value<'_>> = HashMap::new();
    for tool in request.tools().filter(|tool| tool.is_mcp_toolset()) {
        let Some(name) = tool
            .value
            .get("mcp_server_name")
            .filter(|name| name.is_string() && request.is_sound(*name))
        else {
            continue;
        };
        let text = name.as_str().unwrap_or_default();
        match seen.entry(text) {
            Entry::Vacant(entry) => {
                entry.insert(name);
            }
            Entry::Occupied(first) => {
                let message = format!(
                    "the MCP server {} has a toolset already",
                    short(first.key())
                );
                sink.report(&RULE, name, message)
                    .related(*first.get(), "its first toolset")
                    .help("put all settings of a server into one `mcp_toolset`")
                    .unsafe_fix(vec![edit::remove_item(tool.value)])
                    .done();
            }
        }
    }
}
