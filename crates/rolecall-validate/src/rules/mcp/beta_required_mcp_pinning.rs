//! Reports a toolset within the conversation without its beta.

use super::inline_toolsets;
use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "beta-required-mcp-pinning",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an `mcp_toolset` that a `tool_addition` defines, where the beta values are known and `mcp-client-2026-09-15` is not among them.

### Why is this bad?
Earlier versions of the MCP connector know toolsets in `tools` only.

### Example
```json,fail,beta=mcp-client-2025-11-20,beta=inline-tools-2026-09-15
{"model": "claude-opus-5", "max_tokens": 64, "mcp_servers": [{"type": "url", "name": "files", "url": "https://mcp.example.com"}], "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": [{"type": "tool_addition", "tool": {"type": "tool_definition", "definition": {"type": "mcp_toolset", "mcp_server_name": "files"}}}]}]}
```

### Use instead
```json,pass,beta=mcp-client-2026-09-15,beta=inline-tools-2026-09-15
{"model": "claude-opus-5", "max_tokens": 64, "mcp_servers": [{"type": "url", "name": "files", "url": "https://mcp.example.com"}], "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": [{"type": "tool_addition", "tool": {"type": "tool_definition", "definition": {"type": "mcp_toolset", "mcp_server_name": "files"}}}]}]}
```

### Source
Python SDK 2.12.0, types/beta/beta_request_tool_addition_block_param.py (2026-11)
"#,
    check: Check::RequestNaming(&["mcp_toolset"], check),
};

const BETA: &str = "mcp-client-2026-09-15";
/// Enough for a toolset in `tools`; without either the general rule about betas speaks.
const BEFORE: &str = "mcp-client-2025-11-20";

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request.may_have_beta(BETA) || !request.may_have_beta(BEFORE) {
        return;
    }
    if let Some(toolset) = inline_toolsets(request).next() {
        sink.report(
            &RULE,
            toolset,
            format!("an `mcp_toolset` in a message needs the beta `{BETA}`, which is not sent"),
        )
        .help(format!("send the header `anthropic-beta` with `{BETA}`"))
        .done();
    }
}
