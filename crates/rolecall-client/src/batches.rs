//! Batches of messages, and their results.

use crate::body::Body;
use crate::call::{Arriving, Read, Request, json, parse};
use crate::head::Head;
use crate::{Call, Client, Error, List};
use bytes::Bytes;
use futures_core::Stream;
use reqwest::Method;
use reqwest::header::{ACCEPT, HeaderValue};
use rolecall_types::{Batch, BatchList, BatchResult, CreateBatch, DeletedBatch};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Batches; see [`Client::batches`].
#[derive(Debug, Clone, Copy)]
pub struct Batches<'c>(pub(crate) &'c Client);

impl Batches<'_> {
    /// Creates a batch, which is then worked on for up to a day.
    pub fn create(&self, request: &CreateBatch) -> Call<Batch> {
        let sent = self
            .request(Method::POST, &[])
            .and_then(|sent| sent.json(request));
        #[cfg(feature = "preflight")]
        let sent = sent.map(|sent| sent.lint_as(rolecall_validate::DocumentKind::Batch));
        Call::new(self.0, sent, Read::Whole(json))
    }

    /// How far a batch is.
    pub fn retrieve(&self, id: &str) -> Call<Batch> {
        Call::new(self.0, self.request(Method::GET, &[id]), Read::Whole(json))
    }

    /// The batches of your workspace, newest first.
    pub fn list(&self) -> List<BatchList> {
        List::new(Call::new(
            self.0,
            self.request(Method::GET, &[]),
            Read::Whole(json),
        ))
    }

    /// Stops a batch. What is already being worked on is finished.
    pub fn cancel(&self, id: &str) -> Call<Batch> {
        Call::new(
            self.0,
            self.request(Method::POST, &[id, "cancel"]),
            Read::Whole(json),
        )
    }

    /// Deletes a batch that has ended.
    pub fn delete(&self, id: &str) -> Call<DeletedBatch> {
        Call::new(
            self.0,
            self.request(Method::DELETE, &[id]),
            Read::Whole(json),
        )
    }

    /// The results of a batch that has ended, one per request, in no particular order.
    pub fn results(&self, id: &str) -> Call<BatchResults> {
        let sent = self.request(Method::GET, &[id, "results"]).map(|mut sent| {
            sent.headers
                .insert(ACCEPT, HeaderValue::from_static("application/binary"));
            sent
        });
        Call::new(self.0, sent, Read::Stream(BatchResults::new))
    }

    fn request(self, method: Method, rest: &[&str]) -> Result<Request, Error> {
        let mut segments = vec!["v1", "messages", "batches"];
        segments.extend(rest);
        Request::new(self.0, method, &segments)
    }
}

/// The results of a batch while they are downloaded, one line each.
///
/// A line that cannot be read is an error with the line as its body, and the next line may be read after it. When the
/// connection breaks, that is the last error.
pub struct BatchResults {
    head: Head,
    body: Option<Body>,
    lines: Lines,
}

impl BatchResults {
    fn new(arriving: Arriving) -> Self {
        Self {
            head: arriving.head,
            body: Some(arriving.body),
            lines: Lines::default(),
        }
    }

    /// The next result, or `None` after the last one.
    ///
    /// # Errors
    ///
    /// Fails when a line cannot be read, and when the connection breaks or falls silent.
    pub async fn next_result(&mut self) -> Result<Option<BatchResult>, Error> {
        poll_fn(|cx| self.poll_result(cx)).await.transpose()
    }

    fn poll_result(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<BatchResult, Error>>> {
        loop {
            while let Some(line) = self.lines.next_line() {
                if !line.trim_ascii().is_empty() {
                    return Poll::Ready(Some(parse(&self.head, line)));
                }
            }
            let Some(body) = &mut self.body else {
                return Poll::Ready(None);
            };
            match ready!(body.poll_chunk(cx)) {
                Some(Ok(chunk)) => self.lines.push(&chunk),
                Some(Err(error)) => {
                    self.body = None;
                    self.lines = Lines::default();
                    return Poll::Ready(Some(Err(error.with_head(&self.head))));
                }
                None => {
                    self.body = None;
                    // The last line need not end.
                    self.lines.push(b"\n");
                }
            }
        }
    }
}

impl Stream for BatchResults {
    type Item = Result<BatchResult, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_result(cx)
    }
}

impl fmt::Debug for BatchResults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchResults")
            .field("request_id", &self.head.request_id())
            .field("is_over", &self.body.is_none())
            .finish_non_exhaustive()
    }
}

/// Lines, from bytes that may be cut anywhere.
#[derive(Default)]
struct Lines {
    buffer: Vec<u8>,
    start: usize,
    scanned: usize,
}

impl Lines {
    fn push(&mut self, bytes: &[u8]) {
        self.buffer.drain(..self.start);
        self.scanned -= self.start;
        self.start = 0;
        self.buffer.extend_from_slice(bytes);
    }

    fn next_line(&mut self) -> Option<Bytes> {
        let Some(offset) = memchr::memchr(b'\n', &self.buffer[self.scanned..]) else {
            self.scanned = self.buffer.len();
            return None;
        };
        let line = Bytes::copy_from_slice(&self.buffer[self.start..self.scanned + offset]);
        self.start = self.scanned + offset + 1;
        self.scanned = self.start;
        Some(line)
    }
}
