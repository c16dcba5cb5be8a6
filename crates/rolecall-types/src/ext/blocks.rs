//! Building and telling apart content blocks.

use crate::{
    Base64ImageSource, Base64PdfSource, ContentBlock, DocumentBlock, ImageBlock, ImageMediaType,
    PlainTextSource, TextBlock, ThinkingBlock, ToolResultBlock, ToolResultContent,
    ToolResultContentBlock, ToolUseBlock, UrlImageSource, UrlPdfSource,
};

impl ContentBlock {
    /// A block of text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(TextBlock::new(text))
    }

    /// The text, where this is a text block.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(block) => Some(&block.text),
            _ => None,
        }
    }

    /// The tool use, where this is one for a tool of the client.
    pub fn as_tool_use(&self) -> Option<&ToolUseBlock> {
        match self {
            Self::ToolUse(block) => Some(block),
            _ => None,
        }
    }

    /// The tool result, where this is one of a tool of the client.
    pub fn as_tool_result(&self) -> Option<&ToolResultBlock> {
        match self {
            Self::ToolResult(block) => Some(block),
            _ => None,
        }
    }

    /// The thinking, where this is some.
    pub fn as_thinking(&self) -> Option<&ThinkingBlock> {
        match self {
            Self::Thinking(block) => Some(block),
            _ => None,
        }
    }
}

impl ToolResultContentBlock {
    /// A block of text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(TextBlock::new(text))
    }
}

impl ToolResultBlock {
    /// The result of the tool use with this id, as text.
    pub fn text(tool_use_id: impl Into<String>, text: impl Into<String>) -> Self {
        let text: String = text.into();
        Self::new(tool_use_id).content(ToolResultContent::Text(text))
    }

    /// The tool use with this id failed; the text tells the model why.
    pub fn error(tool_use_id: impl Into<String>, text: impl Into<String>) -> Self {
        Self::text(tool_use_id, text).is_error(true)
    }
}

impl ImageBlock {
    /// An image in the request itself; `data` is its bytes in base64.
    pub fn from_base64(media_type: impl Into<ImageMediaType>, data: impl Into<String>) -> Self {
        Self::new(Base64ImageSource::new(media_type, data))
    }

    /// An image that the API fetches.
    pub fn from_url(url: impl Into<String>) -> Self {
        Self::new(UrlImageSource::new(url))
    }
}

impl DocumentBlock {
    /// A PDF in the request itself; `data` is its bytes in base64.
    pub fn from_pdf_base64(data: impl Into<String>) -> Self {
        Self::new(Base64PdfSource::new(data))
    }

    /// A PDF that the API fetches.
    pub fn from_pdf_url(url: impl Into<String>) -> Self {
        Self::new(UrlPdfSource::new(url))
    }

    /// A document of plain text.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self::new(PlainTextSource::new(text))
    }
}
