//! Faults of the text: what the parser found.

mod byte_order_mark;
mod comment;
pub(crate) mod duplicate_key;
mod invalid_json;
pub(crate) mod invalid_utf8;
mod lone_surrogate;
mod number_precision;
mod trailing_comma;

use super::Rule;
use crate::{
    Edit, Span,
    json::{Fault, Tree},
    sink::Sink,
};

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &byte_order_mark::RULE,
    &comment::RULE,
    &duplicate_key::RULE,
    &invalid_json::RULE,
    &invalid_utf8::RULE,
    &lone_surrogate::RULE,
    &number_precision::RULE,
    &trailing_comma::RULE,
];

/// Reports what the parser found.
pub(crate) fn report(fault: &Fault, tree: Option<&Tree<'_>>, sink: &mut Sink<'_>) {
    let value = |index: u32| tree.map(|tree| tree.value_at(index));
    match fault {
        Fault::Invalid { at, message, help } => {
            let draft = sink.report_text(&invalid_json::RULE, None, *at, message);
            match help {
                Some(help) => draft.help(*help).done(),
                None => draft.done(),
            }
        }
        Fault::DuplicateKey {
            first,
            again,
            value: index,
        } => sink
            .report_text(
                &duplicate_key::RULE,
                value(*index),
                *again,
                "this key stands twice in the object",
            )
            .related_span(*first, "first here; most parsers keep the last one")
            .help("remove one of the two")
            .done(),
        Fault::LoneSurrogate { at, value: index } => sink
            .report_text(
                &lone_surrogate::RULE,
                value(*index),
                *at,
                "half of a surrogate pair is not a character",
            )
            .help("write both halves, or remove this one")
            .done(),
        Fault::InexactNumber { at, value: index } => sink
            .report_text(
                &number_precision::RULE,
                value(*index),
                *at,
                "most JSON parsers read this number as another one",
            )
            .help("write it as a string, or with fewer digits")
            .done(),
        Fault::TrailingComma { at, container } => sink
            .report_text(
                &trailing_comma::RULE,
                value(*container),
                *at,
                "JSON allows no comma after the last element",
            )
            .help("remove the comma")
            .safe_fix(vec![remove(*at)])
            .done(),
        Fault::Comment { at } => sink
            .report_text(&comment::RULE, None, *at, "JSON has no comments")
            .help("remove the comment")
            .safe_fix(vec![remove(*at)])
            .done(),
        Fault::ByteOrderMark { at } => sink
            .report_text(
                &byte_order_mark::RULE,
                None,
                *at,
                "the text begins with a byte order mark",
            )
            .help("save the document as UTF-8 without a byte order mark")
            .safe_fix(vec![remove(*at)])
            .done(),
    }
}

fn remove(span: Span) -> Edit {
    Edit {
        span,
        text: String::new(),
    }
}
