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
    json::Value,
    request::{Request, Role, Turn, plain_str},
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
