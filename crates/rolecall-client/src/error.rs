//! The one error type.

use crate::RateLimits;
use crate::head::Head;
use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use rolecall_types::{ErrorDetails, Message};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

/// Why a call failed.
///
/// What the error has beside its [`kind`](Self::kind) depends on how far the call came: an answer of the API has a
/// status, headers and a body, a stream that broke has what [`received`](Self::received) holds.
/// Neither `Debug` nor `Display` shows keys, headers, bodies or the query of a URL.
pub struct Error(Box<Inner>);

/// What went wrong, coarsely: it tells whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client or the request cannot be built like this. Nothing was sent.
    Config,
    /// The linter found errors in the request (feature `preflight`). Nothing was sent.
    Preflight,
    /// No connection could be made, or it broke.
    Connection,
    /// The API did not answer in time.
    Timeout,
    /// The API answered with an error, or sent one in a stream.
    Api,
    /// The answer cannot be read as what it should be. [`Error::body`] has it.
    Decode,
    /// A stream ended before the message did. [`Error::received`] has what arrived.
    Incomplete,
    /// The model refused to answer. [`Error::received`] has its message.
    Refusal,
    /// The answer was cut off by `max_tokens` or the context window. [`Error::received`] has it.
    Truncated,
    /// A tool loop did not come to an end within the turns that it was given. [`Error::received`] has the last message.
    ToolLoop,
}

type Source = Box<dyn std::error::Error + Send + Sync>;

struct Inner {
    kind: ErrorKind,
    text: Cow<'static, str>,
    source: Option<Source>,
    head: Option<Head>,
    body: Bytes,
    api: ApiParts,
    received: Option<Box<Message>>,
    attempts: u32,
    #[cfg(feature = "preflight")]
    report: Option<rolecall_validate::Report>,
}

/// What the body of an error says, as far as it has the shape that the API documents.
#[derive(Default)]
struct ApiParts {
    kind: Option<String>,
    message: Option<String>,
    details: Option<Box<ErrorDetails>>,
    request_id: Option<String>,
}

impl Error {
    pub(crate) fn of(kind: ErrorKind, text: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            text: text.into(),
            source: None,
            head: None,
            body: Bytes::new(),
            api: ApiParts::default(),
            received: None,
            attempts: 0,
            #[cfg(feature = "preflight")]
            report: None,
        }))
    }

    pub(crate) fn config(text: impl Into<Cow<'static, str>>) -> Self {
        Self::of(ErrorKind::Config, text)
    }

    pub(crate) fn timeout(text: impl Into<Cow<'static, str>>) -> Self {
        Self::of(ErrorKind::Timeout, text)
    }

    pub(crate) fn incomplete(text: &'static str) -> Self {
        Self::of(ErrorKind::Incomplete, text)
    }

    /// An answer that is there but is not what was asked for; `kind` says why.
    pub(crate) fn unusable(
        kind: ErrorKind,
        text: impl Into<Cow<'static, str>>,
        message: Message,
    ) -> Self {
        Self::of(kind, text).with_received(Some(message))
    }

    pub(crate) fn transport(error: reqwest::Error) -> Self {
        let (kind, text) = if error.is_timeout() {
            (ErrorKind::Timeout, "the connection timed out")
        } else if error.is_builder() {
            (ErrorKind::Config, "the request cannot be built")
        } else if error.is_connect() {
            (ErrorKind::Connection, "no connection to the API")
        } else if error.is_decode() {
            (
                ErrorKind::Connection,
                "the body of the answer cannot be decompressed",
            )
        } else {
            (ErrorKind::Connection, "the connection to the API broke")
        };
        // The query of a URL may carry what is not meant for logs.
        Self::of(kind, text).with_source(error.without_url())
    }

    pub(crate) fn decode(head: &Head, body: Bytes, source: &serde_json::Error) -> Self {
        let text = format!(
            "the answer (status {}) is not what was expected",
            head.status.as_u16()
        );
        let mut error = Self::of(ErrorKind::Decode, text).with_json_error(source);
        error.0.head = Some(head.clone());
        error.0.body = body;
        error
    }

    /// An error that the API sent, as an answer or as an event of a stream.
    pub(crate) fn api(head: &Head, body: Bytes, redact: impl Fn(&str) -> String) -> Self {
        let api = ApiParts::read(&body, &redact);
        let status = head.status.as_u16();
        let mut text = match &api.kind {
            Some(kind) if head.status.is_success() => format!("the stream broke off with `{kind}`"),
            Some(kind) => format!("the API answered {status} `{kind}`"),
            None if head.status.is_success() => "the stream broke off with an error".to_owned(),
            None => format!("the server answered {status} with a body that is not the API's"),
        };
        if let Some(message) = &api.message {
            text.push_str(": ");
            text.push_str(message);
        }
        let mut error = Self::of(ErrorKind::Api, text);
        error.0.api = api;
        error.0.head = Some(head.clone());
        error.0.body = body;
        error
    }

    #[cfg(feature = "preflight")]
    pub(crate) fn preflight(report: rolecall_validate::Report) -> Self {
        let errors = || {
            report
                .findings
                .iter()
                .filter(|finding| finding.level == rolecall_validate::Level::Error)
        };
        let mut text = format!(
            "the API would reject this request ({} errors)",
            errors().count()
        );
        if let Some(first) = errors().next() {
            text = format!("{text}, first at `{}`: {}", first.pointer, first.message);
        }
        let mut error = Self::of(ErrorKind::Preflight, text);
        error.0.report = Some(report);
        error
    }

    pub(crate) fn with_source(mut self, source: impl Into<Source>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Why something that was received could not be read.
    pub(crate) fn with_json_error(self, error: &serde_json::Error) -> Self {
        self.with_source(Unreadable(without_contents(&error.to_string())))
    }

    pub(crate) fn with_head(mut self, head: &Head) -> Self {
        self.0.head.get_or_insert_with(|| head.clone());
        self
    }

    pub(crate) fn with_received(mut self, message: Option<Message>) -> Self {
        self.0.received = message.map(Box::new);
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    pub(crate) fn with_body(mut self, body: impl Into<Bytes>) -> Self {
        self.0.body = body.into();
        self
    }

    /// What went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The HTTP status, if an answer came. An error in a stream has the status of the stream, mostly 200.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.head.as_ref().map(|head| head.status)
    }

    /// The id that Anthropic's support asks for, from the header `request-id` or the body.
    pub fn request_id(&self) -> Option<&str> {
        let header = self.0.head.as_ref().and_then(Head::request_id);
        header.or(self.0.api.request_id.as_deref())
    }

    /// The `type` of the error in the body, for example `overloaded_error`.
    pub fn error_type(&self) -> Option<&str> {
        self.0.api.kind.as_deref()
    }

    /// What the API says about the error. For people; it may change.
    pub fn api_message(&self) -> Option<&str> {
        self.0.api.message.as_deref()
    }

    /// The machine-readable reason in the body, if it has one.
    pub fn details(&self) -> Option<&ErrorDetails> {
        self.0.api.details.as_deref()
    }

    /// How long the server asked to wait before another try.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.head.as_ref().and_then(|head| head.retry_after)
    }

    /// The body of the answer, or the event of the stream, that is the error or could not be read. Empty if there is
    /// none.
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// The headers of the answer, if one came.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.head.as_ref().map(|head| &head.headers)
    }

    /// The rate limits that the answer reported, if one came.
    pub fn rate_limits(&self) -> Option<RateLimits> {
        self.headers().map(RateLimits::read)
    }

    /// The message as far as it arrived, or the whole one if it is there but not usable.
    pub fn received(&self) -> Option<&Message> {
        self.0.received.as_deref()
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether the same request may succeed later: the rule by which the client retries.
    pub fn is_retryable(&self) -> bool {
        match (self.0.kind, &self.0.head) {
            (ErrorKind::Connection | ErrorKind::Timeout, _) => true,
            (ErrorKind::Api, Some(head)) => head.is_retryable(),
            _ => false,
        }
    }

    /// What the linter found (feature `preflight`).
    #[cfg(feature = "preflight")]
    pub fn report(&self) -> Option<&rolecall_validate::Report> {
        self.0.report.as_ref()
    }
}

/// What serde says about a text, without the values that stand in it: those may be anything that people wrote.
#[derive(Debug)]
struct Unreadable(String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

/// Takes the value out of "invalid type: string \"the value\", expected …".
fn without_contents(text: &str) -> String {
    const START: &str = "string \"";
    const END: &str = "\", expected";
    let value = text.find(START).zip(text.rfind(END));
    match value {
        Some((start, end)) if start + START.len() <= end => {
            format!("{}string{}", &text[..start], &text[end + 1..])
        }
        _ => text.to_owned(),
    }
}

impl ApiParts {
    fn read(body: &[u8], redact: impl Fn(&str) -> String) -> Self {
        let Ok(body) = serde_json::from_slice::<Value>(body) else {
            return Self::default();
        };
        let text = |value: &Value| value.as_str().map(&redact);
        let error = &body["error"];
        let details = serde_json::from_value(error["details"].clone()).ok();
        Self {
            kind: text(&error["type"]),
            message: text(&error["message"]),
            details: details.map(Box::new),
            request_id: text(&body["request_id"]),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.text)?;
        if let Some(id) = self.request_id() {
            write!(f, " (request {id})")?;
        }
        if self.0.attempts > 1 {
            write!(f, " after {} attempts", self.0.attempts)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("text", &self.0.text)
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("error_type", &self.error_type())
            .field("retry_after", &self.retry_after())
            .field("attempts", &self.0.attempts)
            .field("body_length", &self.0.body.len())
            .field("source", &self.0.source)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source = self.0.source.as_deref();
        source.map(|source| source as &(dyn std::error::Error + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::without_contents;

    #[test]
    fn values_are_taken_out_of_what_serde_says() {
        let error = serde_json::from_str::<i64>(r#""a \", expected b""#).unwrap_err();
        assert_eq!(
            without_contents(&error.to_string()),
            "invalid type: string, expected i64 at line 1 column 18"
        );
        let other = serde_json::from_str::<i64>("{").unwrap_err().to_string();
        assert_eq!(without_contents(&other), other);
    }
}
