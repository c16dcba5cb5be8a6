//! What holds in batches only.

mod batch_cache_ttl;
pub(crate) mod batch_custom_id_unique;
mod batch_fallback_credit;
mod batch_unsupported_field;
mod batch_user_profile_conflict;

use super::Rule;

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &batch_cache_ttl::RULE,
    &batch_custom_id_unique::RULE,
    &batch_fallback_credit::RULE,
    &batch_unsupported_field::RULE,
    &batch_user_profile_conflict::RULE,
];
