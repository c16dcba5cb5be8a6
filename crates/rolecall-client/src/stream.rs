//! A message while it is written.

use crate::accumulate::Accumulator;
use crate::body::Body;
use crate::call::Arriving;
use crate::head::Head;
use crate::sse::{RawEvent, SseParser};
use crate::{Client, Error, ErrorKind, RateLimits};
use futures_core::Stream;
use reqwest::header::HeaderMap;
use rolecall_types::{Message, StreamEvent};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tracing::Span;

/// How long to wait for the end of the connection once the message has ended, so that it can be used again.
const GRACE: Duration = Duration::from_millis(250);

/// The events of a message that is being written.
///
/// It is a [`Stream`], and has methods for those who need no other crate. The message so far is at hand at any time. An
/// error ends the stream, and carries what arrived. Dropping the stream cancels the request.
pub struct MessageStream {
    head: Head,
    client: Client,
    /// `None` once the stream is over.
    body: Option<Body>,
    parser: SseParser,
    accumulator: Accumulator,
    span: Span,
}

impl MessageStream {
    pub(crate) fn new(arriving: Arriving) -> Self {
        let Arriving {
            head,
            body,
            span,
            client,
        } = arriving;
        Self {
            head,
            client,
            body: Some(body),
            parser: SseParser::default(),
            accumulator: Accumulator::default(),
            span,
        }
    }

    /// The next event, or `None` when the message is complete.
    ///
    /// # Errors
    ///
    /// Fails when the connection breaks or falls silent, when the API reports an error, when an event cannot be read,
    /// and when the stream ends before the message. [`Error::received`] has what arrived until then.
    pub async fn next_event(&mut self) -> Result<Option<StreamEvent>, Error> {
        poll_fn(|cx| self.poll_event(cx)).await.transpose()
    }

    /// The next piece of text, or `None` when the message is complete.
    ///
    /// # Errors
    ///
    /// As [`next_event`](Self::next_event).
    pub async fn next_text(&mut self) -> Result<Option<String>, Error> {
        poll_fn(|cx| self.poll_text(cx)).await.transpose()
    }

    /// The pieces of text as a [`Stream`], without everything else.
    pub fn text_stream(&mut self) -> TextStream<'_> {
        TextStream(self)
    }

    /// Reads to the end, and returns the whole message.
    ///
    /// # Errors
    ///
    /// As [`next_event`](Self::next_event), and when the events do not describe a message: for example when the input
    /// of a tool call is not JSON.
    pub async fn final_message(mut self) -> Result<Message, Error> {
        while self.next_event().await?.is_some() {}
        let (message, fault) = self.accumulator.finish();
        match (message, fault) {
            (Some(message), None) => Ok(message),
            (message, fault) => {
                let text = fault
                    .as_ref()
                    .map_or("the stream was read before", |fault| &fault.text);
                let mut error = Error::of(ErrorKind::Decode, text.to_owned())
                    .with_head(&self.head)
                    .with_received(message);
                if let Some(fault) = fault {
                    error = error.with_body(fault.body);
                    if let Some(source) = &fault.source {
                        error = error.with_json_error(source);
                    }
                }
                Err(error)
            }
        }
    }

    /// The message so far. The input of a tool call is empty until it is complete.
    pub fn snapshot(&self) -> Option<&Message> {
        self.accumulator.snapshot()
    }

    /// The id that Anthropic's support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.head.request_id()
    }

    /// The HTTP headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// Where you stand with your rate limits.
    pub fn rate_limits(&self) -> RateLimits {
        self.head.rate_limits()
    }

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<StreamEvent, Error>>> {
        loop {
            if self.body.is_none() {
                return Poll::Ready(None);
            }
            while let Some(raw) = self.parser.next_event() {
                match self.read_event(raw) {
                    Some(Ok(event)) => {
                        self.take_in(&event);
                        return Poll::Ready(Some(Ok(event)));
                    }
                    Some(Err(error)) => return Poll::Ready(Some(Err(self.fail(error)))),
                    None => {}
                }
            }
            let Some(body) = &mut self.body else { continue };
            match ready!(body.poll_chunk(cx)) {
                Some(Ok(chunk)) => self.parser.push(&chunk),
                // What goes wrong once the message is complete is of no interest.
                _ if self.accumulator.is_stopped() => self.end(),
                Some(Err(error)) => return Poll::Ready(Some(Err(self.fail(error)))),
                None => return Poll::Ready(Some(self.at_early_end())),
            }
        }
    }

    /// The body is over, and the message is not: unless only the empty line after its last event is missing.
    fn at_early_end(&mut self) -> Result<StreamEvent, Error> {
        let last = self
            .parser
            .take_unfinished()
            .and_then(|raw| self.read_event(raw));
        match last {
            Some(Ok(event)) => {
                self.take_in(&event);
                Ok(event)
            }
            Some(Err(error)) if error.kind() == ErrorKind::Api => Err(self.fail(error)),
            // What cannot be read was cut off.
            _ => Err(self.fail(Error::incomplete(
                "the stream ended before the message was complete",
            ))),
        }
    }

    fn read_event(&self, raw: RawEvent) -> Option<Result<StreamEvent, Error>> {
        if raw.name == b"error" {
            return Some(Err(self.api_error(raw.data)));
        }
        // An event without data is not one, by the standard.
        if raw.data.is_empty() {
            return None;
        }
        Some(match serde_json::from_slice(&raw.data) {
            Ok(StreamEvent::Error(_)) => Err(self.api_error(raw.data)),
            Ok(event) => Ok(event),
            Err(error) => Err(Error::decode(&self.head, raw.data.into(), &error)),
        })
    }

    fn api_error(&self, data: Vec<u8>) -> Error {
        Error::api(&self.head, data.into(), |text| self.client.0.redact(text))
    }

    fn take_in(&mut self, event: &StreamEvent) {
        self.accumulator.apply(event);
        if self.accumulator.is_stopped() {
            if let Some(body) = &mut self.body {
                body.hurry(GRACE);
            }
        }
    }

    fn fail(&mut self, error: Error) -> Error {
        self.end();
        error
            .with_head(&self.head)
            .with_received(self.accumulator.rescue())
    }

    fn end(&mut self) {
        self.body = None;
        if let Some(message) = self.accumulator.snapshot() {
            crate::trace::record(&self.span, message);
        }
    }

    fn poll_text(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<String, Error>>> {
        loop {
            let text = match ready!(self.poll_event(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(event)) => event.text_delta().map(str::to_owned),
            };
            if let Some(text) = text {
                return Poll::Ready(Some(Ok(text)));
            }
        }
    }
}

impl Stream for MessageStream {
    type Item = Result<StreamEvent, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(cx)
    }
}

/// The text of a message while it is written; see [`MessageStream::text_stream`].
#[derive(Debug)]
pub struct TextStream<'a>(&'a mut MessageStream);

impl Stream for TextStream<'_> {
    type Item = Result<String, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_text(cx)
    }
}

impl fmt::Debug for MessageStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageStream")
            .field("status", &self.head.status)
            .field("request_id", &self.request_id())
            .field("is_over", &self.body.is_none())
            .finish_non_exhaustive()
    }
}
