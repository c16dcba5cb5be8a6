//! Where system messages stand among the others.

use super::{Block, CallState, Message, Request, Role, Turn};
use crate::{Edit, edit, json::Value};

/// A group of system messages in a place where the API takes none.
#[derive(Debug)]
pub(crate) struct Misplaced<'r, 't> {
    /// The message to report.
    pub(crate) message: &'r Message<'t>,
    /// The indexes of the messages of the group that say something.
    pub(crate) speaking: Vec<usize>,
    pub(crate) place: Place<'r, 't>,
}

/// What is wrong with the place; the first that applies, since one move mends them all.
#[derive(Debug)]
pub(crate) enum Place<'r, 't> {
    /// At the very beginning.
    First,
    /// After this message.
    After(&'r Message<'t>),
    /// Before this message.
    Before(&'r Message<'t>),
}

impl Message<'_> {
    fn speaks(&self) -> bool {
        self.is_whole && self.content.is_some() && !self.is_empty()
    }
}

impl<'t> Request<'t> {
    /// The edits that move a group to where the API takes it, and whether it still says the same there.
    pub(crate) fn placed(&self, misplaced: &Misplaced<'_, 't>) -> (bool, Option<Vec<Edit>>) {
        let speaking = &misplaced.speaking;
        let edits = match misplaced.place {
            Place::First => return (true, self.said_in_system(speaking)),
            Place::After(_) | Place::Before(_) => self.behind_next_user_turn(speaking),
        };
        match edits {
            // What is cleared at the next user message would last longer behind it.
            Some(edits) => (!self.are_cleared(speaking), Some(edits)),
            None => (false, self.as_user(speaking)),
        }
    }

    /// Gives system messages to the user, where they may stand anywhere.
    pub(crate) fn as_user(&self, messages: &[usize]) -> Option<Vec<Edit>> {
        messages
            .iter()
            .map(|index| {
                let message = self.messages.get(*index)?;
                let blocks = self.blocks.get(message.blocks.clone())?;
                let says_text_only = message.value.entries().count() == 2
                    && blocks.iter().all(|block| block.tag == "text");
                let role = message.value.get("role").filter(|_| says_text_only)?;
                Some(edit::replace(role, "\"user\""))
            })
            .collect()
    }

    fn are_cleared(&self, messages: &[usize]) -> bool {
        messages
            .iter()
            .filter_map(|index| self.messages.get(*index))
            .any(|message| message.value.get("clear_at").is_some())
    }

    /// Whether the model takes system messages, as far as it is known.
    pub(crate) fn takes_system_messages(&self) -> Option<bool> {
        self.model.and_then(|model| model.system_messages)
    }

    /// Whether any of the messages is a system message.
    pub(super) fn has_system_messages(&self) -> bool {
        let mut roles = self.messages.iter().map(|message| message.role);
        roles.any(|role| role == Some(Role::System))
    }

    /// The system messages that a model may read: none where it is known to take none, which is a finding of its own.
    pub(crate) fn system_messages(&self) -> impl Iterator<Item = &Message<'t>> + '_ {
        let is_known_to_refuse = self.takes_system_messages() == Some(false);
        self.messages
            .iter()
            .filter(move |message| !is_known_to_refuse && message.role == Some(Role::System))
    }

    /// The groups of system messages that stand in a wrong place.
    pub(crate) fn misplaced_system_messages(&self) -> impl Iterator<Item = Misplaced<'_, 't>> + '_ {
        let is_known_to_refuse = self.takes_system_messages() == Some(false);
        self.turns
            .iter()
            .enumerate()
            .filter(move |(_, turn)| !is_known_to_refuse && turn.role == Some(Role::System))
            .filter_map(|(index, turn)| self.misplaced(index, turn))
    }

    fn misplaced(&self, index: usize, turn: &Turn) -> Option<Misplaced<'_, 't>> {
        // What only sets the configuration may stand anywhere, and an empty message is a finding of its own.
        let speaking: Vec<usize> = turn
            .messages
            .clone()
            .filter(|index| self.messages.get(*index).is_some_and(Message::speaks))
            .collect();
        let first = self.messages.get(*speaking.first()?)?;
        let last = self.messages.get(*speaking.last()?)?;
        let before = index.checked_sub(1).and_then(|index| self.turns.get(index));
        let Some(before) = before else {
            return (!self.continues_thread()).then_some(Misplaced {
                message: first,
                speaking,
                place: Place::First,
            });
        };
        if self.cannot_precede_system(before) {
            return Some(Misplaced {
                message: first,
                speaking,
                place: Place::After(self.messages_of(before).last()?),
            });
        }
        let after = self.turns.get(index + 1)?;
        (before.role.is_some() && after.role == Some(Role::User)).then_some(Misplaced {
            message: last,
            speaking,
            place: Place::Before(self.messages_of(after).first()?),
        })
    }

    /// Whether a turn is one that no system message may follow, and nothing else is wrong with it.
    fn cannot_precede_system(&self, turn: &Turn) -> bool {
        let blocks = self.blocks_of(turn);
        let ends_in =
            |is_such: fn(Block<'t>) -> bool| blocks.last().is_some_and(|last| is_such(*last));
        turn.role == Some(Role::Assistant)
            && turn.is_whole
            && !ends_in(Block::is_server_result)
            && !ends_in(Block::is_server_call)
            && !self.has_unanswered_call(blocks)
    }

    fn has_unanswered_call(&self, blocks: &[Block<'t>]) -> bool {
        let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else {
            return false;
        };
        let start = |value: Value<'_>| value.span().start;
        // Calls stand in the order of the text.
        let calls = &self.pairing.calls;
        let from = calls.partition_point(|call| start(call.value) < start(first.value));
        calls[from..]
            .iter()
            .take_while(|call| start(call.value) <= start(last.value))
            .any(|call| matches!(call.state, CallState::Unanswered { .. }))
    }
}
