//! Who speaks when.

mod consecutive_roles;
mod message_effort_model;
mod message_effort_with_between_tools;
mod messages_empty;
mod prefill_trailing_whitespace;
mod prefill_unsupported;
mod prefill_with_output_format;
mod prefill_with_thinking;
mod system_message_content_empty;
mod system_message_directive_first;
mod system_message_first;
mod system_message_model;
mod system_message_model_sonnet_5;
mod system_message_predecessor;
mod system_message_successor;
mod turn_scoped_cache_control;
mod turn_scoped_output_config;
mod turn_scoped_text_only;

use super::Rule;

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &consecutive_roles::RULE,
    &message_effort_model::RULE,
    &message_effort_with_between_tools::RULE,
    &messages_empty::RULE,
    &prefill_trailing_whitespace::RULE,
    &prefill_unsupported::RULE,
    &prefill_with_output_format::RULE,
    &prefill_with_thinking::RULE,
    &system_message_content_empty::RULE,
    &system_message_directive_first::RULE,
    &system_message_first::RULE,
    &system_message_model::RULE,
    &system_message_model_sonnet_5::RULE,
    &system_message_predecessor::RULE,
    &system_message_successor::RULE,
    &turn_scoped_cache_control::RULE,
    &turn_scoped_output_config::RULE,
    &turn_scoped_text_only::RULE,
];
