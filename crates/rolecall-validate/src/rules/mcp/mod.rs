//! MCP servers and their toolsets.

mod beta_required_mcp_pinning;
mod mcp_server_name_unique;
mod mcp_server_unreferenced;
mod mcp_server_url_https;
mod mcp_toolset_duplicate;
mod mcp_toolset_unknown_server;

use super::Rule;
use crate::{
    json::Value,
    request::{Request, ToolChange},
};

/// The entries of `mcp_servers`.
fn servers<'t>(request: &Request<'t>) -> impl Iterator<Item = Value<'t>> {
    let servers = request.body.items_of("mcp_servers");
    servers.filter(|server| server.is_object())
}

/// Every `mcp_toolset`, in `tools` and in the conversation.
fn toolsets<'r, 't>(request: &'r Request<'t>) -> impl Iterator<Item = Value<'t>> + use<'r, 't> {
    request
        .tools()
        .filter(|tool| tool.is_mcp_toolset())
        .map(|tool| tool.value)
        .chain(inline_toolsets(request))
}

/// Every `mcp_toolset` that a message defines.
fn inline_toolsets<'r, 't>(
    request: &'r Request<'t>,
) -> impl Iterator<Item = Value<'t>> + use<'r, 't> {
    request
        .added_tools()
        .filter_map(ToolChange::definition)
        .filter(|tool| {
            tool.get("type")
                .is_some_and(|tag| tag.is_str("mcp_toolset"))
        })
}

/// What messages call a server.
fn label(server: Value<'_>) -> String {
    match server.get("name").and_then(Value::as_str) {
        Some(name) if !name.is_empty() => format!("the MCP server {}", short(&name)),
        _ => "an MCP server".to_owned(),
    }
}

/// A name as messages show it.
fn short(name: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown: String = name.chars().take(LONGEST).collect();
    if shown.len() < name.len() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &beta_required_mcp_pinning::RULE,
    &mcp_server_name_unique::RULE,
    &mcp_server_unreferenced::RULE,
    &mcp_server_url_https::RULE,
    &mcp_toolset_duplicate::RULE,
    &mcp_toolset_unknown_server::RULE,
];
