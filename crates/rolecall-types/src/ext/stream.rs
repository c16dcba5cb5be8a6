//! Reading a stream.

use crate::{ContentDelta, StreamEvent};

impl StreamEvent {
    /// The next piece of text, where the event brings one.
    pub fn text_delta(&self) -> Option<&str> {
        match self {
            Self::ContentBlockDelta(event) => match &event.delta {
                ContentDelta::TextDelta(delta) => Some(&delta.text),
                _ => None,
            },
            _ => None,
        }
    }
}
