//! Whether the request puts words into the model's mouth.

use super::{Block, Message, Request, Role};
use crate::json::Value;
use std::{collections::HashSet, ops::Range};

impl<'t> Request<'t> {
    /// The last message, where it begins the answer for the model.
    ///
    /// An assistant message at the end is no prefill where it resumes a turn: after a pause of the server's tools, a
    /// fallback, a compaction, on a thread. An open call of a client tool there is another fault.
    pub(crate) fn prefill(&self) -> Option<&Message<'t>> {
        let turn = self.turns.last()?;
        let message = self.messages.last()?;
        let is_prefill = turn.role == Some(Role::Assistant)
            && turn.is_whole
            && !self.is_resumed()
            && !self.is_only_compaction(message)
            && !self.is_open(turn.blocks.clone());
        is_prefill.then_some(message)
    }

    /// Whether the body says that an earlier answer goes on, or that none is wanted.
    fn is_resumed(&self) -> bool {
        self.continues_thread()
            || self.field("fallback_credit_token").is_some()
            || self.field("compaction").is_some()
            || self.max_tokens() == Some(0)
    }

    /// Whether a message says nothing, or only what was compacted.
    fn is_only_compaction(&self, message: &Message<'t>) -> bool {
        self.blocks[message.blocks.clone()]
            .iter()
            .all(|block| block.tag == "compaction")
    }

    /// Whether a turn waits for results or ends in one.
    fn is_open(&self, blocks: Range<usize>) -> bool {
        let blocks = &self.blocks[blocks];
        let id = |block: &Block<'t>| block.id().and_then(Value::as_plain_str);
        let results: HashSet<_> = blocks
            .iter()
            .filter(|block| block.is_server_result())
            .filter_map(id)
            .collect();
        let waits = |block: &Block<'t>| {
            block.tag == "tool_use"
                || (block.is_server_call() && id(block).is_some_and(|id| !results.contains(id)))
        };
        blocks.iter().any(waits) || blocks.last().is_some_and(|block| block.is_server_result())
    }
}
