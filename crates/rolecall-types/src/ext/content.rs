//! What a message says: one string or a list of blocks.

use crate::{
    AssistantMessage, ContentBlock, InputMessage, Message, MessageContent, SystemMessage,
    SystemPrompt, TextBlock, ToolResultContent, ToolResultContentBlock, UserMessage,
};
use serde_json::Value;

impl InputMessage {
    /// A message of the user: text, a block or a list of blocks.
    pub fn user(content: impl Into<MessageContent>) -> Self {
        Self::User(UserMessage::new(content))
    }

    /// A message of the model, for example an earlier answer.
    pub fn assistant(content: impl Into<MessageContent>) -> Self {
        Self::Assistant(AssistantMessage::new(content))
    }

    /// An instruction of the operator in the middle of a conversation.
    pub fn system(content: impl Into<crate::SystemMessageContent>) -> Self {
        Self::System(SystemMessage::new().content(content))
    }

    /// The role as it is written; empty where the message has none.
    pub fn role(&self) -> &str {
        match self {
            Self::User(_) => "user",
            Self::Assistant(_) => "assistant",
            Self::System(_) => "system",
            Self::Unknown(object) => object.get("role").and_then(Value::as_str).unwrap_or(""),
        }
    }

    /// What the user or the model says; `None` for other roles, whose content is of another type.
    pub fn content(&self) -> Option<&MessageContent> {
        match self {
            Self::User(message) => Some(&message.content),
            Self::Assistant(message) => Some(&message.content),
            Self::System(_) | Self::Unknown(_) => None,
        }
    }
}

/// The reply becomes part of the history, see [`Message::into_input`].
impl From<Message> for InputMessage {
    fn from(message: Message) -> Self {
        message.into_input()
    }
}

impl MessageContent {
    /// The blocks; none where the content is one string.
    pub fn blocks(&self) -> &[ContentBlock] {
        match self {
            Self::Blocks(blocks) => blocks,
            Self::Text(_) | Self::Other(_) => &[],
        }
    }

    /// All text of the content, put together.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Blocks(blocks) => blocks.iter().filter_map(ContentBlock::as_text).collect(),
            Self::Other(_) => String::new(),
        }
    }
}

macro_rules! from_blocks {
    ($content:ident of $block:ident: $($one:ident),*) => {
        impl<B: Into<$block>, const N: usize> From<[B; N]> for $content {
            fn from(blocks: [B; N]) -> Self {
                Self::Blocks(blocks.into_iter().map(Into::into).collect())
            }
        }

        $(
            impl From<$one> for $content {
                fn from(block: $one) -> Self {
                    Self::Blocks(vec![block.into()])
                }
            }
        )*
    };
}

from_blocks!(MessageContent of ContentBlock: ContentBlock);
from_blocks!(ToolResultContent of ToolResultContentBlock: ToolResultContentBlock);
from_blocks!(SystemPrompt of TextBlock: TextBlock);
