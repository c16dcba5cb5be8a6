//! What a caller can say about the headers of a request.

/// The headers that a request is sent with, as far as rules look at them. No secret is kept.
///
/// ```
/// use rolecall_validate::{Headers, Options};
///
/// let headers = Headers::from_pairs([("anthropic-version", "2023-06-01"), ("x-api-key", "…")]);
/// let options = Options::new().headers(headers);
/// assert_eq!(options.betas, Some(Vec::new()));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Headers {
    /// The value of `anthropic-version`; `None` where it is not sent.
    pub version: Option<String>,
    /// The values of `anthropic-beta`, in order.
    pub betas: Vec<String>,
    /// Whether `x-api-key` is sent.
    pub api_key: bool,
    /// Whether `authorization: Bearer …` is sent.
    pub bearer: bool,
    /// The value of `anthropic-user-profile-id`.
    pub user_profile_id: Option<String>,
}

impl Headers {
    /// Reads names and values; names in any case, and several values of one name as several headers or with commas.
    pub fn from_pairs<N: AsRef<str>, V: AsRef<str>>(
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let mut headers = Self::default();
        for (name, value) in pairs {
            headers.push(&name.as_ref().to_ascii_lowercase(), value.as_ref().trim());
        }
        headers
    }

    fn push(&mut self, name: &str, value: &str) {
        match name {
            "anthropic-version" => self.version = Some(value.to_owned()),
            "anthropic-beta" => self.betas.extend(
                value
                    .split(',')
                    .map(str::trim)
                    .filter(|beta| !beta.is_empty())
                    .map(str::to_owned),
            ),
            "x-api-key" => self.api_key = true,
            "authorization" => {
                self.bearer = value
                    .get(..7)
                    .is_some_and(|scheme| scheme.eq_ignore_ascii_case("bearer "));
            }
            "anthropic-user-profile-id" => self.user_profile_id = Some(value.to_owned()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_in_any_case_and_without_secrets() {
        let headers = Headers::from_pairs([
            ("Anthropic-Beta", "a-2026-01-01, b-2026-01-01"),
            ("anthropic-beta", "c-2026-01-01"),
            ("Authorization", "bearer hush"),
            ("Accept", "*/*"),
        ]);
        assert_eq!(
            headers.betas,
            ["a-2026-01-01", "b-2026-01-01", "c-2026-01-01"]
        );
        assert!(headers.bearer && !headers.api_key);
        assert_eq!(headers.version, None);
        assert!(!format!("{headers:?}").contains("hush"));
        assert!(!Headers::from_pairs([("authorization", "Basic hush")]).bearer);
    }
}
