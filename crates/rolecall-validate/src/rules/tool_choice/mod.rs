//! Which tool the model is to use.

mod programmatic_disable_parallel;
mod tool_choice_forced_model;
mod tool_choice_forced_with_thinking;
mod tool_choice_none_without_tools;
mod tool_choice_not_direct;
mod tool_choice_unknown_name;
mod tool_choice_without_tools;
mod toolset_tool_choice;

use super::{Rule, tools::toolset::member_names};
use crate::{
    Edit, edit,
    json::Value,
    request::{Request, Tool, plain_str},
};
use std::borrow::Cow;

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &programmatic_disable_parallel::RULE,
    &tool_choice_forced_model::RULE,
    &tool_choice_forced_with_thinking::RULE,
    &tool_choice_none_without_tools::RULE,
    &tool_choice_not_direct::RULE,
    &tool_choice_unknown_name::RULE,
    &tool_choice_without_tools::RULE,
    &toolset_tool_choice::RULE,
];

/// A `tool_choice` that makes the model call a tool.
struct Forced<'t> {
    choice: Value<'t>,
    /// Its `type`.
    tag: Value<'t>,
    /// `any` or `tool`.
    name: &'t str,
}

fn forced<'t>(request: &Request<'t>) -> Option<Forced<'t>> {
    let choice = request.field("tool_choice")?;
    let name = plain_str(choice, "type").filter(|name| matches!(*name, "any" | "tool"))?;
    let tag = choice.get("type")?;
    Some(Forced { choice, tag, name })
}

/// The edits that leave the choice to the model.
fn leave_open(forced: &Forced<'_>) -> Vec<Edit> {
    let name = forced.choice.entry("name");
    let name = name.map(|(key, value)| edit::remove_member(key, value));
    let mut edits = vec![edit::replace(forced.tag, edit::quoted("auto"))];
    edits.extend(name);
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// The name that a `tool_choice` of type `tool` chooses.
fn chosen<'t>(request: &Request<'t>) -> Option<(Value<'t>, Cow<'t, str>)> {
    let choice = request.field("tool_choice")?;
    let name = choice
        .get("name")
        .filter(|name| plain_str(choice, "type") == Some("tool") && request.is_sound(*name))?;
    Some((name, name.as_str()?))
}

/// Whether the request offers no tools, from wherever they may come.
fn has_no_tools(request: &Request<'_>) -> bool {
    let is_empty = request
        .field("tools")
        .is_none_or(|tools| tools.is_array() && tools.items().next().is_none());
    is_empty && !request.continues_thread() && !request.brings_tools()
}

/// The toolset that goes by this name, or has a member of this name.
fn toolset_of<'t>(name: &str, request: &Request<'t>) -> Option<Tool<'t>> {
    request.tools().find(|tool| {
        let mut members = member_names(tool.tag).into_iter().flatten();
        tool.toolset_name()
            .is_some_and(|own| own == name || members.any(|member| member == name))
    })
}

/// Leaves the choice to the model.
fn left_to_the_model(request: &Request<'_>) -> Vec<Edit> {
    let choice = request.field("tool_choice");
    choice
        .map(|choice| edit::replace(choice, r#"{"type": "auto"}"#))
        .into_iter()
        .collect()
}

/// A name for messages, unless it is long.
fn short(name: &str) -> String {
    if name.chars().count() <= 64 {
        format!("`{name}`")
    } else {
        "so".to_owned()
    }
}
