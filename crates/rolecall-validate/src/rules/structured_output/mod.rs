//! Answers that are held to a schema, and the schemas that they can be held to.

mod output_format_model;
mod output_format_with_citations;
mod subset;
mod subset_additional_properties;
mod subset_allof_ref;
mod subset_array_bounds;
mod subset_enum_complex;
mod subset_format_unknown;
mod subset_keyword_unlisted;
mod subset_numeric_bounds;
mod subset_optional_count;
mod subset_pattern;
mod subset_pattern_large_repeat;
mod subset_recursive;
mod subset_ref_external;
mod subset_ref_unresolved;
mod subset_string_length;
mod subset_union_count;

use super::Rule;
pub(in crate::rules) use subset::{Subschema, check};

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &output_format_model::RULE,
    &output_format_with_citations::RULE,
    &subset_additional_properties::RULE,
    &subset_allof_ref::RULE,
    &subset_array_bounds::RULE,
    &subset_enum_complex::RULE,
    &subset_format_unknown::RULE,
    &subset_keyword_unlisted::RULE,
    &subset_numeric_bounds::RULE,
    &subset_optional_count::RULE,
    &subset_pattern::RULE,
    &subset_pattern_large_repeat::RULE,
    &subset_recursive::RULE,
    &subset_ref_external::RULE,
    &subset_ref_unresolved::RULE,
    &subset_string_length::RULE,
    &subset_union_count::RULE,
];
