//! The messages, their blocks and the turns that they form.

use super::Faults;
use crate::{
    generated::others::MESSAGE_FIELDS,
    json::{NameTable, Value},
};
use std::ops::Range;

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    User,
    Assistant,
    System,
}

/// One entry of `messages`.
#[derive(Debug)]
pub(crate) struct Message<'t> {
    pub(crate) value: Value<'t>,
    /// Absent where it is missing or none of the three.
    pub(crate) role: Option<Role>,
    pub(crate) content: Option<Value<'t>>,
    /// Its blocks in [`super::Request::blocks`].
    pub(crate) blocks: Range<usize>,
    /// Whether role and content can be told for what they are: no block is of unknown type or lacks its id.
    pub(crate) is_whole: bool,
}

/// A content block, or a string content that stands for a `text` block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block<'t> {
    pub(crate) value: Value<'t>,
    /// Its `type`.
    pub(crate) tag: &'t str,
}

/// Consecutive messages of one role, which the API reads as one turn.
#[derive(Debug)]
pub(crate) struct Turn {
    pub(crate) role: Option<Role>,
    pub(crate) messages: Range<usize>,
    pub(crate) blocks: Range<usize>,
    /// Whether all its messages are.
    pub(crate) is_whole: bool,
}

impl Role {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Assistant => "assistant",
            Self::System => "system",
        }
    }

    fn of(role: Value<'_>) -> Option<Self> {
        match role.as_plain_str()? {
            "user" => Some(Self::User),
            "assistant" => Some(Self::Assistant),
            "system" => Some(Self::System),
            _ => None,
        }
    }
}

impl Message<'_> {
    /// Whether the content is `""` or `[]`.
    pub(crate) fn is_empty(&self) -> bool {
        self.content.is_some_and(|content| {
            super::is_empty(content) || (content.is_array() && content.items().next().is_none())
        })
    }

    /// Whether a system message says nothing and only sets the configuration of what follows.
    pub(crate) fn is_directive(&self) -> bool {
        self.role == Some(Role::System)
            && (self.content.is_none() || self.is_empty())
            && super::field(self.value, "output_config")
                .is_some_and(|config| config.entries().next().is_some())
    }
}

impl<'t> Block<'t> {
    /// The text of a `text` block.
    pub(crate) fn text(self) -> Option<Value<'t>> {
        if self.tag != "text" {
            None
        } else if self.value.is_string() {
            Some(self.value)
        } else {
            self.value.get("text").filter(|text| text.is_string())
        }
    }

    /// The id of a call, or the id of the call that a result answers.
    pub(crate) fn id(self) -> Option<Value<'t>> {
        self.value.get(self.id_field()?)
    }

    /// A call of a tool that does not run on the caller's side.
    pub(crate) fn is_server_call(self) -> bool {
        matches!(self.tag, "server_tool_use" | "mcp_tool_use")
    }

    /// The result of such a call.
    pub(crate) fn is_server_result(self) -> bool {
        self.tag.ends_with("_tool_result")
    }

    fn id_field(self) -> Option<&'static str> {
        if self.tag == "tool_use" || self.is_server_call() {
            Some("id")
        } else if self.tag == "tool_result" || self.is_server_result() {
            Some("tool_use_id")
        } else {
            None
        }
    }
}

/// The members of a message that say what it is.
#[derive(Debug, Clone, Copy)]
enum Member {
    Role,
    Content,
}

static MEMBERS: NameTable<Member> =
    NameTable::new(&[("role", Member::Role), ("content", Member::Content)]);

/// Everything below `messages`.
#[derive(Debug, Default)]
pub(super) struct Conversation<'t> {
    pub(super) messages: Vec<Message<'t>>,
    pub(super) blocks: Vec<Block<'t>>,
    pub(super) turns: Vec<Turn>,
}

impl<'t> Conversation<'t> {
    pub(super) fn read(body: Value<'t>, faults: &Faults) -> Self {
        let messages = body.items_of("messages");
        let count = messages.clone().count();
        let mut conversation = Self {
            messages: Vec::with_capacity(count),
            // Most messages hold one block or two.
            blocks: Vec::with_capacity(2 * count),
            turns: Vec::with_capacity(count),
        };
        for message in messages {
            conversation.push(message, faults);
        }
        conversation
    }

    fn push(&mut self, value: Value<'t>, faults: &Faults) {
        let (mut role, mut content) = (None, None);
        for (key, value) in value.entries() {
            match MEMBERS.of_key(key) {
                Some(Member::Role) => role = Role::of(value),
                Some(Member::Content) => content = Some(value),
                None => {}
            }
        }
        let first = self.blocks.len();
        let is_readable = self.push_blocks(content, faults);
        let message = Message {
            value,
            role,
            content,
            blocks: first..self.blocks.len(),
            is_whole: role.is_some()
                && (is_readable || (content.is_none() && role == Some(Role::System)))
                && !says_more(value, faults),
        };
        self.push_to_turn(&message);
        self.messages.push(message);
    }

    /// Whether all of the content could be read.
    fn push_blocks(&mut self, content: Option<Value<'t>>, faults: &Faults) -> bool {
        let Some(content) = content else {
            return false;
        };
        if content.is_string() {
            // An empty string is read as no block at all.
            if !super::is_empty(content) {
                self.blocks.push(Block {
                    value: content,
                    tag: "text",
                });
            }
            return true;
        }
        let mut is_readable = content.is_array();
        for value in content.items() {
            let tag = value
                .get_first("type")
                .filter(|tag| faults.leave(tag.span()));
            let Some(tag) = tag.and_then(Value::as_plain_str) else {
                is_readable = false;
                continue;
            };
            let block = Block { value, tag };
            is_readable &= block.id_field().is_none()
                || block
                    .id()
                    .is_some_and(|id| id.as_plain_str().is_some() && faults.leave(id.span()));
            self.blocks.push(block);
        }
        is_readable
    }

    fn push_to_turn(&mut self, message: &Message<'t>) {
        let index = self.messages.len();
        match self.turns.last_mut() {
            Some(turn) if turn.role == message.role => {
                turn.messages.end = index + 1;
                turn.blocks.end = message.blocks.end;
                turn.is_whole &= message.is_whole;
            }
            _ => self.turns.push(Turn {
                role: message.role,
                messages: index..index + 1,
                blocks: message.blocks.clone(),
                is_whole: message.is_whole,
            }),
        }
    }
}

/// Whether another API would read a part of the message in a field of its own.
fn says_more(message: Value<'_>, faults: &Faults) -> bool {
    let mut strays = message
        .entries()
        .filter(|(key, _)| !faults.leave(key.span()));
    !faults.0.is_empty() && strays.any(|(key, _)| MESSAGE_FIELDS.iter().any(|name| key.is(name)))
}
