//! A request as the rules see it.

use crate::{Options, Span, json::Value};

/// Where a request is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endpoint {
    Messages,
    CountTokens,
    Batches,
}

#[derive(Debug)]
pub(crate) struct Request<'t> {
    pub(crate) body: Value<'t>,
    pub(crate) endpoint: Endpoint,
    faults: Vec<Span>,
}

impl<'t> Request<'t> {
    pub(crate) fn new(
        body: Value<'t>,
        endpoint: Endpoint,
        faults: Vec<Span>,
        _options: &Options,
    ) -> Self {
        Self {
            body,
            endpoint,
            faults,
        }
    }
}
