//! Streams of events: their order, and how they build up a message.

mod stream_block_index;
mod stream_block_left_open;
mod stream_block_not_open;
mod stream_cut_short;
mod stream_delta_mismatch;
mod stream_event_after_end;
pub(crate) mod stream_event_name;
mod stream_message_delta_order;
mod stream_start_not_empty;
mod stream_start_repeated;
mod stream_tool_input_invalid;
mod stream_without_start;

use super::Rule;

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &stream_block_index::RULE,
    &stream_block_left_open::RULE,
    &stream_block_not_open::RULE,
    &stream_cut_short::RULE,
    &stream_delta_mismatch::RULE,
    &stream_event_after_end::RULE,
    &stream_event_name::RULE,
    &stream_message_delta_order::RULE,
    &stream_start_not_empty::RULE,
    &stream_start_repeated::RULE,
    &stream_tool_input_invalid::RULE,
    &stream_without_start::RULE,
];
