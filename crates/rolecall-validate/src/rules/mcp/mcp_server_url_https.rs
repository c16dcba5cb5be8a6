//! Reports an MCP server without an encrypted connection.

use super::{label, servers};
use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "mcp-server-url-https",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `url` of an MCP server that does not begin with `https://`.

### Why is this bad?
The API connects to the server over the open internet, and takes no other scheme.

### Example
```json,fail,beta=mcp-client-2025-11-20
{"model": "claude-opus-5", "max_tokens": 64, "mcp_servers": [{"type": "url", "name": "files", "url": "http://mcp.example.com"}], "tools": [{"type": "mcp_toolset", "mcp_server_name": "files"}], "messages": [{"role": "user", "content": "Hi"}]}
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
    for server in servers(request) {
        let Some(url) = server.get("url").filter(|url| url.is_string()) else {
            continue;
        };
        let address = url.as_str().unwrap_or_default();
        let (scheme, rest) = address.split_once("://").unwrap_or(("", ""));
        if scheme.eq_ignore_ascii_case("https") {
            continue;
        }
        let message = match scheme {
            "" => format!("the `url` of {} names no scheme", label(server)),
            _ => format!(
                "the `url` of {} is not of the scheme `https`",
                label(server)
            ),
        };
        let draft = sink
            .report(&RULE, url, message)
            .help("begin the `url` with `https://`");
        // Whether the server answers there is another question.
        if scheme.eq_ignore_ascii_case("http") {
            let secure = edit::quoted(&format!("https://{rest}"));
            draft.unsafe_fix(vec![edit::replace(url, secure)]).done();
        } else {
            draft.done();
        }
    }
}
