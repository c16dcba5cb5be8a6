//! A stream of events as the rules see it: followed once from the first event to the last.
//!
//! What is wrong with the order is noted on the way as [`Trouble`], at most once for each cause; the rules of
//! `rules/stream` put it into words.

use crate::{
    answer::Answer,
    json::Value,
    request::{field, plain_str},
};

/// The events of one answer.
#[derive(Debug)]
pub(crate) struct Stream<'t> {
    pub(crate) events: Vec<Event<'t>>,
    pub(crate) blocks: Vec<Opened<'t>>,
    pub(crate) troubles: Vec<Trouble<'t>>,
    /// The `message` of `message_start`.
    pub(crate) message: Option<Value<'t>>,
    /// The first event that ends the stream: `message_stop` or `error`.
    pub(crate) end: Option<Event<'t>>,
    /// The `delta` of the last `message_delta` that says why the model stopped.
    pub(crate) stop: Option<Value<'t>>,
    usages: Vec<Value<'t>>,
    /// The `delta` of the last `message_delta`.
    delta: Option<Value<'t>>,
}

/// An event whose type is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Event<'t> {
    pub(crate) value: Value<'t>,
    pub(crate) tag: &'t str,
}

/// A content block, from its start on.
#[derive(Debug)]
pub(crate) struct Opened<'t> {
    pub(crate) index: i64,
    /// The `content_block` of the event that starts it.
    pub(crate) value: Value<'t>,
    pub(crate) tag: &'t str,
    pub(crate) deltas: Vec<Value<'t>>,
    pub(crate) is_open: bool,
    /// Whether it was reported that it was left open.
    is_reported: bool,
}

/// Something in a wrong place.
#[derive(Debug)]
pub(crate) enum Trouble<'t> {
    /// The first event that tells anything is not `message_start`.
    NoStart(Event<'t>),
    /// A second `message_start`, and the first.
    StartAgain(Event<'t>, Value<'t>),
    /// The events end here without an end of the stream.
    CutShort(Event<'t>),
    /// An event after the end.
    AfterEnd(Event<'t>, Event<'t>),
    /// A block starts with an `index` that is not the next one.
    Index { index: Value<'t>, expected: i64 },
    /// A block was not stopped when this event came.
    LeftOpen {
        block: Value<'t>,
        index: i64,
        event: Event<'t>,
    },
    /// An event about a block that is not open; its start, where it has been open before.
    NotOpen {
        event: Event<'t>,
        index: Value<'t>,
        start: Option<Value<'t>>,
    },
    /// A block begins although the message has been summed up.
    AfterDelta(Event<'t>),
    /// The message ends without having been summed up.
    NoDelta(Event<'t>),
    /// The message ends, and the last `message_delta` does not say why.
    NoReason(Value<'t>),
}

impl<'t> Stream<'t> {
    /// Follows the events. Nothing where one of them cannot be told for what it is, and nothing of order is to be said
    /// of an excerpt, which has neither the beginning nor the end.
    pub(crate) fn read(events: impl Iterator<Item = Value<'t>>) -> Option<Self> {
        let events: Option<Vec<_>> = events
            .map(|value| {
                let event = Event {
                    value,
                    tag: plain_str(value, "type")?,
                };
                event.is_readable().then_some(event)
            })
            .collect();
        let events = events?;
        let mut stream = Self {
            events: Vec::new(),
            blocks: Vec::new(),
            troubles: Vec::new(),
            message: None,
            end: None,
            stop: None,
            usages: Vec::new(),
            delta: None,
        };
        let is_part = |event: &Event<'_>| matches!(event.tag, "message_start" | "message_stop");
        let is_excerpt = !events.iter().any(is_part);
        for event in &events {
            stream.take(*event);
        }
        stream.close(&events);
        stream.events = events;
        if is_excerpt {
            stream.troubles.clear();
        }
        Some(stream)
    }

    /// The answer that the events build up, where they are complete.
    pub(crate) fn answer(&self) -> Option<Answer<'t>> {
        let message = self.message?;
        let is_complete = self.end.is_some_and(|end| end.tag == "message_stop");
        let stop = self.stop.filter(|_| is_complete)?;
        let earlier = message.items_of("content");
        Some(Answer {
            stop,
            blocks: earlier
                .chain(self.blocks.iter().map(|block| block.value))
                .collect(),
            usages: self.usages.clone(),
        })
    }

    /// Whether the model stopped in the middle of something, so that its last block may be incomplete.
    pub(crate) fn is_cut_off(&self) -> bool {
        self.stop
            .and_then(|stop| plain_str(stop, "stop_reason"))
            .is_some_and(|reason| !matches!(reason, "end_turn" | "tool_use" | "stop_sequence"))
    }

    fn take(&mut self, event: Event<'t>) {
        if !event.is_known() {
            return;
        }
        if let Some(end) = self.end {
            if !self
                .troubles
                .iter()
                .any(|known| matches!(known, Trouble::AfterEnd(..)))
            {
                self.troubles.push(Trouble::AfterEnd(event, end));
            }
            return;
        }
        let is_first = self.message.is_none() && self.troubles.is_empty();
        if is_first && !matches!(event.tag, "message_start" | "error") {
            self.troubles.push(Trouble::NoStart(event));
        }
        match event.tag {
            "message_start" => self.start(event),
            "content_block_start" => self.open(event),
            "content_block_delta" => self.add(event),
            "content_block_stop" => self.shut(event),
            "message_delta" => self.sum_up(event),
            "message_stop" => {
                self.leave_none_open(event);
                let is_silent = self.message.is_some() && self.stop.is_none();
                match self.delta.filter(|_| is_silent) {
                    Some(delta) => self.troubles.push(Trouble::NoReason(delta)),
                    None if is_silent => self.troubles.push(Trouble::NoDelta(event)),
                    None => {}
                }
                self.end = Some(event);
            }
            _ => self.end = Some(event),
        }
    }

    fn start(&mut self, event: Event<'t>) {
        let message = event.value.get("message").unwrap_or(event.value);
        if let Some(first) = self.message {
            self.troubles.push(Trouble::StartAgain(event, first));
        } else {
            self.message = Some(message);
            self.usages.extend(field(message, "usage"));
        }
    }

    fn open(&mut self, event: Event<'t>) {
        self.leave_none_open(event);
        let (Some(block), Some(index)) =
            (event.value.get("content_block"), event.value.get("index"))
        else {
            return;
        };
        let number = index.as_i64().unwrap_or_default();
        let expected = self.next_index();
        // Which index follows blocks that the first event holds is not published; that it holds some is reported.
        let is_unclear = self.blocks.is_empty() && expected > 0;
        if self.message.is_some() && number != expected && !is_unclear {
            self.troubles.push(Trouble::Index { index, expected });
        }
        if self.stop.is_some() {
            self.troubles.push(Trouble::AfterDelta(event));
        }
        self.blocks.push(Opened {
            index: number,
            value: block,
            tag: plain_str(block, "type").unwrap_or_default(),
            deltas: Vec::new(),
            is_open: true,
            is_reported: false,
        });
    }

    /// The index of the next block. After a wrong one it goes on from there, so that one gap is one fault.
    fn next_index(&self) -> i64 {
        let earlier = self
            .message
            .and_then(|message| message.get("content"))
            .map_or(0, |content| content.items().count());
        self.blocks.last().map_or_else(
            || i64::try_from(earlier).unwrap_or_default(),
            |last| last.index.saturating_add(1),
        )
    }

    fn add(&mut self, event: Event<'t>) {
        let delta = event.value.get("delta");
        if let Some(block) = self.open_block(event) {
            block.deltas.extend(delta);
        }
    }

    fn shut(&mut self, event: Event<'t>) {
        if let Some(block) = self.open_block(event) {
            block.is_open = false;
        } else if let Some(block) = self.blocks.last_mut() {
            // It was most likely this one that was to be stopped, and the wrong index is one fault.
            block.is_reported = true;
        }
    }

    /// The open block that an event is about.
    fn open_block(&mut self, event: Event<'t>) -> Option<&mut Opened<'t>> {
        let index = event.value.get("index")?;
        let number = index.as_i64()?;
        let position = self.blocks.iter().rposition(|block| block.index == number);
        let found = position.and_then(|position| self.blocks.get(position));
        if found.is_some_and(|block| block.is_open) {
            return self.blocks.get_mut(position?);
        }
        let is_known = self.troubles.iter().any(|known| match known {
            Trouble::NotOpen { index, .. } => index.as_i64() == Some(number),
            _ => false,
        });
        if self.message.is_some() && !is_known {
            self.troubles.push(Trouble::NotOpen {
                event,
                index,
                start: found.map(|block| block.value),
            });
        }
        None
    }

    fn sum_up(&mut self, event: Event<'t>) {
        self.usages.extend(field(event.value, "usage"));
        self.delta = event.value.get("delta");
        self.stop = self
            .delta
            .filter(|delta| field(*delta, "stop_reason").is_some())
            .or(self.stop);
        // A message may be updated before its blocks are complete, but not told why it stopped.
        if self.stop.is_some() {
            self.leave_none_open(event);
        }
    }

    fn leave_none_open(&mut self, event: Event<'t>) {
        for block in &mut self.blocks {
            if block.is_open && !block.is_reported {
                block.is_reported = true;
                self.troubles.push(Trouble::LeftOpen {
                    block: block.value,
                    index: block.index,
                    event,
                });
            }
        }
    }

    fn close(&mut self, events: &[Event<'t>]) {
        if self.end.is_none()
            && self.message.is_some()
            && let Some(last) = events.last()
        {
            self.troubles.push(Trouble::CutShort(*last));
        }
    }
}

impl Event<'_> {
    /// Whether it is one whose place is fixed: `ping` may come at any time, and so may what is not known.
    pub(crate) fn is_known(&self) -> bool {
        matches!(
            self.tag,
            "message_start"
                | "content_block_start"
                | "content_block_delta"
                | "content_block_stop"
                | "message_delta"
                | "message_stop"
                | "error"
        )
    }

    /// Whether it has what its place is judged by.
    fn is_readable(&self) -> bool {
        let has_index = || {
            self.value
                .get("index")
                .is_some_and(|index| index.as_i64().is_some())
        };
        match self.tag {
            "message_start" => self.value.get("message").is_some_and(Value::is_object),
            "content_block_start" => {
                has_index()
                    && self
                        .value
                        .get("content_block")
                        .is_some_and(Value::is_object)
            }
            "content_block_delta" => {
                has_index() && self.value.get("delta").is_some_and(Value::is_object)
            }
            "content_block_stop" => has_index(),
            "message_delta" => self.value.get("delta").is_some_and(Value::is_object),
            _ => true,
        }
    }
}
