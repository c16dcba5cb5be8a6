//! Images and documents.

mod document_pdf_encrypted;
mod document_pdf_invalid;
mod document_pdf_pages;
mod document_text_empty;
mod image_animated;
mod image_base64_invalid;
mod image_bytes_max;
mod image_count;
mod image_data_empty;
mod image_dimensions_many;
mod image_dimensions_max;
mod image_media_type_mismatch;
mod image_oversized_error;
mod image_tiny;
mod image_undecodable;
mod image_url_scheme;

pub(super) use image_oversized_error::excess;

use super::Rule;
use crate::{
    Edit, Span,
    edit::replace,
    json::Value,
    media::{Base64, Fault, data_url, is_placeholder},
    models::Model,
    request::{Block, Request, plain_str},
    sink::Sink,
};
use std::borrow::Cow;

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &document_pdf_encrypted::RULE,
    &document_pdf_invalid::RULE,
    &document_pdf_pages::RULE,
    &document_text_empty::RULE,
    &image_animated::RULE,
    &image_base64_invalid::RULE,
    &image_bytes_max::RULE,
    &image_count::RULE,
    &image_data_empty::RULE,
    &image_dimensions_many::RULE,
    &image_dimensions_max::RULE,
    &image_media_type_mismatch::RULE,
    &image_oversized_error::RULE,
    &image_tiny::RULE,
    &image_undecodable::RULE,
    &image_url_scheme::RULE,
];

/// The sources of documents that are of one type, where nothing is wrong with their shape.
fn sources<'r, 't>(
    request: &'r Request<'t>,
    kind: &'r str,
) -> impl Iterator<Item = (Block<'t>, Value<'t>)> + 'r {
    let nested = request.nested.iter().map(|nested| nested.block);
    request
        .blocks
        .iter()
        .copied()
        .chain(nested)
        .filter(|block| block.tag == "document")
        .filter_map(|block| Some((block, block.value.get("source")?)))
        .filter(move |(_, source)| {
            plain_str(*source, "type") == Some(kind) && request.is_sound(*source)
        })
}

/// Whether a beta value, sent or possibly sent, raises the context of the model and with it the counts that it takes.
fn may_have_larger_context(request: &Request<'_>, model: &Model) -> bool {
    model.context_window_beta.as_ref().is_some_and(|raised| {
        let is_over = raised.until.is_some_and(|day| day <= request.as_of());
        request.has_beta(raised.beta) || (!is_over && request.may_have_beta(raised.beta))
    })
}

/// The data of inline PDF documents, as value and as text.
fn pdfs<'r, 't>(request: &'r Request<'t>) -> impl Iterator<Item = (Value<'t>, Cow<'t, str>)> + 'r {
    sources(request, "base64").filter_map(|(_, source)| {
        let data = source.get("data")?;
        Some((data, data.as_str()?))
    })
}

/// Reports data that are no standard base64, and says whether they are none.
fn report_fault(rule: &'static Rule, data: Value<'_>, text: &str, sink: &mut Sink<'_>) -> bool {
    if let Some((_, length)) = data_url(text) {
        let draft = sink
            .report(
                rule,
                data,
                "`data` begins with the prefix of a `data:` URL, which is no base64",
            )
            .help("remove what stands before the first comma, and the comma");
        match prefix(data, length) {
            Some(edit) => draft.safe_fix(vec![edit]).done(),
            None => draft.done(),
        }
        return true;
    }
    let file = Base64::new(text);
    let Some(fault) = file.fault() else {
        return false;
    };
    if is_placeholder(text) {
        return true;
    }
    let message = match fault {
        Fault::Character { at, character } => format!(
            "`data` is no standard base64: character {} is `{}`",
            at + 1,
            character.escape_debug()
        ),
        Fault::Length => format!(
            "`data` is no standard base64: it has {} characters, which is no multiple of 4",
            text.len()
        ),
    };
    let draft = sink
        .report(rule, data, message)
        .help("encode the whole file as standard base64, with padding and without line breaks");
    match file.repaired() {
        Some(text) => draft
            .safe_fix(vec![replace(data, format!("\"{text}\""))])
            .done(),
        None => draft.done(),
    }
    true
}

/// The removal of the first characters of a string, unless some of them are written as escapes.
fn prefix(data: Value<'_>, length: usize) -> Option<Edit> {
    let start = data.span().start + 1;
    let is_plain = data.raw().get(1..=length)?.ends_with(',');
    is_plain.then(|| Edit {
        span: Span {
            start,
            end: start + length,
        },
        text: String::new(),
    })
}
