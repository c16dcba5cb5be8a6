//! Answers and errors of the API, as gateways have to write them.

mod error_code_unknown;
mod error_details_mismatch;
mod error_type_unknown;
mod response_tool_use_id_duplicate;
mod stop_details_mismatch;
mod stop_reason_compaction;
mod stop_reason_missing;
mod stop_reason_pause_turn;
mod stop_reason_tool_use;
mod stop_reason_unknown;
mod stop_sequence_mismatch;
mod usage_cache_creation_sum;
mod usage_count_negative;
mod usage_iterations_sum;
mod usage_thinking_tokens;

use super::Rule;

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &error_code_unknown::RULE,
    &error_details_mismatch::RULE,
    &error_type_unknown::RULE,
    &response_tool_use_id_duplicate::RULE,
    &stop_details_mismatch::RULE,
    &stop_reason_compaction::RULE,
    &stop_reason_missing::RULE,
    &stop_reason_pause_turn::RULE,
    &stop_reason_tool_use::RULE,
    &stop_reason_unknown::RULE,
    &stop_sequence_mismatch::RULE,
    &usage_cache_creation_sum::RULE,
    &usage_count_negative::RULE,
    &usage_iterations_sum::RULE,
    &usage_thinking_tokens::RULE,
];
