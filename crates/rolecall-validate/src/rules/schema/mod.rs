//! Faults of the shape: what the structural check found.

pub(crate) mod bad_format;
pub(crate) mod missing_field;
pub(crate) mod not_allowed_value;
pub(crate) mod out_of_range;
pub(crate) mod repairs;
pub(crate) mod unknown_document;
pub(crate) mod unknown_field;
pub(crate) mod unknown_tag;
pub(crate) mod wrong_length;
pub(crate) mod wrong_type;

use super::Rule;

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &bad_format::RULE,
    &missing_field::RULE,
    &not_allowed_value::RULE,
    &out_of_range::RULE,
    &unknown_document::RULE,
    &unknown_field::RULE,
    &unknown_tag::RULE,
    &wrong_length::RULE,
    &wrong_type::RULE,
];
