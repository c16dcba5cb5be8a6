//! Status and headers of an answer.

use crate::{RateLimits, retry};
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use std::time::{Duration, SystemTime};

#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// Counted from when the answer came, since a date in the header is only then a duration.
    pub(crate) retry_after: Option<Duration>,
}

impl Head {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap) -> Self {
        let retry_after = retry::retry_after(&headers, SystemTime::now());
        Self {
            status,
            headers,
            retry_after,
        }
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        self.headers.get("request-id")?.to_str().ok()
    }

    pub(crate) fn is_retryable(&self) -> bool {
        retry::is_retryable(self.status, &self.headers)
    }

    pub(crate) fn rate_limits(&self) -> RateLimits {
        RateLimits::read(&self.headers)
    }
}
