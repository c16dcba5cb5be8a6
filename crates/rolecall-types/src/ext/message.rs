//! Reading a reply.

use crate::{AssistantMessage, ContentBlock, InputMessage, Message, MessageContent, ToolUseBlock};

impl Message {
    /// All text of the reply: its text blocks, put together.
    pub fn text(&self) -> String {
        let blocks = self.content.iter();
        blocks.filter_map(ContentBlock::as_text).collect()
    }

    /// The tools that the model wants to be used, in order.
    pub fn tool_uses(&self) -> impl Iterator<Item = &ToolUseBlock> {
        self.content.iter().filter_map(ContentBlock::as_tool_use)
    }

    /// The reply as a message of a history, to be sent back with the next request.
    ///
    /// All blocks are kept, also those of thinking: the API wants them back unchanged.
    pub fn into_input(self) -> InputMessage {
        let content = MessageContent::Blocks(self.content);
        InputMessage::Assistant(AssistantMessage::new(content))
    }
}
