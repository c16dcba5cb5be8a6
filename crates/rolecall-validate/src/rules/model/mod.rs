//! Which model answers, where and for whom.

mod inference_geo_model;
mod inference_geo_value;
mod metadata_user_id_pii;
mod model_deprecated;
mod model_retired;
mod speed_model_unsupported;
mod unknown_model;

use super::Rule;
use crate::{Level, models::Model, request::Request, sink::Draft};

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &inference_geo_model::RULE,
    &inference_geo_value::RULE,
    &metadata_user_id_pii::RULE,
    &model_deprecated::RULE,
    &model_retired::RULE,
    &speed_model_unsupported::RULE,
    &unknown_model::RULE,
];

/// Points at the model that a finding rests on, and lowers the finding where the fact about the model is contested.
pub(super) fn blame<'s>(
    draft: Draft<'s>,
    request: &Request<'_>,
    model: &Model,
    fact: &str,
) -> Draft<'s> {
    let draft = match request.field("model") {
        Some(named) => draft.related(named, "the model"),
        None => draft,
    };
    if model.is_uncertain(fact) {
        draft.at_most(Level::Warning)
    } else {
        draft
    }
}

/// The id of the model as the request has it.
pub(super) fn id<'t>(request: &Request<'t>, model: &Model) -> &'t str {
    match request.model_id() {
        "" => model.id,
        id => id,
    }
}
