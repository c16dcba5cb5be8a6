//! The way out: any request, any answer.

use crate::call::{Read, Request, json};
use crate::{Call, Client, Download, Error, MessageStream};
use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A request to any path; see [`Client::request`]. It carries what every request of the client carries, and is retried
/// like them.
#[must_use = "nothing is sent until the call is awaited"]
#[derive(Debug)]
pub struct RawCall(Call<Download>);

impl RawCall {
    pub(crate) fn new(client: &Client, method: Method, path: &str) -> Self {
        let request = url(client, path).map(|url| Request::at(method, url));
        Self(Call::new(client, request, Read::Stream(Download::new)))
    }

    /// Sends this as JSON.
    pub fn json(self, body: &impl Serialize) -> Self {
        Self(self.0.map_request(|request| {
            *request = request.clone().json(body)?;
            Ok(())
        }))
    }

    /// Sends these bytes, as they are.
    pub fn bytes(self, content_type: &str, body: impl Into<Bytes>) -> Self {
        Self(
            self.0
                .header("content-type", content_type)
                .map_request(|request| {
                    request.body = body.into();
                    if content_type.is_empty() {
                        request.headers.insert(
                            CONTENT_TYPE,
                            HeaderValue::from_static("application/octet-stream"),
                        );
                    }
                    Ok(())
                }),
        )
    }

    /// Reads the answer as JSON, into a type of yours or a [`serde_json::Value`].
    pub fn into_json<T: DeserializeOwned>(self) -> Call<T> {
        self.0.reading(Read::Whole(json))
    }

    /// Reads the answer as the events of a message.
    pub fn into_stream(self) -> Call<MessageStream> {
        self.0.reading(Read::Stream(MessageStream::new))
    }

    /// Reads the answer as bytes.
    pub fn into_bytes(self) -> Call<Download> {
        self.0
    }
}

/// The URL of a path below the base URL; the path may have a query.
fn url(client: &Client, path: &str) -> Result<Url, Error> {
    if !path.starts_with('/') {
        return Err(Error::config("the path must begin with `/`"));
    }
    let (path, query) = path
        .split_once('?')
        .map_or((path, None), |(path, query)| (path, Some(query)));
    let mut url = client.0.base_url.clone();
    let full = format!("{}{path}", url.path().trim_end_matches('/'));
    url.set_path(&full);
    url.set_query(query);
    Ok(url)
}
