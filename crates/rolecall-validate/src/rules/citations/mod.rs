//! What the answer may cite.

mod citations_all_or_none_documents;
mod citations_all_or_none_search_results;
mod search_result_mixed_tool_result;

use super::Rule;
use crate::{
    edit::{insert_member, replace},
    json::Value,
    request::{Block, Request, field},
    sink::Sink,
};

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &citations_all_or_none_documents::RULE,
    &citations_all_or_none_search_results::RULE,
    &search_result_mixed_tool_result::RULE,
];

/// Reports the first block without citations where others have them.
fn report_mixture(
    rule: &'static Rule,
    blocks: &[Block<'_>],
    noun: &str,
    request: &Request<'_>,
    sink: &mut Sink<'_>,
) {
    if !blocks.iter().all(|block| request.is_sound(block.value)) {
        return;
    }
    let (with, without): (Vec<&Block<'_>>, Vec<&Block<'_>>) =
        blocks.iter().partition(|block| is_citable(block.value));
    let (Some(one), Some(other)) = (with.first(), without.first()) else {
        return;
    };
    let at = field(other.value, "citations").unwrap_or(other.value);
    let edits = without
        .iter()
        .map(|block| match block.value.get("citations") {
            Some(citations) => replace(citations, ENABLED),
            None => insert_member(block.value, "citations", ENABLED),
        })
        .collect();
    sink.report(
        rule,
        at,
        format!(
            "{} of {} {noun}s have no citations; all must have them, or none",
            without.len(),
            blocks.len()
        ),
    )
    .related(one.value, format!("a {noun} with citations"))
    .help(format!(
        "set `\"citations\": {ENABLED}` on each {noun}, or on none"
    ))
    .unsafe_fix(edits)
    .done();
}

const ENABLED: &str = "{\"enabled\": true}";

fn is_citable(block: Value<'_>) -> bool {
    let citations = field(block, "citations");
    citations
        .and_then(|citations| citations.get("enabled"))
        .and_then(Value::as_bool)
        == Some(true)
}
