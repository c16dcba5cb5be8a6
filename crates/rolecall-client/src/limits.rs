//! The rate limits that an answer reports.

use reqwest::header::HeaderMap;

/// Where you stand with the rate limits of your organization, as an answer reported it.
///
/// Every field is absent when the answer did not have its header.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimits {
    /// Number of requests.
    pub requests: RateLimit,
    /// Tokens of any kind, by the limit that is nearest.
    pub tokens: RateLimit,
    /// Input tokens.
    pub input_tokens: RateLimit,
    /// Output tokens.
    pub output_tokens: RateLimit,
}

/// One limit: how much is allowed, how much is left, and when it is full again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// How much is allowed within the window.
    pub limit: Option<u64>,
    /// How much is left until `reset`.
    pub remaining: Option<u64>,
    /// When the limit is fully restored, as an RFC 3339 date and time.
    pub reset: Option<String>,
}

impl RateLimits {
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        let read = |name: &str| RateLimit::read(headers, name);
        Self {
            requests: read("requests"),
            tokens: read("tokens"),
            input_tokens: read("input-tokens"),
            output_tokens: read("output-tokens"),
        }
    }
}

impl RateLimit {
    fn read(headers: &HeaderMap, name: &str) -> Self {
        let text = |what: &str| {
            let value = headers.get(format!("anthropic-ratelimit-{name}-{what}"))?;
            value.to_str().ok()
        };
        let number = |what| text(what)?.trim().parse().ok();
        Self {
            limit: number("limit"),
            remaining: number("remaining"),
            reset: text("reset").map(str::to_owned),
        }
    }
}
