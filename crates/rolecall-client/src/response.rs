//! A typed body with the HTTP answer around it.

use crate::RateLimits;
use crate::head::Head;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use std::fmt;

/// A typed body with the status and the headers that came with it.
#[derive(Clone)]
pub struct Response<T> {
    head: Head,
    retries: u32,
    body: T,
}

impl<T> Response<T> {
    pub(crate) fn new(head: Head, retries: u32, body: T) -> Self {
        Self {
            head,
            retries,
            body,
        }
    }

    /// The body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body, without what is around it.
    pub fn into_body(self) -> T {
        self.body
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The HTTP headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The id that Anthropic's support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.head.request_id()
    }

    /// Where you stand with your rate limits.
    pub fn rate_limits(&self) -> RateLimits {
        self.head.rate_limits()
    }

    /// How often the request was sent again before it succeeded.
    pub fn retries(&self) -> u32 {
        self.retries
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.head.status)
            .field("request_id", &self.request_id())
            .field("retries", &self.retries)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
