//! Types for Anthropic's Messages API: requests, replies, streams, batches, errors.
//!
//! ```
//! use rolecall_types::{CreateMessage, InputMessage, Message, ToolResultBlock};
//! # fn send(_: &CreateMessage) -> &'static str {
//! #     r#"{"type": "message", "role": "assistant", "id": "msg_1", "model": "claude-opus-5",
//! #         "content": [{"type": "text", "text": "One moment."},
//! #                     {"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}],
//! #         "stop_reason": "tool_use", "stop_sequence": null,
//! #         "usage": {"input_tokens": 10, "output_tokens": 5}}"#
//! # }
//!
//! let mut request = CreateMessage::new("claude-opus-5", 1024, [InputMessage::user("What time is it?")])
//!     .system("Answer in one sentence.")
//!     .temperature(0.5);
//!
//! let reply: Message = serde_json::from_str(send(&request))?;
//! assert_eq!(reply.text(), "One moment.");
//!
//! let results: Vec<_> = reply
//!     .tool_uses()
//!     .map(|call| ToolResultBlock::text(&call.id, "10:24").into())
//!     .collect();
//! request = request.message(reply).message(InputMessage::user(results));
//! assert_eq!(request.messages.len(), 3);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Nothing is lost
//!
//! What is read and written again is the same JSON, whatever the API has learnt since this version of the crate:
//!
//! - A field without a name here is kept in `extra`. So is an explicit null; absent and null stay apart.
//! - An object whose `type` is not known becomes the variant `Unknown` of its union.
//! - A value that is not known becomes the variant `Other` of its enumeration.
//! - A number keeps its value within `i64`, `u64` and `f64`.
//!
//! The order of keys may change. When a key stands twice the last one wins, as in [`serde_json::Value`]; only a tag
//! (`type`, `role`) that stands twice with two values is refused.
//!
//! The types know no limits: a request that the API would reject can be read and written. Finding out is the work of
//! the crate `rolecall-validate`.
//!
//! # Absent, null, present
//!
//! A field that may be absent or null is an `Option`. `None` is not written, unless `extra` holds a null of that name:
//! this is how a null that was read is written again, and how one is sent:
//!
//! ```
//! # use rolecall_types::TextBlock;
//! let mut block = TextBlock::new("Hello");
//! block.extra.insert("citations".into(), serde_json::Value::Null);
//! assert_eq!(serde_json::to_string(&block)?, r#"{"type":"text","text":"Hello","citations":null}"#);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! The tag of a union's member (`"type": "text"`) is not a field. It is written always, and checked where the member is
//! read on its own.
//!
//! # Errors
//!
//! An error says where in the document it is and in which variant:
//! `.messages[0].content[1]<image>.source<base64>.media_type: invalid type: …`.
//!
//! # Formats
//!
//! Serialisation goes through serde and works for self-describing formats; JSON is what it is made for. Leave the
//! feature `arbitrary_precision` of `serde_json` off.
//!
//! # Features
//!
//! - `schemars` (off): a tool's input schema and the format of a structured output from a Rust type, see
//!   `CustomTool::from_type` and `JsonOutputFormat::from_type`. Costs the crate `schemars`.
#![warn(missing_docs)]

mod ext;
#[expect(
    clippy::pedantic,
    clippy::too_many_arguments,
    reason = "generated, and judged by what generates it"
)]
mod generated;
mod wire;

pub use generated::*;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
