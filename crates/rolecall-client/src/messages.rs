//! Creating, streaming and counting messages.

use crate::call::{Read, Request, json, parse};
use crate::head::Head;
use crate::{Call, Client, Error, MessageStream, trace};
use bytes::Bytes;
use reqwest::Method;
use rolecall_types::{CountTokens, CreateMessage, Message, TokenCount};
use tracing::Span;

/// Messages; see [`Client::messages`].
#[derive(Debug, Clone, Copy)]
pub struct Messages<'c>(pub(crate) &'c Client);

/// An hour for the longest answer, as the official SDKs reckon.
const SECONDS_FOR_ALL_TOKENS: i64 = 3600;
const ALL_TOKENS: i64 = 128_000;
const TEN_MINUTES: i64 = 600;

impl Messages<'_> {
    /// Creates a message, and waits for all of it.
    ///
    /// A request that may take longer than ten minutes by its `max_tokens` is refused unless a timeout is set: idle
    /// connections do not live that long. [`stream`](Self::stream) it.
    pub fn create(&self, request: &CreateMessage) -> Call<Message> {
        let call = Call::new(self.0, self.request(request, None), Read::Whole(message));
        call.map_request(|sent| {
            sent.needs_streaming = needs_streaming(request);
            Ok(())
        })
    }

    /// Creates a message, and hands it out while it is written.
    ///
    /// Failures before the stream begins are retried; once it has begun nothing is.
    pub fn stream(&self, request: &CreateMessage) -> Call<MessageStream> {
        Call::new(
            self.0,
            self.request(request, Some(true)),
            Read::Stream(MessageStream::new),
        )
    }

    /// Counts the input tokens that a message would have.
    pub fn count_tokens(&self, request: &CountTokens) -> Call<TokenCount> {
        let sent = Request::new(self.0, Method::POST, &["v1", "messages", "count_tokens"])
            .and_then(|sent| sent.json(request));
        Call::new(self.0, sent, Read::Whole(json)).lint_as_count()
    }

    fn request(self, request: &CreateMessage, stream: Option<bool>) -> Result<Request, Error> {
        let sent = Request::new(self.0, Method::POST, &["v1", "messages"])?;
        // Whether to stream is said by the method that is called.
        let sent = if request.stream == stream && !request.extra.contains_key("stream") {
            sent.json(request)
        } else {
            let mut request = request.clone();
            request.extra.remove("stream");
            request.stream = stream;
            sent.json(&request)
        };
        #[cfg(feature = "preflight")]
        let sent = sent.map(|sent| sent.lint_as(rolecall_validate::DocumentKind::Request));
        sent
    }
}

impl Call<TokenCount> {
    fn lint_as_count(self) -> Self {
        #[cfg(feature = "preflight")]
        let call = self.map_request(|request| {
            request.lint_as = Some(rolecall_validate::DocumentKind::CountTokens);
            Ok(())
        });
        #[cfg(not(feature = "preflight"))]
        let call = self;
        call
    }
}

pub(crate) fn message(head: &Head, body: Bytes, span: &Span) -> Result<Message, Error> {
    let message = parse(head, body)?;
    trace::record(span, &message);
    Ok(message)
}

fn needs_streaming(request: &CreateMessage) -> bool {
    let tokens = request.max_tokens;
    let expected_is_long = tokens > TEN_MINUTES * ALL_TOKENS / SECONDS_FOR_ALL_TOKENS;
    expected_is_long
        || max_without_streaming(request.model.as_str()).is_some_and(|max| tokens > max)
}

/// Models that are too slow for the general rule, as the official SDKs list them.
fn max_without_streaming(model: &str) -> Option<i64> {
    const SLOW: [&str; 7] = [
        "anthropic.claude-opus-4-1-20250805-v1:0",
        "anthropic.claude-opus-4-20250514-v1:0",
        "claude-4-opus-20250514",
        "claude-opus-4-0",
        "claude-opus-4-1@20250805",
        "claude-opus-4-20250514",
        "claude-opus-4@20250514",
    ];
    SLOW.contains(&model).then_some(8192)
}
