//! How much may be asked for.

mod max_tokens_model_cap;
mod max_tokens_needs_streaming;
mod max_tokens_zero_conflict;

use super::Rule;

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &max_tokens_model_cap::RULE,
    &max_tokens_needs_streaming::RULE,
    &max_tokens_zero_conflict::RULE,
];
