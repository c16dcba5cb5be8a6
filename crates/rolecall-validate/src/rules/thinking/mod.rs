//! How long the model thinks, and what it may spend.

mod effort_model;
mod effort_with_thinking_disabled;
mod task_budget_min;
mod task_budget_model;
mod task_budget_remaining_over_total;
mod task_budget_remaining_with_compaction;
mod thinking_budget_vs_max_tokens;
mod thinking_deprecated;
mod thinking_not_first;
mod thinking_tool_loop_start;
mod thinking_type_model;

use super::Rule;
use crate::{
    json::Value,
    models::EffortLevel,
    request::{Request, field, plain_str},
};

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &effort_model::RULE,
    &effort_with_thinking_disabled::RULE,
    &task_budget_min::RULE,
    &task_budget_model::RULE,
    &task_budget_remaining_over_total::RULE,
    &task_budget_remaining_with_compaction::RULE,
    &thinking_budget_vs_max_tokens::RULE,
    &thinking_deprecated::RULE,
    &thinking_not_first::RULE,
    &thinking_tool_loop_start::RULE,
    &thinking_type_model::RULE,
];

/// The `type` of `thinking`, where nothing is wrong with its shape.
fn thinking_type<'t>(request: &Request<'t>) -> Option<(Value<'t>, &'t str)> {
    let tag = request.field("thinking")?.get("type")?;
    let name = tag.as_plain_str()?;
    request.is_sound(tag).then_some((tag, name))
}

/// Whether the model is known to refuse the type of thinking that the request asks for, which is a finding of its own.
pub(super) fn is_refused(request: &Request<'_>) -> bool {
    let accepted = request.model.and_then(|model| model.thinking.as_ref());
    accepted.is_some_and(|thinking| {
        thinking_type(request).is_some_and(|(_, name)| !thinking.accepted.contains(&name))
    })
}

/// Whether the request says that the model is to think.
pub(super) fn is_on(request: &Request<'_>) -> bool {
    thinking_type(request).is_some_and(|(_, name)| matches!(name, "enabled" | "adaptive"))
}

/// The effort that the request asks for.
fn effort<'t>(request: &Request<'t>) -> Option<(Value<'t>, EffortLevel)> {
    let value = field(request.field("output_config")?, "effort")?;
    let level = EffortLevel::find(value.as_plain_str()?)?;
    request.is_sound(value).then_some((value, level))
}

/// The task budget, where nothing is wrong with its shape.
fn task_budget<'t>(request: &Request<'t>) -> Option<Value<'t>> {
    let budget = field(request.field("output_config")?, "task_budget")?;
    let is_whole = request.is_sound(budget) && plain_str(budget, "type").is_some();
    is_whole.then_some(budget)
}
