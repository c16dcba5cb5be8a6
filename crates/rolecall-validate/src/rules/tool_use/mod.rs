//! Calls of tools and their results.

mod server_result_without_use;
mod server_tool_unresolved;
mod tool_result_duplicate;
mod tool_result_error_not_text;
mod tool_result_for_server_tool;
mod tool_result_not_first;
mod tool_result_unknown_id;
mod tool_use_id_duplicate;
mod tool_use_unanswered;

use super::Rule;

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &server_result_without_use::RULE,
    &server_tool_unresolved::RULE,
    &tool_result_duplicate::RULE,
    &tool_result_error_not_text::RULE,
    &tool_result_for_server_tool::RULE,
    &tool_result_not_first::RULE,
    &tool_result_unknown_id::RULE,
    &tool_use_id_duplicate::RULE,
    &tool_use_unanswered::RULE,
];
