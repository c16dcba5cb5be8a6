//! Files that requests can refer to.

use crate::body::Body;
use crate::call::{Arriving, Read, Request, json};
use crate::head::Head;
use crate::{Call, Client, Error, List, Upload};
use bytes::Bytes;
use futures_core::Stream;
use reqwest::Method;
use reqwest::header::{ACCEPT, HeaderMap, HeaderValue};
use rolecall_types::{DeletedFile, FileList, FileMetadata};
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Files; see [`Client::files`].
#[derive(Debug, Clone, Copy)]
pub struct Files<'c>(pub(crate) &'c Client);

impl Files<'_> {
    /// Stores a file.
    pub fn upload(&self, file: Upload) -> Call<FileMetadata> {
        let sent = self
            .request(Method::POST, &[])
            .and_then(|sent| file.into_body(sent));
        Call::new(self.0, sent, Read::Whole(json))
    }

    /// The files of your workspace.
    pub fn list(&self) -> List<FileList> {
        List::new(Call::new(
            self.0,
            self.request(Method::GET, &[]),
            Read::Whole(json),
        ))
    }

    /// What the API says about a file.
    pub fn metadata(&self, id: &str) -> Call<FileMetadata> {
        Call::new(self.0, self.request(Method::GET, &[id]), Read::Whole(json))
    }

    /// The content of a file. Only what tools and skills made can be downloaded.
    pub fn download(&self, id: &str) -> Call<Download> {
        let sent = self.request(Method::GET, &[id, "content"]).map(|mut sent| {
            sent.headers
                .insert(ACCEPT, HeaderValue::from_static("application/binary"));
            sent
        });
        Call::new(self.0, sent, Read::Stream(Download::new))
    }

    /// Deletes a file.
    pub fn delete(&self, id: &str) -> Call<DeletedFile> {
        Call::new(
            self.0,
            self.request(Method::DELETE, &[id]),
            Read::Whole(json),
        )
    }

    fn request(self, method: Method, rest: &[&str]) -> Result<Request, Error> {
        let mut segments = vec!["v1", "files"];
        segments.extend(rest);
        Request::new(self.0, method, &segments)
    }
}

/// The content of a file, or any other body, while it is downloaded.
pub struct Download {
    head: Head,
    body: Body,
}

impl Download {
    pub(crate) fn new(arriving: Arriving) -> Self {
        Self {
            head: arriving.head,
            body: arriving.body,
        }
    }

    /// The next piece, or `None` at the end.
    ///
    /// # Errors
    ///
    /// Fails when the connection breaks or falls silent.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        let chunk = self.body.chunk().await.transpose();
        chunk.map_err(|error| error.with_head(&self.head))
    }

    /// Everything up to the end.
    ///
    /// # Errors
    ///
    /// Fails when the connection breaks or falls silent. [`Error::body`] has what arrived.
    pub async fn bytes(mut self) -> Result<Bytes, Error> {
        let (bytes, end) = self.body.read_to_end().await;
        match end {
            Ok(()) => Ok(bytes),
            Err(error) => Err(error.with_head(&self.head).with_body(bytes)),
        }
    }

    /// The HTTP headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.body.poll_chunk(cx)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("status", &self.head.status)
            .field("request_id", &self.head.request_id())
            .finish_non_exhaustive()
    }
}
