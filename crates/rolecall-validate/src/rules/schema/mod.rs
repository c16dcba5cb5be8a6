//! Faults of the shape: what the structural check found.

pub(crate) mod unknown_document;

use super::Rule;

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[&unknown_document::RULE];
