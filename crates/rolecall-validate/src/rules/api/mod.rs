//! What a request is sent with: version, betas, headers, account settings.

mod anthropic_version_missing;
mod anthropic_version_unknown;
mod auth_header_missing;
mod beta_deprecated;
mod beta_header_missing;
mod beta_required_billing_policy;
mod beta_required_fallbacks;
mod beta_required_fast_mode;
mod beta_unknown;
mod billing_policy_needs_profile_header;
mod body_too_large;
mod deprecated_field;
mod fine_grained_header_with_toolset;
mod output_format;
mod platform_endpoint;
mod platform_unsupported;
mod removed_in_api_version;

use super::Rule;

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &anthropic_version_missing::RULE,
    &anthropic_version_unknown::RULE,
    &auth_header_missing::RULE,
    &beta_deprecated::RULE,
    &beta_header_missing::RULE,
    &beta_required_billing_policy::RULE,
    &beta_required_fallbacks::RULE,
    &beta_required_fast_mode::RULE,
    &beta_unknown::RULE,
    &billing_policy_needs_profile_header::RULE,
    &body_too_large::RULE,
    &deprecated_field::RULE,
    &fine_grained_header_with_toolset::RULE,
    &platform_endpoint::RULE,
    &platform_unsupported::RULE,
    &removed_in_api_version::RULE,
];
