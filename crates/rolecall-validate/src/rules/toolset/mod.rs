//! Calls of the members of computer and browser toolsets, and their results.

mod browser_state_active;
mod browser_state_count;
mod browser_state_download_unique;
mod browser_state_limits;
mod browser_state_tab_management;
mod browser_state_tab_opened;
mod browser_state_tab_unique;
mod toolset_name_missing;
mod toolset_name_unexpected;
mod toolset_result_block_type;
mod toolset_result_image_size;

use super::Rule;
use crate::{
    json::Value,
    request::{Call, CallState, Request},
};

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &browser_state_active::RULE,
    &browser_state_count::RULE,
    &browser_state_download_unique::RULE,
    &browser_state_limits::RULE,
    &browser_state_tab_management::RULE,
    &browser_state_tab_opened::RULE,
    &browser_state_tab_unique::RULE,
    &toolset_name_missing::RULE,
    &toolset_name_unexpected::RULE,
    &toolset_result_block_type::RULE,
    &toolset_result_image_size::RULE,
];

/// Each call of the caller's own tools with its result, where nothing is wrong with the shape of either.
fn results<'r, 't>(
    request: &'r Request<'t>,
) -> impl Iterator<Item = (&'r Call<'t>, Value<'t>)> + 'r {
    request.pairing.calls.iter().filter_map(|call| {
        let CallState::Answered(result) = call.state else {
            return None;
        };
        (request.is_sound(call.value) && request.is_sound(result)).then_some((call, result))
    })
}

/// The `browser_state` blocks of all results, where nothing is wrong with their shape.
fn states<'r, 't>(request: &'r Request<'t>) -> impl Iterator<Item = Value<'t>> + 'r {
    request
        .nested
        .iter()
        .filter(|nested| nested.block.tag == "browser_state" && nested.outer.tag == "tool_result")
        .map(|nested| nested.block.value)
        .filter(|state| request.is_sound(*state))
}

/// What a browser call brought about.
fn changes(state: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    state.items_of("state_changes")
}

fn is_active(tab: Value<'_>) -> bool {
    tab.get("active").and_then(Value::as_bool) == Some(true)
}
