//! Edits of the conversation that repairs are made of.
//!
//! None of them leaves a message without content, or an assistant message at the end where none stood before.

use super::{Message, Request, Role, Turn, is_blank, plain_str};
use crate::{Edit, edit, json::Value};

/// What a message says that has nothing to say, and must say something.
const PLACEHOLDER: &str = "(empty message)";

impl<'t> Request<'t> {
    /// The index of the message that something stands in.
    pub(crate) fn message_around(&self, inner: Value<'_>) -> Option<usize> {
        let inner = inner.span();
        let after = self
            .messages
            .partition_point(|message| message.value.span().start <= inner.start);
        let index = after.checked_sub(1)?;
        (inner.end <= self.messages.get(index)?.value.span().end).then_some(index)
    }

    /// The turn that a message belongs to.
    pub(crate) fn turn_around(&self, message: usize) -> Option<&Turn> {
        let after = self
            .turns
            .partition_point(|turn| turn.messages.start <= message);
        self.turns.get(after.checked_sub(1)?)
    }

    /// The turn after the one that a message belongs to.
    pub(crate) fn turn_after(&self, message: usize) -> Option<&Turn> {
        let after = self
            .turns
            .partition_point(|turn| turn.messages.start <= message);
        self.turns.get(after)
    }

    /// Removes messages.
    pub(crate) fn without_messages(&self, gone: impl Fn(usize) -> bool) -> Option<Vec<Edit>> {
        let stays = |index: &usize| !gone(*index);
        let last = (0..self.messages.len()).rev().find(stays)?;
        let is_assistant = |message: Option<&Message<'_>>| {
            message.is_some_and(|message| message.role == Some(Role::Assistant))
        };
        let ends_anew =
            is_assistant(self.messages.get(last)) && !is_assistant(self.messages.last());
        let list = self.body.get("messages")?;
        (!ends_anew).then(|| edit::remove_items(list, &gone))
    }

    /// Removes one message.
    pub(crate) fn without_message(&self, index: usize) -> Option<Vec<Edit>> {
        self.without_messages(|other| other == index)
    }

    /// Removes a block of a message, with the message where it holds nothing else.
    pub(crate) fn without_block(&self, block: Value<'_>) -> Option<Vec<Edit>> {
        let index = self.message_around(block)?;
        let content = self.messages.get(index)?.content?;
        if content.items().nth(1).is_some() {
            Some(vec![edit::remove_item(block)])
        } else {
            self.without_message(index)
        }
    }

    /// Removes a block that says nothing. A message of the user that must stay, and would be left without content, gets a
    /// text in its place, which is not safe. With whether it is.
    pub(crate) fn without_nothing(
        &self,
        block: Value<'_>,
        text: Value<'_>,
    ) -> (bool, Option<Vec<Edit>>) {
        match self.without_block(block) {
            Some(edits) => (true, Some(edits)),
            None => (false, self.with_placeholder(block, text)),
        }
    }

    /// Removes a message that says nothing, or else gives it a text. With whether that is safe.
    pub(crate) fn without_empty_message(&self, message: &Message<'_>) -> (bool, Option<Vec<Edit>>) {
        let index = self.message_around(message.value);
        if let Some(edits) = index.and_then(|index| self.without_message(index)) {
            return (true, Some(edits));
        }
        let content = message.content;
        let edits = content.and_then(|content| self.with_placeholder(content, content));
        (false, edits)
    }

    fn with_placeholder(&self, inner: Value<'_>, nothing: Value<'_>) -> Option<Vec<Edit>> {
        let message = self.messages.get(self.message_around(inner)?)?;
        (message.role == Some(Role::User))
            .then(|| vec![edit::replace(nothing, edit::quoted(PLACEHOLDER))])
    }

    /// Removes a block of `system`, with all of it where it holds nothing else.
    pub(crate) fn without_system_block(&self, block: Value<'_>) -> Edit {
        match self.body.entry("system") {
            Some((key, system)) if system.items().nth(1).is_none() => {
                edit::remove_member(key, system)
            }
            _ => edit::remove_item(block),
        }
    }

    /// Moves a block of an assistant message to the turn of the user that follows, or else to the one before.
    pub(crate) fn moved_to_user(&self, block: Value<'_>) -> Option<Vec<Edit>> {
        let index = self.message_around(block)?;
        let is_user = |message: &&Message<'_>| message.role == Some(Role::User);
        let behind = self.messages.get(index + 1..)?.iter().find(is_user);
        let before = || self.messages.get(..index)?.iter().rev().find(is_user);
        let put = match behind {
            Some(next) => put_into(next.content?, block.raw(), true)?,
            None => put_into(before()?.content?, block.raw(), false)?,
        };
        let mut edits = self.without_block(block)?;
        edits.push(put);
        Some(edits)
    }

    /// Gives the blocks of a message to the roles that may hold them: one message for each run of blocks of one role.
    pub(crate) fn dealt_out(
        &self,
        block: Value<'_>,
        role_of: impl Fn(Value<'_>) -> Role,
    ) -> Option<Vec<Edit>> {
        let message = self.messages.get(self.message_around(block)?)?;
        let content = message.content.filter(|content| content.is_array())?;
        // Whatever else the message says belongs to one of the parts, and nobody knows which.
        if message.value.entries().count() != 2 {
            return None;
        }
        let blocks: Vec<_> = content.items().collect();
        let parts: Vec<_> = blocks
            .chunk_by(|left, right| role_of(*left) == role_of(*right))
            .map(|run| {
                let role = run.first().map_or("user", |first| role_of(*first).as_str());
                said_by(role, &joined(run.iter().map(|block| block.raw())))
            })
            .collect();
        Some(vec![edit::replace(message.value, parts.join(", "))])
    }

    /// Moves system messages behind the user turn that comes directly after theirs.
    pub(crate) fn behind_next_user_turn(&self, moved: &[usize]) -> Option<Vec<Edit>> {
        let next = self.turn_after(*moved.last()?)?;
        if next.role != Some(Role::User) {
            return None;
        }
        let target = self.messages_of(next).last()?;
        let raws = joined(self.raws(moved));
        let mut edits = self.without_messages(|index| moved.contains(&index))?;
        edits.push(edit::insert_item_after(target.value, &raws));
        Some(edits)
    }

    /// Moves the texts of system messages into the `system` of the request.
    pub(crate) fn said_in_system(&self, moved: &[usize]) -> Option<Vec<Edit>> {
        let mut blocks = Vec::new();
        for index in moved {
            let message = self.messages.get(*index)?;
            let content = message.content?;
            if message.value.entries().count() != 2 || !self.is_sound(message.value) {
                return None;
            }
            if content.is_string() {
                blocks.push(text_block(content));
            }
            for block in content.items() {
                blocks.push(block.raw().to_owned());
                if plain_str(block, "type") != Some("text") {
                    return None;
                }
            }
        }
        let mut edits = self.without_messages(|index| moved.contains(&index))?;
        let texts = blocks.join(", ");
        edits.push(match self.body.get("system") {
            None => edit::insert_member(self.body, "system", &self.as_system(moved, &texts)),
            Some(system) if system.is_null() || is_blank(system) => {
                edit::replace(system, self.as_system(moved, &texts))
            }
            Some(system) if system.is_string() => {
                edit::replace(system, format!("[{}, {texts}]", text_block(system)))
            }
            Some(system) if system.is_array() => edit::append_item(system, &texts),
            Some(_) => return None,
        });
        Some(edits)
    }

    /// The only text as it stands, where there is one, or a list.
    fn as_system(&self, moved: &[usize], texts: &str) -> String {
        let only = match moved {
            [index] => self
                .messages
                .get(*index)
                .and_then(|message| message.content),
            _ => None,
        };
        match only.filter(|content| content.is_string()) {
            Some(text) => text.raw().to_owned(),
            None => format!("[{texts}]"),
        }
    }

    fn raws(&self, messages: &[usize]) -> impl Iterator<Item = &'t str> {
        messages
            .iter()
            .filter_map(|index| self.messages.get(*index))
            .map(|message| message.value.raw())
    }
}

/// The edit that adds blocks, already written as JSON, to a content: behind the results that must come first, or at the
/// end.
fn put_into(content: Value<'_>, json: &str, is_first: bool) -> Option<Edit> {
    if content.is_string() {
        return Some(edit::replace(
            content,
            if is_blank(content) {
                format!("[{json}]")
            } else if is_first {
                format!("[{json}, {}]", text_block(content))
            } else {
                format!("[{}, {json}]", text_block(content))
            },
        ));
    }
    if !content.is_array() {
        return None;
    }
    let is_result = |block: &Value<'_>| plain_str(*block, "type") == Some("tool_result");
    let results = content.items().take_while(is_result).last();
    Some(match (is_first, results, content.items().next()) {
        (true, Some(result), _) => edit::insert_item_after(result, json),
        (true, None, Some(first)) => edit::insert_item_before(first, json),
        _ => edit::append_item(content, json),
    })
}

/// The edit that puts blocks, already written as JSON, before everything else in a content.
pub(crate) fn put_first(content: Value<'_>, json: &str) -> Option<Edit> {
    match content.items().next() {
        Some(first) => Some(edit::insert_item_before(first, json)),
        None => put_into(content, json, true),
    }
}

/// A message of these blocks.
pub(crate) fn said_by(role: &str, blocks: &str) -> String {
    format!("{{\"role\": \"{role}\", \"content\": [{blocks}]}}")
}

/// A block of a text.
pub(crate) fn text_block(text: Value<'_>) -> String {
    format!("{{\"type\": \"text\", \"text\": {}}}", text.raw())
}

/// Values one after the other, already written as JSON.
pub(crate) fn joined<'t>(raws: impl Iterator<Item = &'t str>) -> String {
    raws.collect::<Vec<_>>().join(", ")
}
