//! Where the prompt is cached.

mod cache_control_automatic_ttl;
mod cache_control_empty_text;
mod cache_control_max;
mod cache_control_nested_not_last;
mod cache_control_tool_result_twice;
mod cache_control_ttl_order;

use super::Rule;
use crate::{
    generated::requests::BLOCKS_NEVER_MARKED,
    json::{Key, Value},
    request::{Block, Request},
};

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &cache_control_automatic_ttl::RULE,
    &cache_control_empty_text::RULE,
    &cache_control_max::RULE,
    &cache_control_nested_not_last::RULE,
    &cache_control_tool_result_twice::RULE,
    &cache_control_ttl_order::RULE,
];

const MARKER: &str = "cache_control";

/// A `cache_control`, with its key.
#[derive(Debug, Clone, Copy)]
struct Marker<'t> {
    key: Key<'t>,
    value: Value<'t>,
    place: Place,
}

/// The part of the prompt that a marker stands in, in the order in which the API reads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Tools,
    System,
    Messages,
    /// The one of the body, which stands for the end of the prompt.
    Automatic,
}

impl<'t> Marker<'t> {
    /// The marker of an object, where it has one and nothing is wrong with it.
    fn of(object: Value<'t>, place: Place, request: &Request<'_>) -> Option<Self> {
        let (key, value) = object.entry(MARKER)?;
        (value.is_object() && request.is_sound_member(key, value)).then_some(Self {
            key,
            value,
            place,
        })
    }

    /// How long the prefix lives.
    fn ttl(self) -> &'t str {
        let ttl = self.value.get("ttl").and_then(Value::as_plain_str);
        ttl.unwrap_or(SHORT)
    }

    /// What to report about its `ttl`.
    fn ttl_value(self) -> Value<'t> {
        self.value.get("ttl").unwrap_or(self.value)
    }
}

const SHORT: &str = "5m";
const LONG: &str = "1h";

/// All markers in the order of the prompt: tools, system, messages, and the automatic one where it has a place of its
/// own.
fn markers<'t>(request: &Request<'t>) -> Vec<Marker<'t>> {
    let mut markers = Vec::new();
    if !request.body.document_may_name(MARKER) {
        return markers;
    }
    for tool in request.body.items_of("tools") {
        markers.extend(Marker::of(tool, Place::Tools, request));
    }
    for block in request.body.items_of("system") {
        markers.extend(Marker::of(block, Place::System, request));
    }
    for block in &request.blocks {
        push_block(*block, request, &mut markers);
    }
    let automatic = Marker::of(request.body, Place::Automatic, request);
    // On a block with a marker of its own it does nothing, or clashes, which is a finding of its own.
    if target(request).is_none_or(|block| block.value.get(MARKER).is_none()) {
        markers.extend(automatic);
    }
    markers
}

fn push_block<'t>(block: Block<'t>, request: &Request<'t>, markers: &mut Vec<Marker<'t>>) {
    if block.value.is_string() {
        return;
    }
    // What is inside comes first.
    if matches!(block.tag, "tool_result" | "document" | "search_result") {
        for inner in block.inner() {
            push_block(inner, request, markers);
        }
    }
    // A tool that a message defines may be marked like one of `tools`.
    let definition = block
        .value
        .get("tool")
        .filter(|_| block.tag == "tool_addition")
        .and_then(|tool| tool.get("definition"));
    markers.extend(definition.and_then(|tool| Marker::of(tool, Place::Messages, request)));
    markers.extend(Marker::of(block.value, Place::Messages, request));
}

/// The block that the automatic marker lands on, where that is certain.
fn target<'t>(request: &Request<'t>) -> Option<Block<'t>> {
    let turn = request.turns.last().filter(|turn| turn.is_whole)?;
    let blocks = request.blocks_of(turn);
    let mut markable = blocks
        .iter()
        .rev()
        .filter(|block| !BLOCKS_NEVER_MARKED.contains(&block.tag));
    markable.next().copied()
}
