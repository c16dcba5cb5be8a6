//! One call: what is sent, how it is tried, and what the answer is read as.

use crate::body::{Body, Patience, far};
use crate::builder::{TIMEOUT, header, header_value};
use crate::client::Shared;
use crate::head::Head;
use crate::{Client, Error, Response, retry};
use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Method, Url};
use serde::de::DeserializeOwned;
use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;
use tracing::{Instrument as _, Span, field};

/// A request that is sent when it is awaited.
///
/// It owns what it sends, so it may be moved to another task, and cloned to be sent again. Dropping it, or the future,
/// cancels the request.
#[must_use = "nothing is sent until the call is awaited"]
pub struct Call<T> {
    client: Client,
    request: Result<Request, Fault>,
    read: Read<T>,
}

/// Everything about a request that does not change between tries.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) betas: Vec<String>,
    timeout: Option<Duration>,
    max_retries: Option<u32>,
    idempotency_key: Option<String>,
    /// Too long to be answered without streaming, unless the caller has set a timeout.
    pub(crate) needs_streaming: bool,
    #[cfg(feature = "preflight")]
    pub(crate) lint_as: Option<rolecall_validate::DocumentKind>,
}

/// What is wrong with a request that could not be built. Unlike an error, it can be cloned.
#[derive(Clone)]
pub(crate) struct Fault(Arc<Error>);

/// How the answer becomes a value.
pub(crate) enum Read<T> {
    /// From the whole body, which belongs to the try: if it breaks off, the request is sent again.
    Whole(fn(&Head, Bytes, &Span) -> Result<T, Error>),
    /// While it arrives. From here on nothing is tried again.
    Stream(fn(Arriving) -> T),
}

/// An answer of which the headers are here.
pub(crate) struct Arriving {
    pub(crate) head: Head,
    pub(crate) body: Body,
    pub(crate) span: Span,
    pub(crate) client: Client,
}

impl Request {
    pub(crate) fn new(client: &Client, method: Method, segments: &[&str]) -> Result<Self, Error> {
        let mut url = client.0.base_url.clone();
        for segment in segments {
            // These would lead to another path, and an empty id to the list.
            if matches!(*segment, "" | "." | "..") {
                return Err(Error::config(format!("`{segment}` is not an id")));
            }
        }
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        Ok(Self::at(method, url))
    }

    pub(crate) fn at(method: Method, url: Url) -> Self {
        Self {
            method,
            url,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            betas: Vec::new(),
            timeout: None,
            max_retries: None,
            idempotency_key: None,
            needs_streaming: false,
            #[cfg(feature = "preflight")]
            lint_as: None,
        }
    }

    pub(crate) fn json(mut self, body: &impl serde::Serialize) -> Result<Self, Error> {
        let body = serde_json::to_vec(body).map_err(|error| {
            Error::config("the request cannot be written as JSON").with_source(error)
        })?;
        self.body = body.into();
        Ok(self)
    }
}

impl<T> Call<T> {
    pub(crate) fn new(client: &Client, request: Result<Request, Error>, read: Read<T>) -> Self {
        let request = request.map_err(|error| Fault(Arc::new(error)));
        Self {
            client: client.clone(),
            request,
            read,
        }
    }

    pub(crate) fn map_request(
        mut self,
        change: impl FnOnce(&mut Request) -> Result<(), Error>,
    ) -> Self {
        if let Ok(request) = &mut self.request {
            if let Err(error) = change(request) {
                self.request = Err(Fault(Arc::new(error)));
            }
        }
        self
    }

    /// Whether this is too long to be answered in one piece, as far as the timeouts are the default ones.
    pub(crate) fn needs_streaming(&self) -> bool {
        let too_long = |request: &Request| {
            request.needs_streaming && timeout(&self.client.0, request).is_none()
        };
        self.request.as_ref().is_ok_and(too_long)
    }

    /// Reads the answer in another way.
    pub(crate) fn reading<U>(self, read: Read<U>) -> Call<U> {
        Call {
            client: self.client,
            request: self.request,
            read,
        }
    }

    /// Beta features that this request asks for, beside those of the client.
    pub fn betas(self, betas: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.map_request(|request| {
            request.betas.extend(betas.into_iter().map(Into::into));
            Ok(())
        })
    }

    /// A header of this request. It replaces one that the client would set.
    pub fn header(self, name: &str, value: &str) -> Self {
        self.map_request(|request| {
            let (name, value) = header(name, value)?;
            request.headers.insert(name, value);
            Ok(())
        })
    }

    /// How long one try may take in all; see [`ClientBuilder::timeout`](crate::ClientBuilder::timeout).
    pub fn timeout(self, timeout: Duration) -> Self {
        self.map_request(|request| {
            request.timeout = Some(timeout);
            Ok(())
        })
    }

    /// How often this request is sent again after a failure that may pass.
    pub fn max_retries(self, retries: u32) -> Self {
        self.map_request(|request| {
            request.max_retries = Some(retries);
            Ok(())
        })
    }

    /// The `idempotency-key` of this request, the same at each try.
    pub fn idempotency_key(self, key: impl Into<String>) -> Self {
        self.map_request(|request| {
            request.idempotency_key = Some(key.into());
            Ok(())
        })
    }

    /// Sends the request, and returns the status and the headers beside the body.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn with_response(self) -> Result<Response<T>, Error> {
        let request = self.request.map_err(Fault::into_error)?;
        let span = span(&self.client.0, &request);
        let call = send(&self.client, &request, &self.read, &span);
        call.instrument(span.clone()).await
    }
}

impl Fault {
    fn into_error(self) -> Error {
        Arc::try_unwrap(self.0).unwrap_or_else(|shared| Error::config(shared.to_string()))
    }
}

impl<T: Send + 'static> IntoFuture for Call<T> {
    type Output = Result<T, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async { self.with_response().await.map(Response::into_body) })
    }
}

/// Reads a whole body as JSON.
pub(crate) fn json<T: DeserializeOwned>(head: &Head, body: Bytes, _: &Span) -> Result<T, Error> {
    parse(head, body)
}

pub(crate) fn parse<T: DeserializeOwned>(head: &Head, body: Bytes) -> Result<T, Error> {
    serde_json::from_slice(&body).map_err(|error| Error::decode(head, body, &error))
}

fn span(shared: &Shared, request: &Request) -> Span {
    tracing::info_span!(
        "anthropic_request",
        method = request.method.as_str(),
        path = request.url.path(),
        api_version = shared.api_version,
        status = field::Empty,
        request_id = field::Empty,
        retries = field::Empty,
        input_tokens = field::Empty,
        output_tokens = field::Empty,
        stop_reason = field::Empty,
    )
}

async fn send<T>(
    client: &Client,
    request: &Request,
    read: &Read<T>,
    span: &Span,
) -> Result<Response<T>, Error> {
    let shared = &*client.0;
    let headers = headers(shared, request)?;
    if request.needs_streaming
        && matches!(read, Read::Whole(_))
        && timeout(shared, request).is_none()
    {
        return Err(Error::config(
            "this request may take longer than 10 minutes: stream it, lower `max_tokens`, or set a timeout",
        ));
    }
    #[cfg(feature = "preflight")]
    crate::preflight::check(shared, request)?;

    let max_retries = request.max_retries.unwrap_or(shared.max_retries);
    let mut retries = 0;
    loop {
        let error = match attempt(client, request, &headers, read, span).await {
            Ok((head, body)) => {
                span.record("retries", retries);
                return Ok(Response::new(head, retries, body));
            }
            Err(error) => error,
        };
        if retries >= max_retries || !error.is_retryable() {
            span.record("retries", retries);
            return Err(error.with_attempts(retries.saturating_add(1)));
        }
        let wait = error
            .retry_after()
            .unwrap_or_else(|| retry::backoff(retries, fastrand::f64()));
        tracing::debug!(
            status = error.status().map(|status| status.as_u16()),
            ?wait,
            "trying again"
        );
        tokio::time::sleep(wait).await;
        retries += 1;
    }
}

fn timeout(shared: &Shared, request: &Request) -> Option<Duration> {
    request.timeout.or(shared.timeout)
}

/// The headers of every try.
fn headers(shared: &Shared, request: &Request) -> Result<HeaderMap, Error> {
    let mut headers = shared.headers.clone();
    let mut betas: Vec<&str> = Vec::new();
    for beta in shared.betas.iter().chain(&request.betas) {
        if !betas.contains(&beta.as_str()) {
            betas.push(beta);
        }
    }
    if !betas.is_empty() {
        headers.insert(
            "anthropic-beta",
            header_value("anthropic-beta", &betas.join(","))?,
        );
    }
    let generated = (shared.idempotency && request.method != Method::GET)
        .then(|| format!("rolecall-retry-{:032x}", fastrand::u128(..)));
    if let Some(key) = request.idempotency_key.as_ref().or(generated.as_ref()) {
        headers.insert("idempotency-key", header_value("idempotency-key", key)?);
    }
    // Also without a body, as the official SDKs do.
    if request.method != Method::GET {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    for (name, value) in &request.headers {
        headers.insert(name, value.clone());
    }
    Ok(headers)
}

async fn attempt<T>(
    client: &Client,
    request: &Request,
    headers: &HeaderMap,
    read: &Read<T>,
    span: &Span,
) -> Result<(Head, T), Error> {
    let shared = &*client.0;
    let mut patience = Patience {
        silence: shared.read_timeout,
        deadline: None,
    };
    let started = Instant::now();
    patience.deadline = timeout(shared, request).map(|timeout| far(started, timeout));
    if matches!(read, Read::Whole(_)) {
        patience.deadline.get_or_insert(started + TIMEOUT);
    }

    let mut sent = reqwest::Request::new(request.method.clone(), request.url.clone());
    *sent.headers_mut() = headers.clone();
    if !request.body.is_empty() {
        *sent.body_mut() = Some(request.body.clone().into());
    }
    let answer = tokio::time::timeout_at(patience.until(), shared.http.execute(sent))
        .await
        .map_err(|_| patience.exhausted())?
        .map_err(Error::transport)?;

    let head = Head::new(answer.status(), answer.headers().clone());
    span.record("status", head.status.as_u16());
    if let Some(id) = head.request_id() {
        span.record("request_id", id);
    }
    if !head.status.is_success() {
        // Nobody waits for an error as long as for a stream.
        patience.deadline.get_or_insert(started + TIMEOUT);
        let (body, _) = Body::new(reqwest::Body::from(answer), patience)
            .read_to_end()
            .await;
        return Err(Error::api(&head, body, |text| shared.redact(text)));
    }
    let mut body = Body::new(reqwest::Body::from(answer), patience);
    match read {
        Read::Whole(read) => {
            let (bytes, end) = body.read_to_end().await;
            end.map_err(|error| error.with_head(&head))?;
            let value = read(&head, bytes, span)?;
            Ok((head, value))
        }
        Read::Stream(read) => {
            let arriving = Arriving {
                head: head.clone(),
                body,
                span: span.clone(),
                client: client.clone(),
            };
            Ok((head, read(arriving)))
        }
    }
}

impl<T> Clone for Read<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Whole(read) => Self::Whole(*read),
            Self::Stream(read) => Self::Stream(*read),
        }
    }
}

impl<T> Clone for Call<T> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            request: self.request.clone(),
            read: self.read.clone(),
        }
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let request = self.request.as_ref().ok();
        f.debug_struct("Call")
            .field("method", &request.map(|request| &request.method))
            .field("path", &request.map(|request| request.url.path()))
            .finish_non_exhaustive()
    }
}
