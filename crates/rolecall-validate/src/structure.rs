//! The structural check.

use crate::{json::Value, sink::Sink};

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

pub(crate) fn check(_root: Value<'_>, _shape: Shape, _sink: &mut Sink<'_>) {}
