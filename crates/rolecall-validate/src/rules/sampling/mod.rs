//! `temperature`, `top_p` and `top_k`, as API version 2023-06-01 has them.

mod sampling_both;
mod sampling_model_removed;
mod sampling_with_thinking;

use super::{Rule, thinking};
use crate::{
    ApiVersion, Level,
    generated::requests::TOP_P_WHILE_THINKING_MIN,
    json::{Key, Value},
    models::{Sampling, SamplingMode},
    request::{Endpoint, Request},
};

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &sampling_both::RULE,
    &sampling_model_removed::RULE,
    &sampling_with_thinking::RULE,
];

/// The parameters of sampling.
pub(super) const NAMES: [&str; 3] = ["temperature", "top_p", "top_k"];

/// What is wrong with a parameter; the first that applies, since removing it mends them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The model takes its default only.
    Model(Level),
    /// The model is to think.
    Thinking,
    /// The model takes either `temperature` or `top_p`.
    Both,
}

/// What a model, or what else the request says, has against a parameter under API version 2023-06-01.
///
/// Version 2026-10-21 takes none at all, so what is an error here is one under either version.
pub(super) fn verdict(request: &Request<'_>, name: &str) -> Option<Verdict> {
    request.sent_with(ApiVersion::V2023_06_01)?;
    let alone = verdict_alone(request, name);
    if alone.is_some() || name != "top_p" {
        return alone;
    }
    let sampling = request.model.and_then(|model| model.sampling.as_ref());
    let is_one_of = sampling.is_some_and(|sampling| sampling.temperature_with_top_p == Some(false));
    let are_both = ["temperature", "top_p"]
        .iter()
        .all(|name| parameter(request, name).is_some());
    (is_one_of && are_both && verdict_alone(request, "temperature").is_none())
        .then_some(Verdict::Both)
}

/// A parameter of the request, where it is a number in its range.
pub(super) fn parameter<'t>(
    request: &Request<'t>,
    name: &str,
) -> Option<(Key<'t>, Value<'t>, f64)> {
    let (key, value) = request.body.entry(name)?;
    // A count of tokens takes none.
    let is_there = request.endpoint != Endpoint::CountTokens && request.is_sound_member(key, value);
    is_there.then_some((key, value, value.as_f64()?))
}

/// Whether a value is what the parameter is without it, as far as that is known.
pub(super) fn is_default(request: &Request<'_>, name: &str, value: f64) -> bool {
    let sampling = request.model.and_then(|model| model.sampling.as_ref());
    let default = match name {
        "temperature" => Some(1.0),
        "top_p" => sampling.and_then(|sampling| sampling.default_top_p),
        _ => None,
    };
    default.is_some_and(|default| is_same(value, default))
}

fn verdict_alone(request: &Request<'_>, name: &str) -> Option<Verdict> {
    let (_, _, value) = parameter(request, name)?;
    let sampling = request.model.and_then(|model| model.sampling.as_ref());
    if let Some(level) = sampling.and_then(|sampling| of_model(sampling, name, value)) {
        // A warning for one version is better said by the rule about the version that certainly rejects it.
        let is_certain = request.sent_with(ApiVersion::V2023_06_01) == Some(Level::Error);
        return (level == Level::Error || is_certain).then_some(Verdict::Model(level));
    }
    let disturbs = match name {
        "temperature" => !is_same(value, 1.0),
        "top_p" => value < TOP_P_WHILE_THINKING_MIN,
        _ => true,
    };
    (disturbs && thinking::is_on(request) && !thinking::is_refused(request))
        .then_some(Verdict::Thinking)
}

fn of_model(sampling: &Sampling, name: &str, value: f64) -> Option<Level> {
    if sampling.mode != Some(SamplingMode::DefaultOnly) {
        return None;
    }
    match name {
        "temperature" => {
            let default = sampling.default_temperature?;
            (!is_same(value, default)).then_some(Level::Error)
        }
        "top_p" => {
            let default = sampling.default_top_p?;
            if is_same(value, default) {
                None
            } else if value < default {
                Some(Level::Error)
            } else {
                // Sources disagree on whether more than the default passes.
                match sampling.top_p_above_default {
                    Some(true) => None,
                    Some(false) => Some(Level::Error),
                    None => Some(Level::Warning),
                }
            }
        }
        _ => (sampling.top_k == Some(false)).then_some(Level::Error),
    }
}

fn is_same(left: f64, right: f64) -> bool {
    (left - right).abs() < 1e-9
}
