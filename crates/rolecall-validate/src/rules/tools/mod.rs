//! What may be declared in `tools`.

mod allowed_callers_needs_code_execution;
mod allowed_callers_on_toolset;
mod allowed_callers_recursive_schema;
mod builtin_tool_model_unsupported;
mod defer_all;
mod defer_max;
mod defer_tool_search;
mod defer_with_cache_control;
mod defer_without_search;
mod domains;
mod programmatic_model;
mod search_results_with_web_search;
mod strict_count;
mod strict_model;
mod strict_not_on_toolsets;
mod strict_with_programmatic;
mod tool_description_missing;
mod tool_input_examples_invalid;
mod tool_input_schema_combinator;
mod tool_input_schema_invalid;
mod tool_input_schema_property_key;
mod tool_name_over_64;
mod tool_names_unique;
mod tool_search_model;
pub(in crate::rules) mod toolset;
mod toolset_all_disabled;
mod toolset_deferred_cache;
mod toolset_duplicate;
mod toolset_mixed_defer;
mod user_location_country;
mod user_location_empty;
mod user_location_timezone;
mod web_domain_format;
mod web_domain_non_ascii;
mod web_domains_both;
mod web_fetch_domain_path;
mod web_fetch_url_sources_tool;
mod web_tool_direct_only_model;
mod web_tool_with_old_code_execution;

use super::Rule;

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &allowed_callers_needs_code_execution::RULE,
    &allowed_callers_on_toolset::RULE,
    &allowed_callers_recursive_schema::RULE,
    &builtin_tool_model_unsupported::RULE,
    &defer_all::RULE,
    &defer_max::RULE,
    &defer_tool_search::RULE,
    &defer_with_cache_control::RULE,
    &defer_without_search::RULE,
    &programmatic_model::RULE,
    &search_results_with_web_search::RULE,
    &strict_count::RULE,
    &strict_model::RULE,
    &strict_not_on_toolsets::RULE,
    &strict_with_programmatic::RULE,
    &tool_description_missing::RULE,
    &tool_input_examples_invalid::RULE,
    &tool_input_schema_combinator::RULE,
    &tool_input_schema_invalid::RULE,
    &tool_input_schema_property_key::RULE,
    &tool_name_over_64::RULE,
    &tool_names_unique::RULE,
    &tool_search_model::RULE,
    &toolset_all_disabled::RULE,
    &toolset_deferred_cache::RULE,
    &toolset_duplicate::RULE,
    &toolset_mixed_defer::RULE,
    &user_location_country::RULE,
    &user_location_empty::RULE,
    &user_location_timezone::RULE,
    &web_domain_format::RULE,
    &web_domain_non_ascii::RULE,
    &web_domains_both::RULE,
    &web_fetch_domain_path::RULE,
    &web_fetch_url_sources_tool::RULE,
    &web_tool_direct_only_model::RULE,
    &web_tool_with_old_code_execution::RULE,
];
