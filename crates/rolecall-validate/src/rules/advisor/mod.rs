//! The advisor tool.

mod advisor_max_tokens_cap;
mod advisor_pair;

use super::Rule;

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[&advisor_max_tokens_cap::RULE, &advisor_pair::RULE];
