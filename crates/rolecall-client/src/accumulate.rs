//! From the events of a stream to the message that they describe.

use crate::partial_json;
use rolecall_types::{
    CompactionDelta, ContentBlock, ContentBlockDeltaEvent, ContentBlockStartEvent, ContentDelta,
    Message, MessageDeltaEvent, MessageDeltaUsage, StopReason, StreamEvent, Usage,
};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A message that grows with each event.
#[derive(Debug, Default)]
pub(crate) struct Accumulator {
    message: Option<Message>,
    /// The input of each tool call that is not complete, as the JSON text so far.
    inputs: BTreeMap<usize, String>,
    fault: Option<Fault>,
    stopped: bool,
}

/// Why the events do not describe a message.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) text: String,
    pub(crate) body: String,
    pub(crate) source: Option<serde_json::Error>,
}

impl Accumulator {
    /// The message so far. The input of a tool call is empty until it is complete.
    pub(crate) fn snapshot(&self) -> Option<&Message> {
        self.message.as_ref()
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Takes an event in. What does not fit is remembered until someone asks for the message.
    pub(crate) fn apply(&mut self, event: &StreamEvent) {
        match event {
            StreamEvent::MessageStart(start) => self.message = Some((*start.message).clone()),
            StreamEvent::ContentBlockStart(start) => self.start_block(start),
            StreamEvent::ContentBlockDelta(delta) => self.grow_block(delta),
            StreamEvent::ContentBlockStop(stop) => {
                if let Ok(index) = usize::try_from(stop.index) {
                    self.finish_input(index, false);
                }
            }
            StreamEvent::MessageDelta(delta) => self.finish_message(delta),
            StreamEvent::MessageStop(_) => self.stopped = true,
            // Pings, errors, and what this version does not know.
            _ => {}
        }
    }

    /// The whole message, or what is wrong with the events.
    pub(crate) fn finish(&mut self) -> (Option<Message>, Option<Fault>) {
        let reason = self
            .message
            .as_ref()
            .and_then(|message| message.stop_reason.as_ref());
        // An answer that was cut off may leave a call half written. Nobody is asked to run it, so it is no fault.
        let may_be_cut = !matches!(reason, Some(StopReason::ToolUse));
        for index in self.inputs.keys().copied().collect::<Vec<_>>() {
            self.finish_input(index, may_be_cut);
        }
        if self.message.is_none() {
            self.blame("the stream has no `message_start` event");
        }
        if !self.stopped {
            self.blame("the stream failed before the message was complete");
        }
        (self.message.take(), self.fault.take())
    }

    /// The message as far as it came, of a stream that broke.
    pub(crate) fn rescue(&mut self) -> Option<Message> {
        for index in self.inputs.keys().copied().collect::<Vec<_>>() {
            self.finish_input(index, true);
        }
        self.message.take()
    }

    fn start_block(&mut self, start: &ContentBlockStartEvent) {
        let Some(message) = &mut self.message else {
            return self.blame("a `content_block_start` event came before `message_start`");
        };
        let index = usize::try_from(start.index).unwrap_or(usize::MAX);
        if index > message.content.len() {
            let text = format!(
                "block {} begins when there are {}",
                start.index,
                message.content.len()
            );
            return self.blame(text);
        }
        if let ContentBlock::Fallback(block) = &*start.content_block {
            // Another model took over, and the message is its.
            message.model = block.to.model.clone();
        }
        message.content.truncate(index);
        message.content.push((*start.content_block).clone());
        self.inputs.remove(&index);
    }

    fn grow_block(&mut self, event: &ContentBlockDeltaEvent) {
        let index = usize::try_from(event.index).unwrap_or(usize::MAX);
        let block = self
            .message
            .as_mut()
            .and_then(|message| message.content.get_mut(index));
        let Some(block) = block else {
            return self.blame(format!(
                "a delta for block {}, which has not begun",
                event.index
            ));
        };
        match (&event.delta, block) {
            (ContentDelta::TextDelta(delta), ContentBlock::Text(block)) => {
                block.text.push_str(&delta.text);
            }
            (ContentDelta::CitationsDelta(delta), ContentBlock::Text(block)) => {
                block
                    .citations
                    .get_or_insert_default()
                    .push(delta.citation.clone());
            }
            (ContentDelta::ThinkingDelta(delta), ContentBlock::Thinking(block)) => {
                block.thinking.push_str(&delta.thinking);
            }
            (ContentDelta::SignatureDelta(delta), ContentBlock::Thinking(block)) => {
                block.signature.clone_from(&delta.signature);
            }
            (ContentDelta::CompactionDelta(delta), ContentBlock::Compaction(block)) => {
                let CompactionDelta {
                    content,
                    encrypted_content,
                    ..
                } = delta;
                block.content.clone_from(content);
                block.encrypted_content.clone_from(encrypted_content);
            }
            (
                ContentDelta::InputJsonDelta(delta),
                ContentBlock::ToolUse(_)
                | ContentBlock::ServerToolUse(_)
                | ContentBlock::McpToolUse(_),
            ) => {
                self.inputs
                    .entry(index)
                    .or_default()
                    .push_str(&delta.partial_json);
            }
            // A delta that this version does not know, or that does not belong to its block, changes nothing.
            _ => {}
        }
    }

    /// Parses the input of the block at `index`, if pieces of it came.
    fn finish_input(&mut self, index: usize, may_be_cut: bool) {
        let Some(text) = self.inputs.get(&index) else {
            return;
        };
        let parsed = match serde_json::from_str::<Map<String, Value>>(text) {
            // A single empty piece is how a call without arguments may begin.
            _ if text.trim().is_empty() => Ok(Map::new()),
            Err(error) if error.is_eof() && may_be_cut => partial_json::complete(text).ok_or(error),
            // It may yet turn out that the message was cut off.
            Err(error) if error.is_eof() && !self.stopped => return,
            parsed => parsed,
        };
        let text = self.inputs.remove(&index).unwrap_or_default();
        let block = self
            .message
            .as_mut()
            .and_then(|message| message.content.get_mut(index));
        match (parsed, block.and_then(input_of)) {
            (Ok(parsed), Some(input)) => *input = parsed,
            (Ok(_), None) => {}
            (Err(error), _) => {
                self.fault.get_or_insert(Fault {
                    text: format!(
                        "the input of the tool call in block {index} is not a JSON object"
                    ),
                    body: text,
                    source: Some(error),
                });
            }
        }
    }

    fn finish_message(&mut self, event: &MessageDeltaEvent) {
        let Some(message) = &mut self.message else {
            return self.blame("a `message_delta` event came before `message_start`");
        };
        let delta = &event.delta;
        replace(&mut message.container, delta.container.as_ref());
        replace(&mut message.stop_details, delta.stop_details.as_ref());
        replace(&mut message.stop_reason, delta.stop_reason.as_ref());
        replace(&mut message.stop_sequence, delta.stop_sequence.as_ref());
        replace(
            &mut message.context_management,
            event.context_management.as_ref(),
        );
        replace(
            &mut message.input_transformations,
            event.input_transformations.as_ref(),
        );
        keep(&mut message.extra, &delta.extra);
        update_usage(&mut message.usage, &event.usage);
    }

    fn blame(&mut self, text: impl Into<String>) {
        self.fault.get_or_insert(Fault {
            text: text.into(),
            body: String::new(),
            source: None,
        });
    }
}

/// The input of a block that calls a tool.
fn input_of(block: &mut ContentBlock) -> Option<&mut Map<String, Value>> {
    match block {
        ContentBlock::ToolUse(block) => Some(&mut block.input),
        ContentBlock::ServerToolUse(block) => Some(&mut block.input),
        ContentBlock::McpToolUse(block) => Some(&mut block.input),
        _ => None,
    }
}

/// Counts are totals and replace the earlier ones; what is absent stays as it was.
fn update_usage(usage: &mut Usage, delta: &MessageDeltaUsage) {
    usage.output_tokens = delta.output_tokens;
    if let Some(tokens) = delta.input_tokens {
        usage.input_tokens = tokens;
    }
    replace(
        &mut usage.cache_creation_input_tokens,
        delta.cache_creation_input_tokens.as_ref(),
    );
    replace(
        &mut usage.cache_read_input_tokens,
        delta.cache_read_input_tokens.as_ref(),
    );
    replace(&mut usage.fallback_credit, delta.fallback_credit.as_ref());
    replace(&mut usage.iterations, delta.iterations.as_ref());
    replace(
        &mut usage.output_tokens_details,
        delta.output_tokens_details.as_ref(),
    );
    replace(&mut usage.server_tool_use, delta.server_tool_use.as_ref());
    keep(&mut usage.extra, &delta.extra);
}

fn replace<T: Clone>(old: &mut Option<T>, new: Option<&T>) {
    if let Some(new) = new {
        *old = Some(new.clone());
    }
}

/// Fields that this version does not know are kept too, but a null says nothing new.
fn keep(old: &mut Map<String, Value>, new: &Map<String, Value>) {
    for (name, value) in new.iter().filter(|(_, value)| !value.is_null()) {
        old.insert(name.clone(), value.clone());
    }
}
