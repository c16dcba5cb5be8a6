//! Repairs of structural faults for which the conversation around them has to be known.

use super::{bad_format, missing_field, not_allowed_value, unknown_tag, wrong_length, wrong_type};
use crate::{
    Edit, Span, edit,
    json::Value,
    request::{Block, Message, Request, is_empty, plain_str},
    sink::Sink,
};

/// Gives the findings of the structural check the repairs that it could not find itself.
pub(crate) fn attach(request: &Request<'_>, sink: &mut Sink<'_>) {
    if !request.has_faults() {
        return;
    }
    for (index, message) in request.messages.iter().enumerate() {
        nothing(request, index, message, sink);
    }
    for block in &request.blocks {
        empty_text(request, *block, sink);
        unsigned(request, *block, sink);
    }
    for nested in &request.nested {
        let text = nested.block.text().filter(|text| is_empty(*text));
        // Only a result may be left with nothing in it.
        let may_go = nested.outer.tag == "tool_result" || nested.outer.inner().nth(1).is_some();
        if let Some(text) = text.filter(|_| may_go) {
            let edits = [edit::remove_item(nested.block.value)];
            sink.repair(&wrong_length::RULE, text.span(), true, &edits);
        }
    }
    for block in request.body.items_of("system") {
        if let Some(text) = block.get("text").filter(|text| is_empty(*text)) {
            let edits = [request.without_system_block(block)];
            sink.repair(&wrong_length::RULE, text.span(), true, &edits);
        }
    }
    strays(request, sink);
    ids(request, sink);
}

/// Removes a message that says nothing at all.
fn nothing(request: &Request<'_>, index: usize, message: &Message<'_>, sink: &mut Sink<'_>) {
    let null = message.content.filter(|content| content.is_null());
    if let Some(null) = null.filter(|_| message.value.entries().count() == 2)
        && let Some(edits) = request.without_message(index)
    {
        sink.repair(&wrong_type::RULE, null.span(), true, &edits);
    }
}

fn empty_text(request: &Request<'_>, block: Block<'_>, sink: &mut Sink<'_>) {
    let text = block.text().filter(|text| is_empty(*text));
    if let Some(text) = text {
        let (is_safe, edits) = request.without_nothing(block.value, text);
        if let Some(edits) = edits {
            sink.repair(&wrong_length::RULE, text.span(), is_safe, &edits);
        }
    }
}

/// Drops a thinking block that is not as the API gave it.
fn unsigned(request: &Request<'_>, block: Block<'_>, sink: &mut Sink<'_>) {
    if block.tag != "thinking" {
        return;
    }
    let signature = block.value.get("signature");
    if signature.is_some_and(Value::is_string) {
        return;
    }
    let Some(edits) = request.without_block(block.value) else {
        return;
    };
    if let Some(signature) = signature {
        sink.repair(&wrong_type::RULE, signature.span(), false, &edits);
    } else {
        let start = block.value.span().start;
        let brace = Span {
            start,
            end: start + 1,
        };
        sink.repair(&missing_field::RULE, brace, false, &edits);
    }
}

/// Drops blocks that cannot stand where they do.
fn strays(request: &Request<'_>, sink: &mut Sink<'_>) {
    let contents = request
        .messages
        .iter()
        .filter_map(|message| message.content);
    for block in contents.flat_map(Value::items) {
        stray(request, block, || request.without_block(block), sink);
        let tag = plain_str(block, "type").unwrap_or_default();
        let Some(inner) = (Block { value: block, tag }).inner_content() else {
            continue;
        };
        let may_be_empty = tag == "tool_result" || inner.items().nth(1).is_some();
        for nested in inner.items() {
            let gone = || may_be_empty.then(|| vec![edit::remove_item(nested)]);
            stray(request, nested, gone, sink);
        }
    }
    for block in request.body.items_of("system") {
        let gone = || Some(vec![request.without_system_block(block)]);
        stray(request, block, gone, sink);
    }
}

fn stray(
    request: &Request<'_>,
    block: Value<'_>,
    gone: impl FnOnce() -> Option<Vec<Edit>>,
    sink: &mut Sink<'_>,
) {
    let Some(tag) = block.get("type").filter(|tag| !request.is_sound(*tag)) else {
        return;
    };
    let Some(edits) = gone() else {
        return;
    };
    for rule in [&unknown_tag::RULE, &not_allowed_value::RULE] {
        sink.repair(rule, tag.span(), false, &edits);
    }
}

/// Spells the ids of calls so that the API takes them, and those of their results the same.
fn ids(request: &Request<'_>, sink: &mut Sink<'_>) {
    let all: Vec<_> = request
        .blocks
        .iter()
        .filter_map(|block| {
            let name = match block.tag {
                "tool_use" => "id",
                "tool_result" => "tool_use_id",
                _ => return None,
            };
            Some((block.value.get(name)?, plain_str(block.value, name)?))
        })
        .collect();
    for (id, name) in &all {
        let is_faulty = !name.is_empty() && !request.is_sound(*id);
        let spelt = respelt(name);
        let is_taken = |other: &str| other != *name && respelt(other) == spelt;
        if !is_faulty || all.iter().any(|(_, other)| is_taken(other)) {
            continue;
        }
        let edits: Vec<_> = all
            .iter()
            .filter(|(_, other)| other == name)
            .map(|(id, _)| edit::replace(*id, edit::quoted(&spelt)))
            .collect();
        sink.repair(&bad_format::RULE, id.span(), true, &edits);
    }
}

fn respelt(id: &str) -> String {
    let is_fine = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    id.chars()
        .map(|letter| if is_fine(letter) { letter } else { '_' })
        .collect()
}
