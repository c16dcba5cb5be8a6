//! Reports a toolset without its MCP server.

use super::{servers, short, toolsets};
use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    similar::most_similar,
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "mcp-toolset-unknown-server",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an `mcp_server_name` that is the `name` of no entry of `mcp_servers`.

### Why is this bad?
The API does not know where to connect to.

### Example
```json,fail,beta=mcp-client-2025-11-20
{"model": "claude-opus-5", "max_tokens": 64, "mcp_servers": [{"type": "url", "name": "files", "url": "https://mcp.example.com"}], "tools": [{"type": "mcp_toolset", "mcp_server_name": "files"}, {"type": "mcp_toolset", "mcp_server_name": "mail"}], "messages": [{"role": "user", "content": "Hi"}]}
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
    let is_readable = request
        .field("mcp_servers")
        .is_none_or(|servers| request.is_sound(servers));
    if !is_readable || request.continues_thread() {
        return;
    }
    let names: Vec<_> = servers(request)
        .filter_map(|server| server.get("name")?.as_str())
        .collect();
    for toolset in toolsets(request) {
        let Some(name) = toolset.get("mcp_server_name") else {
            continue;
        };
        let text = name.as_str().unwrap_or_default();
        if text.is_empty() || names.contains(&text) {
            continue;
        }
        let draft = sink.report(
            &RULE,
            name,
            format!("no MCP server is called {}", short(&text)),
        );
        let similar = most_similar(&text, names.iter().map(AsRef::as_ref));
        match similar {
            Some(similar) => draft
                .help(format!("did you mean `{similar}`?"))
                .unsafe_fix(vec![edit::replace(name, edit::quoted(similar))])
                .done(),
            None if toolset.key().is_none() => draft
                .help("add the server to `mcp_servers`")
                .unsafe_fix(vec![edit::remove_item(toolset)])
                .done(),
            None => draft.help("add the server to `mcp_servers`").done(),
        }
    }
}
