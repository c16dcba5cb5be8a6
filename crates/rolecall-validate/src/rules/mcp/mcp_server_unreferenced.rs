//! Reports an MCP server that no toolset refers to.

use super::{label, servers, toolsets};
use crate::{
    Edit, Group, Level, edit,
    json::Value,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "mcp-server-unreferenced",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an entry of `mcp_servers` that no `mcp_toolset` refers to. Where neither a toolset nor the beta values tell that the newer form is used, this is a warning, and a server with `tool_configuration` is passed over.

### Why is this bad?
Since `mcp-client-2025-11-20` the tools of a server come from its toolset alone; the API rejects a server without one.

### The API says
```text
MCP server 'x' is defined but not referenced by any mcp_toolset in tools
```

### Example
```json,fail,beta=mcp-client-2025-11-20
{"model": "claude-opus-5", "max_tokens": 64, "mcp_servers": [{"type": "url", "name": "files", "url": "https://mcp.example.com"}], "messages": [{"role": "user", "content": "Hi"}]}
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

/// The last beta that knew no toolsets.
const OLD_FORM: &str = "mcp-client-2025-04-04";

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let toolsets: Vec<_> = toolsets(request).collect();
    let is_readable = request
        .field("tools")
        .is_none_or(|tools| request.is_sound(tools));
    if !is_readable || request.has_stray_fields() || request.continues_thread() || is_old(request) {
        return;
    }
    let is_new = !toolsets.is_empty() || request.betas().is_some();
    for server in servers(request) {
        let Some(name) = server.get("name").and_then(Value::as_str) else {
            continue;
        };
        let is_named = |toolset: &Value<'_>| {
            toolset
                .get("mcp_server_name")
                .is_some_and(|named| named.is_str(&name))
        };
        if toolsets.iter().any(is_named) {
            continue;
        }
        if !is_new && server.get("tool_configuration").is_some() {
            continue;
        }
        let draft = sink
            .report(
                &RULE,
                server,
                format!("no `mcp_toolset` refers to {}", label(server)),
            )
            .help("add an `mcp_toolset` with its name as `mcp_server_name` to `tools`")
            .unsafe_fix(vec![with_toolset(request, &name)]);
        if is_new {
            draft.done();
        } else {
            draft.at_most(Level::Warning).done();
        }
    }
}

/// Adds a toolset with all tools of a server.
fn with_toolset(request: &Request<'_>, server: &str) -> Edit {
    let toolset = format!(
        r#"{{"type": "mcp_toolset", "mcp_server_name": {}}}"#,
        edit::quoted(server)
    );
    match request.field("tools").filter(|tools| tools.is_array()) {
        Some(tools) => edit::append_item(tools, &toolset),
        None => edit::insert_member(request.body, "tools", &format!("[{toolset}]")),
    }
}

/// Whether the betas are those of the old form.
fn is_old(request: &Request<'_>) -> bool {
    request.betas().is_some_and(|betas| {
        let mut mcp = betas
            .iter()
            .filter(|beta| beta.starts_with("mcp-client-"))
            .peekable();
        // Without any the missing header is the fault.
        mcp.peek().is_none() || mcp.all(|beta| beta == OLD_FORM)
    })
}
