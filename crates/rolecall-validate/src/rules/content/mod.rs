//! What may stand in which message.

mod assistant_only_block_in_user;
mod compaction_content_empty;
mod image_in_assistant;
mod message_content_empty;
mod search_result_content_empty;
mod search_result_in_assistant;
mod server_result_error_code;
mod stop_sequence_whitespace;
mod system_text_empty;
mod text_block_whitespace;
mod text_block_whitespace_nested;
mod thinking_signature_fake;
mod tool_change_block_outside_system;
mod tool_reference_unknown;
mod tool_result_in_assistant;
mod tool_use_in_user;
mod v20261021_citations_in_user_text;
mod v20261021_document_in_assistant;

use super::Rule;

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &assistant_only_block_in_user::RULE,
    &compaction_content_empty::RULE,
    &image_in_assistant::RULE,
    &message_content_empty::RULE,
    &search_result_content_empty::RULE,
    &search_result_in_assistant::RULE,
    &server_result_error_code::RULE,
    &stop_sequence_whitespace::RULE,
    &system_text_empty::RULE,
    &text_block_whitespace::RULE,
    &text_block_whitespace_nested::RULE,
    &thinking_signature_fake::RULE,
    &tool_change_block_outside_system::RULE,
    &tool_reference_unknown::RULE,
    &tool_result_in_assistant::RULE,
    &tool_use_in_user::RULE,
    &v20261021_citations_in_user_text::RULE,
    &v20261021_document_in_assistant::RULE,
];
