//! The legacy endpoint.

mod completion_prompt_turns;

use super::Rule;

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[&completion_prompt_turns::RULE];
