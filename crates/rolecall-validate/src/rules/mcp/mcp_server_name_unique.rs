//! Reports two MCP servers of one name.

use super::{label, servers};
use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};
use std::collections::{HashMap, hash_map::Entry};

pub(super) static RULE: Rule = Rule {
    name: "mcp-server-name-unique",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an MCP server whose `name` an earlier one has.

### Why is this bad?
An `mcp_toolset` refers to its server by name, which must tell them apart.

### Example
```json,fail,beta=mcp-client-2025-11-20
{"model": "claude-opus-5", "max_tokens": 64, "mcp_servers": [{"type": "url", "name": "files", "url": "https://a.example.com"}, {"type": "url", "name": "files", "url": "https://b.example.com"}], "tools": [{"type": "mcp_toolset", "mcp_server_name": "files"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,beta=mcp-client-2025-11-20
{"model": "claude-opus-5", "max_tokens": 64, "mcp_servers": [{"type": "url", "name": "files", "url": "https://mcp.example.com"}], "tools": [{"type": "mcp_toolset", "mcp_server_name": "files"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/mcp-connector (2026-10)
"#,
    check: Check::RequestNaming(&["mcp_servers"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let mut seen = HashMap::new();
    for server in servers(request) {
        let Some(name) = server.get("name").filter(|name| name.is_string()) else {
            continue;
        };
        let text = name.as_str().unwrap_or_default();
        match seen.entry(text) {
            Entry::Vacant(entry) => {
                entry.insert(name);
            }
            Entry::Occupied(first) => sink
                .report(
                    &RULE,
                    name,
                    format!("{} has the name of another", label(server)),
                )
                .related(*first.get(), "the first of this name")
                .help("give each server a name of its own")
                .unsafe_fix(vec![edit::remove_item(server)])
                .done(),
        }
    }
}
