//! Calls of tools and their results.

mod programmatic_needs_container;
mod programmatic_only_results;
mod programmatic_text_only;
mod server_result_without_use;
mod server_tool_missing_on_resume;
mod server_tool_unresolved;
mod tool_result_duplicate;
mod tool_result_error_not_text;
mod tool_result_for_server_tool;
mod tool_result_not_first;
mod tool_result_unknown_id;
mod tool_use_id_duplicate;
mod tool_use_unanswered;

use super::Rule;
use crate::{
    Edit, edit,
    json::Value,
    request::{Reply, Request, Role, Turn, is_blank, joined, plain_str, text_block},
};

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &programmatic_needs_container::RULE,
    &programmatic_only_results::RULE,
    &programmatic_text_only::RULE,
    &server_result_without_use::RULE,
    &server_tool_missing_on_resume::RULE,
    &server_tool_unresolved::RULE,
    &tool_result_duplicate::RULE,
    &tool_result_error_not_text::RULE,
    &tool_result_for_server_tool::RULE,
    &tool_result_not_first::RULE,
    &tool_result_unknown_id::RULE,
    &tool_use_id_duplicate::RULE,
    &tool_use_unanswered::RULE,
];

/// Whether a call was made by code that the model wrote, and not by the model itself.
fn is_called_by_code(call: Value<'_>) -> bool {
    let caller = call
        .get("caller")
        .and_then(|caller| plain_str(caller, "type"));
    caller.is_some_and(|caller| caller.starts_with("code_execution_"))
}

/// The turn that a block stands in.
fn turn_of<'r>(request: &'r Request<'_>, block: Value<'_>) -> Option<&'r Turn> {
    request.turns.iter().find(|turn| {
        request
            .blocks_of(turn)
            .iter()
            .any(|candidate| candidate.value == block)
    })
}

/// Whether no assistant turn comes after a turn: what is sent now is about it.
fn is_last_speech(request: &Request<'_>, turn: &Turn) -> bool {
    request
        .turns
        .iter()
        .filter(|later| later.messages.start > turn.messages.start)
        .all(|later| later.role != Some(Role::Assistant))
}

/// Whether a call stands in the last assistant turn, so that this request answers it.
fn is_pending(request: &Request<'_>, call: Value<'_>) -> bool {
    turn_of(request, call).is_some_and(|turn| is_last_speech(request, turn))
}

/// The edit that makes a result the answer to a call.
fn answering(reply: &Reply<'_>, call: Value<'_>) -> Option<Vec<Edit>> {
    Some(vec![edit::replace(reply.id, call.get("id")?.raw())])
}

/// The edits that remove a result, or, where the message holds nothing else and has to stay, leave what it says.
fn given_up(request: &Request<'_>, result: Value<'_>) -> Option<Vec<Edit>> {
    request.without_block(result).or_else(|| {
        let content = result
            .get("content")
            .filter(|content| !is_blank(*content))?;
        let said = if content.is_string() {
            text_block(content)
        } else {
            // What stands in a result may stand in a message, but for what is about tools.
            let is_plain = |block: &Value<'_>| {
                matches!(
                    plain_str(*block, "type"),
                    Some("text" | "image" | "document" | "search_result")
                )
            };
            let blocks: Vec<_> = content.items().filter(is_plain).map(Value::raw).collect();
            joined(blocks.into_iter())
        };
        (!said.is_empty()).then(|| vec![edit::replace(result, said)])
    })
}
