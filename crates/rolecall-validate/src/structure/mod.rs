//! The structural check: is the document what `schema/` says?
//!
//! [`check`] walks the tree of a document and the generated tables side by side. Every choice is made before anything is
//! compared: a union looks at its tag, a choice at the JSON type, so that a fault is always a fault of one variant and is
//! reported once. A document without faults costs no allocation.

pub(crate) mod foreign;
mod place;
mod repair;
mod report;
pub(crate) mod table;
#[cfg(test)]
mod tests;
mod walk;

use crate::{
    generated::{request, response},
    json::{Key, Value},
    sink::Sink,
};
use table::{Node, Notes};

/// What a document is to be.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    Request,
    CountTokens,
    Batch,
    BatchItem,
    Completion,
    Response,
    StreamEvent,
    BatchResult,
    Error,
}

/// Something in the document that the schema annotates: it needs a beta, is deprecated, or belongs to one API version.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Noted<'t> {
    /// The value of the field, the tag of the variant (the object where it has none), or the value itself.
    pub(crate) value: Value<'t>,
    /// All that the annotation is about: the object of a variant, else the value itself.
    pub(crate) whole: Value<'t>,
    pub(crate) part: Part<'t>,
    pub(crate) notes: &'static Notes,
}

/// What the annotation stands at.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Part<'t> {
    Field(Key<'t>),
    Variant(&'static str),
    /// One value of an enumeration, an item of a list, or one form of a choice.
    Value,
}

/// Reports every difference between a value and its shape, and returns what carries annotations, in document order
/// (a variant before its fields).
pub(crate) fn check<'t>(root: Value<'t>, shape: Shape, sink: &mut Sink<'_>) -> Vec<Noted<'t>> {
    let (node, unions, noun) = match shape {
        Shape::Request => (
            Node::Record(&request::CREATE_MESSAGE),
            request::UNIONS,
            "the request",
        ),
        Shape::CountTokens => (
            Node::Record(&request::COUNT_TOKENS),
            request::UNIONS,
            "the request",
        ),
        Shape::Batch => (
            Node::Record(&request::CREATE_BATCH),
            request::UNIONS,
            "the batch",
        ),
        Shape::BatchItem => (
            Node::Record(&request::BATCH_REQUEST),
            request::UNIONS,
            "the batch item",
        ),
        Shape::Completion => (
            Node::Record(&request::CREATE_COMPLETION),
            request::UNIONS,
            "the request",
        ),
        Shape::Response => (
            Node::Record(&response::MESSAGE),
            response::UNIONS,
            "the response",
        ),
        Shape::StreamEvent => (
            Node::Union(&response::STREAM_EVENT),
            response::UNIONS,
            "the event",
        ),
        Shape::BatchResult => (
            Node::Record(&response::BATCH_RESULT),
            response::UNIONS,
            "the result line",
        ),
        Shape::Error => (
            Node::Record(&response::ERROR_RESPONSE),
            response::UNIONS,
            "the error",
        ),
    };
    let mark = sink.mark();
    let noted = walk::walk(root, node, unions, noun, sink);
    if !std::ptr::eq(unions, request::UNIONS) {
        // What the API has answered is not ours to mend.
        for finding in sink.since(mark) {
            finding.fix = None;
        }
    }
    noted
}
