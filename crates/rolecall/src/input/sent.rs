//! How a payload is sent: what an address and headers tell of it.

use rolecall_validate::{ApiVersion, DocumentKind, Finding, Headers, Options, Span};

/// What stands around a payload says of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Sent {
    pub(crate) kind: Option<DocumentKind>,
    /// All headers, where they are known.
    pub(crate) headers: Option<Headers>,
    /// The version, where not all headers are known but this one is.
    pub(crate) api_version: Option<ApiVersion>,
    /// The beta values, where not all headers are known but these are.
    pub(crate) betas: Option<Vec<String>>,
}

/// Where the headers of a payload stand, for findings about them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeaderPlaces {
    /// What a missing header is missing from.
    pub(crate) whole: Span,
    pub(crate) version: Option<Span>,
    pub(crate) betas: Option<Span>,
}

impl HeaderPlaces {
    /// The place of a finding about a header, which has no place in the payload.
    pub(crate) fn place(&self, finding: &Finding) -> Option<Span> {
        if !finding.pointer.is_empty() {
            return None;
        }
        let rule = finding.rule;
        let own = if rule.starts_with("anthropic-version") {
            self.version
        } else if rule.starts_with("beta-") {
            self.betas
        } else if rule.starts_with("auth-") {
            None
        } else {
            return None;
        };
        Some(own.unwrap_or(self.whole))
    }
}

/// What an address stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Endpoint {
    pub(crate) kind: DocumentKind,
    /// Whether the host is the API's own, so that nobody on the way adds headers.
    pub(crate) is_direct: bool,
}

impl Endpoint {
    /// The endpoint of an address; a gateway may stand at any host.
    pub(crate) fn of(url: &str) -> Option<Self> {
        let address = url.split(['?', '#']).next().unwrap_or_default();
        let address = address.trim_end_matches('/');
        let kinds = [
            ("/v1/messages", DocumentKind::Request),
            ("/v1/messages/count_tokens", DocumentKind::CountTokens),
            ("/v1/messages/batches", DocumentKind::Batch),
            ("/v1/complete", DocumentKind::Completion),
        ];
        let (path, kind) = kinds
            .into_iter()
            .find(|(path, _)| address.ends_with(path))?;
        let host = &address[..address.len() - path.len()];
        let host = host.split_once("://").map_or(host, |(_, host)| host);
        Some(Self {
            kind,
            is_direct: host == "api.anthropic.com",
        })
    }
}

impl Sent {
    /// Puts together what is known. `headers` are names in lower case and values; `None` is a value that is not known.
    pub(crate) fn new(
        endpoint: Endpoint,
        headers: &[(String, Option<String>)],
        are_all: bool,
    ) -> Self {
        let of = |name: &'static str| headers.iter().filter(move |(known, _)| known == name);
        let are_known = |name| of(name).all(|(_, value)| value.is_some());
        let is_known = are_known("anthropic-version") && are_known("anthropic-beta");
        let pairs = headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_deref().unwrap_or(UNKNOWN)));
        let headers = Headers::from_pairs(pairs);
        let mut sent = Self {
            kind: Some(endpoint.kind),
            ..Self::default()
        };
        if are_all && is_known && endpoint.is_direct {
            sent.headers = Some(headers);
            return sent;
        }
        let version = headers.version.as_deref();
        sent.api_version = version.and_then(|version| version.parse().ok());
        if are_known("anthropic-beta")
            && (!headers.betas.is_empty() || (are_all && endpoint.is_direct))
        {
            sent.betas = Some(headers.betas);
        }
        sent
    }

    /// The options for this payload.
    pub(crate) fn apply(&self, options: &Options) -> Options {
        let mut own = options.clone();
        if self.kind.is_some() {
            own.kind = self.kind;
        }
        if let Some(headers) = &self.headers {
            return own.headers(headers.clone());
        }
        own.api_version = self.api_version.or(own.api_version);
        if self.betas.is_some() {
            own.betas.clone_from(&self.betas);
        }
        own
    }
}

/// Stands for a header's value that is not known, of a header whose value does not matter.
const UNKNOWN: &str = "Bearer unknown";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_tell_the_kind() {
        let endpoint = |url| Endpoint::of(url).map(|found| (found.kind, found.is_direct));
        let request = DocumentKind::Request;
        assert_eq!(
            endpoint("https://api.anthropic.com/v1/messages?beta=true"),
            Some((request, true))
        );
        assert_eq!(endpoint("xxxxxxxx/v1/messages/"), Some((request, false)));
        assert_eq!(
            endpoint("http://localhost:8080/v1/messages/count_tokens"),
            Some((DocumentKind::CountTokens, false))
        );
        assert_eq!(
            endpoint("https://api.anthropic.com/v1/messages/batches"),
            Some((DocumentKind::Batch, true))
        );
        assert_eq!(endpoint("https://api.anthropic.com/v1/files"), None);
        assert_eq!(
            endpoint("https://api.anthropic.com/v1/messages/batches/msgbatch_1"),
            None
        );
        assert_eq!(endpoint("https://example.com/v1/chat/completions"), None);
    }

    #[test]
    fn a_gateway_may_add_headers() {
        let sent = |url, are_all| Sent::new(Endpoint::of(url).unwrap(), &[], are_all);
        assert!(
            sent("https://api.anthropic.com/v1/messages", true)
                .headers
                .is_some()
        );
        let unknown = sent("https://api.anthropic.com/v1/messages", false);
        assert_eq!((unknown.headers, unknown.betas), (None, None));
        let gateway = sent("http://localhost/v1/messages", true);
        assert_eq!((gateway.headers, gateway.betas), (None, None));
    }
}
