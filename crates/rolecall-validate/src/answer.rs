//! An answer of the API as the rules see it: a message, or the stream that builds one up.

use crate::{
    json::Value,
    request::{field, plain_str},
};

/// A whole answer, in the terms in which rules are written.
#[derive(Debug)]
pub(crate) struct Answer<'t> {
    /// What holds `stop_reason` and what belongs to it: the message, or the `delta` of the last `message_delta`.
    pub(crate) stop: Value<'t>,
    /// The content blocks; of a stream as they begin.
    pub(crate) blocks: Vec<Value<'t>>,
    /// The `usage` of the message, or of every event that has one.
    pub(crate) usages: Vec<Value<'t>>,
}

impl<'t> Answer<'t> {
    /// Reads a message. One that a stream has only begun, without content and without a reason to stop, is none.
    pub(crate) fn of_message(message: Value<'t>) -> Option<Self> {
        let content = message
            .get("content")
            .filter(|content| content.is_array())?;
        let blocks: Vec<_> = content.items().collect();
        let is_begun = blocks.is_empty() && field(message, "stop_reason").is_none();
        (!is_begun).then(|| Self {
            stop: message,
            blocks,
            usages: field(message, "usage").into_iter().collect(),
        })
    }

    /// Why the model stopped.
    pub(crate) fn stop_reason(&self) -> Option<(Value<'t>, &'t str)> {
        let reason = self.stop.get("stop_reason")?;
        reason.as_plain_str().map(|name| (reason, name))
    }

    /// The first block of a type.
    pub(crate) fn block(&self, tag: &str) -> Option<Value<'t>> {
        self.blocks
            .iter()
            .copied()
            .find(|block| plain_str(*block, "type") == Some(tag))
    }

    /// Whether the type of some block cannot be told, so that it may be any.
    pub(crate) fn is_unclear(&self) -> bool {
        self.blocks
            .iter()
            .any(|block| plain_str(*block, "type").is_none())
    }
}
