//! How a client is set up.

use crate::client::Shared;
use crate::secret::Secret;
use crate::{Client, Error, retry};
use reqwest::header::{
    ACCEPT, AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, InvalidHeaderName, USER_AGENT,
};
use reqwest::redirect::Policy;
use reqwest::{Url, redirect};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// The newest version of the API that this crate knows, and the default.
pub const API_VERSION: &str = "2026-10-21";

const BASE_URL: &str = "https://api.anthropic.com";
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
pub(crate) const TIMEOUT: Duration = Duration::from_secs(600);
/// From this version on, an API key is sent as a bearer token.
const BEARER_KEYS_SINCE: &str = "2026-10-21";
const MAX_REDIRECTS: usize = 10;

/// Sets up a [`Client`]. [`Client::builder`] begins with nothing set, [`from_env`](Self::from_env) with what the
/// environment says.
///
/// What cannot be used is reported by [`build`](Self::build), not before.
#[derive(Clone)]
pub struct ClientBuilder {
    credential: Option<Credential>,
    base_url: String,
    api_version: String,
    betas: Vec<String>,
    headers: Vec<(String, String)>,
    user_agent: String,
    connect_timeout: Duration,
    timeout: Option<Duration>,
    read_timeout: Duration,
    max_retries: u32,
    idempotency: bool,
    proxy_from_env: bool,
    http: Option<reqwest::Client>,
    #[cfg(feature = "preflight")]
    preflight: Option<rolecall_validate::Options>,
}

#[derive(Clone)]
enum Credential {
    ApiKey(String),
    AuthToken(String),
}

impl ClientBuilder {
    pub(crate) fn new() -> Self {
        Self {
            credential: None,
            base_url: BASE_URL.to_owned(),
            api_version: API_VERSION.to_owned(),
            betas: Vec::new(),
            headers: Vec::new(),
            user_agent: concat!("rolecall-client/", env!("CARGO_PKG_VERSION")).to_owned(),
            connect_timeout: CONNECT_TIMEOUT,
            timeout: None,
            read_timeout: TIMEOUT,
            max_retries: retry::DEFAULT_MAX_RETRIES,
            idempotency: false,
            proxy_from_env: true,
            http: None,
            #[cfg(feature = "preflight")]
            preflight: None,
        }
    }

    /// Starts from `ANTHROPIC_API_KEY`, or else `ANTHROPIC_AUTH_TOKEN`, and `ANTHROPIC_BASE_URL`. Empty values count as
    /// absent.
    pub fn from_env() -> Self {
        let value = |name| {
            std::env::var(name)
                .ok()
                .filter(|value| !value.trim().is_empty())
        };
        let mut builder = Self::new();
        if let Some(key) = value("ANTHROPIC_API_KEY") {
            builder = builder.api_key(key);
        } else if let Some(token) = value("ANTHROPIC_AUTH_TOKEN") {
            builder = builder.auth_token(token);
        }
        if let Some(url) = value("ANTHROPIC_BASE_URL") {
            builder = builder.base_url(url);
        }
        builder
    }

    /// Authenticates with an API key. Replaces a token.
    ///
    /// Version `2023-06-01` sends it as `x-api-key`, later ones as a bearer token, as the official SDKs do.
    #[must_use]
    pub fn api_key(mut self, key: impl Into<String>) -> Self {
        self.credential = Some(Credential::ApiKey(key.into()));
        self
    }

    /// Authenticates with a bearer token. Replaces an API key.
    #[must_use]
    pub fn auth_token(mut self, token: impl Into<String>) -> Self {
        self.credential = Some(Credential::AuthToken(token.into()));
        self
    }

    /// The URL below which the API is found, by default `https://api.anthropic.com`. It may have a path.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = url.into();
        self
    }

    /// The value of `anthropic-version`, by default [`API_VERSION`].
    #[must_use]
    pub fn api_version(mut self, version: impl Into<String>) -> Self {
        self.api_version = version.into();
        self
    }

    /// Beta features that every request asks for; single requests may add more.
    #[must_use]
    pub fn betas(mut self, betas: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.betas = betas.into_iter().map(Into::into).collect();
        self
    }

    /// A header that every request carries. It replaces one that the client would set.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The value of `user-agent`, in place of the name and version of this crate.
    #[must_use]
    pub fn user_agent(mut self, value: impl Into<String>) -> Self {
        self.user_agent = value.into();
        self
    }

    /// How long making a connection may take, by default 5 seconds. Does not apply to an
    /// [`http_client`](Self::http_client) of your own.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long one try may take in all, from the request to the end of the answer.
    ///
    /// Without it that is ten minutes; a stream may go on as long as events come; and a request without streaming whose
    /// `max_tokens` may take longer than ten minutes is refused.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The longest silence: before the answer begins, and between two pieces of it. By default ten minutes.
    #[must_use]
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = timeout;
        self
    }

    /// How often a request is sent again after a failure that may pass, by default 2.
    #[must_use]
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// Sends an `idempotency-key` with every request but GET, the same at each try. Off by default, as in the official
    /// SDKs.
    #[must_use]
    pub fn idempotency_keys(mut self, on: bool) -> Self {
        self.idempotency = on;
        self
    }

    /// Whether `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` are obeyed; by default they are. Does not apply
    /// to an [`http_client`](Self::http_client) of your own.
    #[must_use]
    pub fn proxy_from_env(mut self, on: bool) -> Self {
        self.proxy_from_env = on;
        self
    }

    /// An HTTP client of your own, for its TLS, proxies or certificates.
    ///
    /// It should not set timeouts or retry. Beware of redirects: reqwest does not drop `x-api-key` when one leads to
    /// another host, which this crate's own client does not follow.
    #[must_use]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http = Some(client);
        self
    }

    /// Lints every request that creates or counts a message, or a batch, before it is sent (feature `preflight`).
    ///
    /// A request with an error is not sent; [`Error::report`] says what is wrong. `options` is adapted to the API
    /// version, the betas and the endpoint of each request.
    #[cfg(feature = "preflight")]
    #[must_use]
    pub fn preflight(mut self, options: rolecall_validate::Options) -> Self {
        self.preflight = Some(options);
        self
    }

    /// Creates the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// Fails when there is no credential, when a value cannot be used, or when TLS cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        let base_url = parse_base_url(&self.base_url)?;
        let headers = self.default_headers()?;
        let secrets = self.secrets();
        let http = match self.http {
            Some(http) => http,
            None => http_client(self.connect_timeout, self.proxy_from_env)?,
        };
        Ok(Client(Arc::new(Shared {
            http,
            base_url,
            api_version: self.api_version,
            headers,
            betas: self.betas,
            timeout: self.timeout,
            read_timeout: self.read_timeout,
            max_retries: self.max_retries,
            idempotency: self.idempotency,
            secrets,
            #[cfg(feature = "preflight")]
            preflight: self.preflight,
        })))
    }

    /// What has to be kept out of texts: the key or token, and what headers of the caller use in its place.
    fn secrets(&self) -> Vec<String> {
        // What is shorter is no key, and would be found in the middle of words.
        const SHORTEST: usize = 8;
        let credential = self.credential.iter().map(|credential| match credential {
            Credential::ApiKey(text) | Credential::AuthToken(text) => text.as_str(),
        });
        let headers = self.headers.iter().filter_map(|(name, value)| {
            let is_credential = ["authorization", "proxy-authorization", "x-api-key"]
                .iter()
                .any(|known| name.eq_ignore_ascii_case(known));
            // Without the name of the scheme before it.
            is_credential.then(|| value.rsplit(' ').next().unwrap_or(value))
        });
        credential
            .chain(headers)
            .map(|secret| secret.trim().to_owned())
            .filter(|secret| secret.len() >= SHORTEST)
            .collect()
    }

    fn default_headers(&self) -> Result<HeaderMap, Error> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(USER_AGENT, header_value("user-agent", &self.user_agent)?);
        headers.insert(
            "anthropic-version",
            header_value("anthropic-version", &self.api_version)?,
        );
        match &self.credential {
            Some(Credential::ApiKey(key)) if self.api_version.as_str() < BEARER_KEYS_SINCE => {
                headers.insert("x-api-key", Secret::new("", key)?.header());
            }
            Some(Credential::ApiKey(text) | Credential::AuthToken(text)) => {
                headers.insert(AUTHORIZATION, Secret::new("Bearer ", text)?.header());
            }
            None => {}
        }
        for (name, value) in &self.headers {
            let (name, value) = header(name, value)?;
            headers.insert(name, value);
        }
        if headers.contains_key(AUTHORIZATION) || headers.contains_key("x-api-key") {
            Ok(headers)
        } else {
            Err(Error::config(
                "no API key: set `ANTHROPIC_API_KEY`, or pass one to the builder",
            ))
        }
    }
}

/// A header from the caller. Its value may be a secret, and is treated as one.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), Error> {
    let parsed = name.parse().map_err(|error: InvalidHeaderName| {
        Error::config(format!(
            "`{}` is not the name of a header",
            name.escape_debug()
        ))
        .with_source(error)
    })?;
    let mut value = header_value(name, value)?;
    value.set_sensitive(true);
    Ok((parsed, value))
}

pub(crate) fn header_value(name: &str, value: &str) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(value).map_err(|_| {
        Error::config(format!(
            "the value for `{name}` has characters that a header cannot hold"
        ))
    })
}

fn parse_base_url(text: &str) -> Result<Url, Error> {
    let url = Url::parse(text.trim())
        .map_err(|error| Error::config("the base URL is not a URL").with_source(error))?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(Error::config(
            "the base URL must begin with `https://` or `http://` and name a host",
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(Error::config(
            "the base URL must not have a query or a fragment",
        ));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Error::config(
            "the base URL must not have a user name or password",
        ));
    }
    Ok(url)
}

fn http_client(connect_timeout: Duration, proxy_from_env: bool) -> Result<reqwest::Client, Error> {
    let mut builder = reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        .tcp_nodelay(true)
        .redirect(Policy::custom(stay_at_home))
        // Retries are counted and timed here; none may happen unseen below.
        .retry(reqwest::retry::never());
    if !proxy_from_env {
        builder = builder.no_proxy();
    }
    builder
        .build()
        .map_err(|error| Error::config("the HTTP client cannot be set up").with_source(error))
}

/// Follows a redirect only within the same origin: every request carries the key.
fn stay_at_home(attempt: redirect::Attempt<'_>) -> redirect::Action {
    let came_from = attempt.previous().last().map(Url::origin);
    if came_from == Some(attempt.url().origin()) && attempt.previous().len() <= MAX_REDIRECTS {
        attempt.follow()
    } else {
        attempt.stop()
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("api_version", &self.api_version)
            .field("betas", &self.betas)
            .field("has_credential", &self.credential.is_some())
            .finish_non_exhaustive()
    }
}
