//! The client: what all requests share.

use crate::builder::ClientBuilder;
use crate::{Batches, Error, Files, Messages, Models, RawCall};
use reqwest::header::HeaderMap;
use reqwest::{Method, Url};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A client of the Messages API.
///
/// It is cheap to clone, and clones share one pool of connections: create one and hand out clones.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) http: reqwest::Client,
    /// Ends without a slash.
    pub(crate) base_url: Url,
    pub(crate) api_version: String,
    /// What every request carries: the credential, the version, the user agent and the caller's own.
    pub(crate) headers: HeaderMap,
    pub(crate) betas: Vec<String>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) read_timeout: Duration,
    pub(crate) max_retries: u32,
    pub(crate) idempotency: bool,
    /// Keys as they were given, to keep them out of texts that the server sends back.
    pub(crate) secrets: Vec<String>,
    #[cfg(feature = "preflight")]
    pub(crate) preflight: Option<rolecall_validate::Options>,
}

impl Client {
    /// Starts building a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// Creates a client that authenticates with an API key, and is otherwise as by default.
    ///
    /// # Errors
    ///
    /// Fails when the key is empty or cannot stand in a header, or when TLS cannot be set up.
    pub fn new(api_key: impl Into<String>) -> Result<Self, Error> {
        Self::builder().api_key(api_key).build()
    }

    /// Creates a client from `ANTHROPIC_API_KEY`, or else `ANTHROPIC_AUTH_TOKEN`, and `ANTHROPIC_BASE_URL`.
    ///
    /// [`ClientBuilder::from_env`] does the same and lets you set more.
    ///
    /// # Errors
    ///
    /// Fails when neither a key nor a token is set, or when one of the values cannot be used.
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env().build()
    }

    /// Messages: create, stream, count tokens.
    pub fn messages(&self) -> Messages<'_> {
        Messages(self)
    }

    /// Batches of messages.
    pub fn batches(&self) -> Batches<'_> {
        Batches(self)
    }

    /// The models that you may use.
    pub fn models(&self) -> Models<'_> {
        Models(self)
    }

    /// Files that requests can refer to.
    pub fn files(&self) -> Files<'_> {
        Files(self)
    }

    /// Any request, for what this crate does not know. `path` begins with a slash and may have a query.
    pub fn request(&self, method: Method, path: &str) -> RawCall {
        RawCall::new(self, method, path)
    }

    /// The URL below which all paths lie.
    pub fn base_url(&self) -> &str {
        self.0.base_url.as_str().trim_end_matches('/')
    }

    /// The value of the header `anthropic-version`.
    pub fn api_version(&self) -> &str {
        &self.0.api_version
    }
}

impl Shared {
    pub(crate) fn redact(&self, text: &str) -> String {
        self.secrets.iter().fold(text.to_owned(), |text, secret| {
            text.replace(secret.as_str(), "[redacted]")
        })
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.base_url())
            .field("api_version", &self.0.api_version)
            .field("betas", &self.0.betas)
            .field("timeout", &self.0.timeout)
            .field("read_timeout", &self.0.read_timeout)
            .field("max_retries", &self.0.max_retries)
            .finish_non_exhaustive()
    }
}
