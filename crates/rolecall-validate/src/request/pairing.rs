//! Which `tool_result` answers which `tool_use`.

use super::{Request, Role, Turn, plain_str};
use crate::json::Value;
use foldhash::{HashMap, HashMapExt as _};
use std::ops::Range;

/// Calls of the caller's own tools and the results for them, in the order of the messages.
#[derive(Debug, Default)]
pub(crate) struct Pairing<'t> {
    pub(crate) calls: Vec<Call<'t>>,
    pub(crate) replies: Vec<Reply<'t>>,
    /// Blocks that stand before a result in a turn that answers calls, each with that result; one for a turn.
    pub(crate) interruptions: Vec<(Value<'t>, Value<'t>)>,
}

/// A `tool_use` of an assistant turn.
#[derive(Debug)]
pub(crate) struct Call<'t> {
    pub(crate) value: Value<'t>,
    pub(crate) id: Value<'t>,
    pub(crate) state: CallState<'t>,
    /// The message after its turn, where its result must stand.
    pub(crate) next: Option<Value<'t>>,
    /// How often the id occurs in its turn.
    copies: usize,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum CallState<'t> {
    /// By this `tool_result` of the next user turn.
    Answered(Value<'t>),
    /// No result where it must stand; perhaps one further on.
    Unanswered { late: Option<Value<'t>> },
    /// Not to be told, or explained by another finding.
    Unclear,
}

/// A `tool_result` of a user turn.
#[derive(Debug)]
pub(crate) struct Reply<'t> {
    pub(crate) value: Value<'t>,
    pub(crate) id: Value<'t>,
    pub(crate) state: ReplyState<'t>,
    /// A call that has no result, where this one answers none: it was probably meant.
    pub(crate) open: Option<Value<'t>>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum ReplyState<'t> {
    /// A call of the assistant turn before it.
    Answers,
    /// The same call as this `tool_result` before it.
    Repeats(Value<'t>),
    /// No call of the turn before it; perhaps the call of this id in an earlier turn.
    Stray { call: Option<Value<'t>> },
    /// Not to be told, or explained by another finding.
    Unclear,
}

/// Pairs the calls and results of a conversation.
pub(super) fn pair<'t>(request: &Request<'t>) -> Pairing<'t> {
    let has_any = request
        .blocks
        .iter()
        .any(|block| matches!(block.tag, "tool_use" | "tool_result"));
    if !has_any {
        return Pairing::default();
    }
    let mut matcher = Matcher {
        request,
        out: Pairing::default(),
        by_id: HashMap::new(),
        asked: Asked {
            calls: 0..0,
            next: None,
            is_clear: !request.continues_thread(),
            strays: Vec::new(),
        },
    };
    for turn in &request.turns {
        matcher.turn(turn);
    }
    matcher.end();
    matcher.out
}

struct Matcher<'r, 't> {
    request: &'r Request<'t>,
    out: Pairing<'t>,
    /// The latest call of each id.
    by_id: HashMap<&'t str, usize>,
    asked: Asked<'t>,
}

/// The calls that are to be answered now: those of the assistant turn before.
struct Asked<'t> {
    calls: Range<usize>,
    /// The first message after that turn.
    next: Option<Value<'t>>,
    /// Whether that turn, and what answered it so far, can be told.
    is_clear: bool,
    /// Indexes of the results that answer none of them.
    strays: Vec<usize>,
}

impl<'t> Matcher<'_, 't> {
    fn turn(&mut self, turn: &Turn) {
        match turn.role {
            Some(Role::Assistant) => self.ask(turn),
            Some(Role::User) => self.answer(turn),
            // The placement of a system message is judged by rules of its own.
            Some(Role::System) => {}
            None => {
                self.asked.is_clear = false;
                self.settle();
                self.asked.is_clear = false;
            }
        }
    }

    /// Takes up the calls of an assistant turn.
    fn ask(&mut self, turn: &Turn) {
        self.settle();
        let first = self.out.calls.len();
        for block in self.request.blocks_of(turn) {
            // A result in an assistant turn is a finding of its own, and probably the answer to something.
            self.asked.is_clear &= block.tag != "tool_result";
            let Some(id) = block.id().filter(|_| block.tag == "tool_use") else {
                continue;
            };
            let Some(name) = id.as_plain_str() else {
                continue;
            };
            let index = self.out.calls.len();
            if let Some(call) = self
                .by_id
                .get(name)
                .filter(|index| **index >= first)
                .and_then(|index| self.out.calls.get_mut(*index))
            {
                call.copies += 1;
                continue;
            }
            self.by_id.insert(name, index);
            self.out.calls.push(Call {
                value: block.value,
                id,
                state: CallState::Unanswered { late: None },
                next: None,
                copies: 1,
            });
        }
        self.asked.calls = first..self.out.calls.len();
        self.asked.is_clear &= turn.is_whole;
    }

    /// Matches the results of a user turn.
    fn answer(&mut self, turn: &Turn) {
        let blocks = self.request.blocks_of(turn);
        self.asked.is_clear &= turn.is_whole && blocks.iter().all(|block| block.tag != "tool_use");
        let first = self.request.messages_of(turn).first();
        self.asked.next = self.asked.next.or(first.map(|message| message.value));
        let mut before = None;
        let mut interruption = None;
        for block in blocks {
            if block.tag != "tool_result" {
                before = before.or(Some(block.value));
                continue;
            }
            let Some(id) = block.id() else {
                continue;
            };
            let state = self.match_one(block.value, id);
            if matches!(state, ReplyState::Answers) && interruption.is_none() {
                interruption = before.map(|other| (other, block.value));
            }
            if matches!(state, ReplyState::Stray { .. } | ReplyState::Repeats(_)) {
                self.asked.strays.push(self.out.replies.len());
            }
            self.out.replies.push(Reply {
                value: block.value,
                id,
                state,
                open: None,
            });
        }
        if self.asked.is_clear {
            self.out.interruptions.extend(interruption);
        }
    }

    fn match_one(&mut self, reply: Value<'t>, id: Value<'t>) -> ReplyState<'t> {
        let stray = |call| {
            if self.asked.is_clear {
                ReplyState::Stray { call }
            } else {
                ReplyState::Unclear
            }
        };
        let Some(name) = id.as_plain_str() else {
            return ReplyState::Unclear;
        };
        let Some(index) = self.by_id.get(name).copied() else {
            return stray(None);
        };
        let Some(call) = self.out.calls.get_mut(index) else {
            return ReplyState::Unclear;
        };
        match (&mut call.state, self.asked.calls.contains(&index)) {
            (CallState::Unanswered { .. } | CallState::Unclear, true) => {
                call.state = CallState::Answered(reply);
                ReplyState::Answers
            }
            (CallState::Answered(first), true) if call.copies == 1 => ReplyState::Repeats(*first),
            // Two calls of one id are a finding of their own.
            (CallState::Answered(_), true) => ReplyState::Unclear,
            // One fault, reported at the call.
            (CallState::Unanswered { late }, false) => {
                *late = late.or(Some(reply));
                ReplyState::Unclear
            }
            (CallState::Answered(_) | CallState::Unclear, false) => stray(Some(call.value)),
        }
    }

    /// Closes what the last assistant turn asked.
    fn settle(&mut self) {
        let end = self.out.calls.len();
        let none = Asked {
            calls: end..end,
            next: None,
            is_clear: true,
            strays: Vec::new(),
        };
        let asked = std::mem::replace(&mut self.asked, none);
        let mut strays = asked.strays.into_iter();
        for call in &mut self.out.calls[asked.calls] {
            call.next = asked.next;
            if !matches!(call.state, CallState::Unanswered { .. }) {
                continue;
            }
            // A result that answers nothing is most likely the answer to an open call, its id mangled or mixed up.
            if let Some(stray) = strays.next() {
                self.out.replies[stray].open = Some(call.value);
                call.state = CallState::Unclear;
            } else if !asked.is_clear {
                call.state = CallState::Unclear;
            }
        }
    }

    /// Closes the conversation.
    fn end(&mut self) {
        let last = self.request.turns.last().and_then(|turn| turn.role);
        // With a credit for a fallback, the reply that was cut off may be sent back as it is.
        if last == Some(Role::Assistant) && self.request.field("fallback_credit_token").is_some() {
            self.asked.is_clear = false;
        }
        self.settle();
    }
}

impl Call<'_> {
    /// The call as messages name it: its id and its tool.
    pub(crate) fn label(&self) -> String {
        label(self.value, self.id)
    }
}

impl Reply<'_> {
    /// The id as messages name it.
    pub(crate) fn label(&self) -> String {
        quote(self.id.as_plain_str().unwrap_or_default())
    }

    /// Whether the id is one that the server gave to a call of its own tools.
    pub(crate) fn is_for_server_tool(&self) -> bool {
        self.id
            .as_plain_str()
            .is_some_and(|id| id.starts_with("srvtoolu_"))
    }
}

/// A call as messages name it.
pub(crate) fn label(call: Value<'_>, id: Value<'_>) -> String {
    let id = quote(id.as_plain_str().unwrap_or_default());
    match plain_str(call, "name") {
        Some(name) => format!("{id} ({})", quote(name)),
        None => id,
    }
}

/// A name between backticks, cut where it is too long to be one.
fn quote(name: &str) -> String {
    match name.char_indices().nth(64) {
        Some((end, _)) => format!("`{}…`", &name[..end]),
        None => format!("`{name}`"),
    }
}
