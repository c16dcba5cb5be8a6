//! The body of an answer, read under the timeouts.

use crate::Error;
use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use std::future::{Future as _, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Instant, Sleep};

/// The two clocks of one attempt.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    /// The longest silence: before the headers, and between pieces of the body.
    pub(crate) silence: Duration,
    /// When the attempt as a whole must be over.
    pub(crate) deadline: Option<Instant>,
}

impl Patience {
    /// When to give up, if nothing more comes from now on.
    pub(crate) fn until(&self) -> Instant {
        let silent = far(Instant::now(), self.silence);
        self.deadline
            .map_or(silent, |deadline| deadline.min(silent))
    }

    pub(crate) fn exhausted(&self) -> Error {
        match self.deadline {
            Some(deadline) if deadline <= Instant::now() => {
                Error::timeout("the answer was not complete within the timeout")
            }
            _ => Error::timeout(format!("nothing arrived for {:?}", self.silence)),
        }
    }
}

/// `start + wait`, or thirty years when that is beyond what the clock can tell.
pub(crate) fn far(start: Instant, wait: Duration) -> Instant {
    const THIRTY_YEARS: Duration = Duration::from_secs(30 * 365 * 86_400);
    start + wait.min(THIRTY_YEARS)
}

pub(crate) struct Body {
    inner: reqwest::Body,
    patience: Patience,
    timer: Pin<Box<Sleep>>,
    /// The timer runs for the silence that is going on. It is set only when there is one: most reads find data ready.
    waiting: bool,
}

impl Body {
    pub(crate) fn new(inner: reqwest::Body, patience: Patience) -> Self {
        let timer = Box::pin(tokio::time::sleep_until(patience.until()));
        Self {
            inner,
            patience,
            timer,
            waiting: false,
        }
    }

    /// Waits at most this long for what comes after the end of the message.
    pub(crate) fn hurry(&mut self, silence: Duration) {
        self.patience.silence = self.patience.silence.min(silence);
        self.waiting = false;
    }

    pub(crate) fn poll_chunk(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            let Poll::Ready(frame) = Pin::new(&mut self.inner).poll_frame(cx) else {
                return self.poll_patience(cx).map(|error| Some(Err(error)));
            };
            self.waiting = false;
            match frame {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(Error::transport(error)))),
                // What is no data is trailers, which say nothing here; nor does an empty piece.
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) if !data.is_empty() => return self.within_deadline(data),
                    _ => {}
                },
            }
        }
    }

    /// A server that sends without a pause must not outrun the deadline.
    fn within_deadline(&self, data: Bytes) -> Poll<Option<Result<Bytes, Error>>> {
        let late = self
            .patience
            .deadline
            .is_some_and(|deadline| deadline <= Instant::now());
        Poll::Ready(Some(if late {
            Err(self.patience.exhausted())
        } else {
            Ok(data)
        }))
    }

    fn poll_patience(&mut self, cx: &mut Context<'_>) -> Poll<Error> {
        if !self.waiting {
            self.waiting = true;
            self.timer.as_mut().reset(self.patience.until());
        }
        ready!(self.timer.as_mut().poll(cx));
        Poll::Ready(self.patience.exhausted())
    }

    pub(crate) async fn chunk(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|cx| self.poll_chunk(cx)).await
    }

    /// Everything up to the end, or what arrived and why it was not more.
    pub(crate) async fn read_to_end(&mut self) -> (Bytes, Result<(), Error>) {
        let Some(first) = self.chunk().await else {
            return (Bytes::new(), Ok(()));
        };
        let first = match first {
            Ok(first) => first,
            Err(error) => return (Bytes::new(), Err(error)),
        };
        let mut all = None;
        loop {
            match self.chunk().await {
                // Most answers are one piece, which need not be copied.
                None => return (all.map_or(first, BytesMut::freeze), Ok(())),
                Some(Ok(more)) => {
                    all.get_or_insert_with(|| BytesMut::from(&first[..]))
                        .extend_from_slice(&more);
                }
                Some(Err(error)) => return (all.map_or(first, BytesMut::freeze), Err(error)),
            }
        }
    }
}
