//! Whether and when a request is tried again, by the rules of the official SDKs.

use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use std::time::{Duration, SystemTime};

pub(crate) const DEFAULT_MAX_RETRIES: u32 = 2;

const FIRST_DELAY: f64 = 0.5;
const MAX_DELAY: f64 = 8.0;
/// Part of a delay that chance may take away, so that clients that failed together do not come back together.
const JITTER: f64 = 0.25;
/// The longest wait that a server may ask for; beyond it (about 50 days) timers of some systems overflow.
const MAX_ASKED: f64 = 4_294_967.0;

/// Whether an answer with this status may be asked for again. `x-should-retry` overrules the status.
pub(crate) fn is_retryable(status: StatusCode, headers: &HeaderMap) -> bool {
    match text(headers, "x-should-retry") {
        Some("true") => true,
        Some("false") => false,
        _ => matches!(status.as_u16(), 408 | 409 | 429 | 500..),
    }
}

/// How long the server asks to wait: `retry-after-ms`, or `retry-after` in seconds or as a date.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let seconds = match number(headers, "retry-after-ms") {
        Some(milliseconds) => milliseconds / 1000.0,
        None => match number(headers, "retry-after") {
            Some(seconds) => seconds,
            None => seconds_until(text(headers, "retry-after")?, now)?,
        },
    };
    // Also false for what is not a number.
    let asked = seconds > 0.0;
    asked.then(|| Duration::from_secs_f64(seconds.min(MAX_ASKED)))
}

/// The wait before retry number `retry` (the first is 0) when the server asks for none; `chance` is in 0..1.
pub(crate) fn backoff(retry: u32, chance: f64) -> Duration {
    let exponent = i32::try_from(retry.min(64)).unwrap_or(64);
    let delay = (FIRST_DELAY * 2_f64.powi(exponent)).min(MAX_DELAY);
    Duration::from_secs_f64(delay * (1.0 - JITTER * chance))
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

fn number(headers: &HeaderMap, name: &str) -> Option<f64> {
    text(headers, name)?.parse().ok()
}

fn seconds_until(date: &str, now: SystemTime) -> Option<f64> {
    let date = httpdate::parse_http_date(date).ok()?;
    date.duration_since(now).ok().map(|wait| wait.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::{backoff, is_retryable, retry_after};
    use reqwest::StatusCode;
    use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
    use std::time::{Duration, SystemTime};

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |&(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        };
        pairs.iter().map(pair).collect()
    }

    fn wait(pairs: &[(&'static str, &'static str)]) -> Option<Duration> {
        // 1994-11-06T08:49:37Z, the example of RFC 9110.
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        retry_after(&headers(pairs), now)
    }

    #[test]
    fn every_form_of_the_header_is_read() {
        assert_eq!(
            wait(&[("retry-after-ms", "1500")]),
            Some(Duration::from_millis(1500))
        );
        assert_eq!(wait(&[("retry-after", "3")]), Some(Duration::from_secs(3)));
        assert_eq!(
            wait(&[("retry-after", " 0.25 ")]),
            Some(Duration::from_millis(250))
        );
        let date = [("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT")];
        assert_eq!(wait(&date), Some(Duration::from_secs(3)));
        let both = [("retry-after-ms", "20"), ("retry-after", "3")];
        assert_eq!(wait(&both), Some(Duration::from_millis(20)));
        let first_unreadable = [("retry-after-ms", "soon"), ("retry-after", "3")];
        assert_eq!(wait(&first_unreadable), Some(Duration::from_secs(3)));
    }

    #[test]
    fn what_asks_for_nothing_is_ignored() {
        assert_eq!(wait(&[]), None);
        for value in [
            "0",
            "-1",
            "NaN",
            "tomorrow",
            "",
            "Sun, 06 Nov 1994 08:49:00 GMT",
        ] {
            assert_eq!(wait(&[("retry-after", value)]), None, "{value}");
        }
        assert_eq!(wait(&[("retry-after-ms", "0"), ("retry-after", "3")]), None);
    }

    #[test]
    fn an_endless_wait_is_cut() {
        assert_eq!(
            wait(&[("retry-after", "inf")]),
            Some(Duration::from_secs(4_294_967))
        );
    }

    #[test]
    fn the_header_overrules_the_status() {
        let none = HeaderMap::new();
        for code in [408, 409, 429, 500, 502, 503, 504, 529, 599] {
            assert!(
                is_retryable(StatusCode::from_u16(code).unwrap(), &none),
                "{code}"
            );
        }
        for code in [400, 401, 402, 403, 404, 413, 422] {
            assert!(
                !is_retryable(StatusCode::from_u16(code).unwrap(), &none),
                "{code}"
            );
        }
        assert!(is_retryable(
            StatusCode::BAD_REQUEST,
            &headers(&[("x-should-retry", "true")])
        ));
        let no = headers(&[("x-should-retry", "false")]);
        assert!(!is_retryable(StatusCode::TOO_MANY_REQUESTS, &no));
    }

    #[test]
    fn delays_double_up_to_eight_seconds_less_a_quarter() {
        let seconds: Vec<f64> = (0..7)
            .map(|retry| backoff(retry, 0.0).as_secs_f64())
            .collect();
        assert_eq!(seconds, [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]);
        assert_eq!(backoff(1, 1.0), Duration::from_millis(750));
        assert_eq!(backoff(u32::MAX, 0.0), Duration::from_secs(8));
    }
}
