//! Tools that the conversation adds and removes.

mod inline_tool_limits;
mod tool_addition_deferred_cache;
mod tool_addition_double_cache;
mod tool_addition_type_unsupported;
mod tool_change_after_pause;
mod tool_change_name_conflict;
mod tool_change_unresolved;

use super::Rule;

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &inline_tool_limits::RULE,
    &tool_addition_deferred_cache::RULE,
    &tool_addition_double_cache::RULE,
    &tool_addition_type_unsupported::RULE,
    &tool_change_after_pause::RULE,
    &tool_change_name_conflict::RULE,
    &tool_change_unresolved::RULE,
];
