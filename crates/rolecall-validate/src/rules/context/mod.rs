//! Conversations that are shortened, kept on the server, or handed to another model.

mod beta_required_compaction_block;
mod compaction_block_ambiguous;
mod compaction_block_misplaced;
mod compaction_edit_with_signed_block;
mod compaction_forbidden_fields;
mod compaction_incomplete_turn;
mod compaction_model;
mod compaction_nothing;
mod compaction_with_context_management;
mod context_clear_thinking_first;
mod context_clear_thinking_needs_thinking;
mod context_compact_trigger_min;
mod context_duplicate_edit;
mod fallbacks_distinct;
mod fallbacks_entry_valid;
mod fallbacks_max;
mod fallbacks_model;
mod fallbacks_with_credit_token;
mod thread_continue_system_tools;
mod thread_with_context_management;

use super::Rule;
use crate::{
    json::Value,
    request::{Endpoint, Request, field, plain_str},
};

const CLEAR_THINKING: &str = "clear_thinking_20251015";
const COMPACT: &str = "compact_20260112";

/// The edits of `context_management`.
fn edits<'t>(request: &Request<'t>) -> impl Iterator<Item = Value<'t>> {
    request
        .field("context_management")
        .and_then(|management| field(management, "edits"))
        .into_iter()
        .flat_map(Value::items)
}

fn is_of_type(value: Value<'_>, tag: &str) -> bool {
    plain_str(value, "type") == Some(tag)
}

/// The `compaction` parameter, where it has an effect: a count of tokens ignores it.
fn compaction<'t>(request: &Request<'t>) -> Option<Value<'t>> {
    request
        .field("compaction")
        .filter(|_| request.endpoint != Endpoint::CountTokens)
}

/// The `compaction` blocks that the parameter of that name has made.
fn signed_blocks<'r, 't>(
    request: &'r Request<'t>,
) -> impl Iterator<Item = Value<'t>> + use<'r, 't> {
    request
        .blocks
        .iter()
        .filter(|block| block.tag == "compaction" && field(block.value, "signature").is_some())
        .map(|block| block.value)
}

/// The entries of a list of fallbacks.
fn fallbacks<'t>(request: &Request<'t>) -> impl Iterator<Item = Value<'t>> {
    request.body.items_of("fallbacks")
}

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &beta_required_compaction_block::RULE,
    &compaction_block_ambiguous::RULE,
    &compaction_block_misplaced::RULE,
    &compaction_edit_with_signed_block::RULE,
    &compaction_forbidden_fields::RULE,
    &compaction_incomplete_turn::RULE,
    &compaction_model::RULE,
    &compaction_nothing::RULE,
    &compaction_with_context_management::RULE,
    &context_clear_thinking_first::RULE,
    &context_clear_thinking_needs_thinking::RULE,
    &context_compact_trigger_min::RULE,
    &context_duplicate_edit::RULE,
    &fallbacks_distinct::RULE,
    &fallbacks_entry_valid::RULE,
    &fallbacks_max::RULE,
    &fallbacks_model::RULE,
    &fallbacks_with_credit_token::RULE,
    &thread_continue_system_tools::RULE,
    &thread_with_context_management::RULE,
];
