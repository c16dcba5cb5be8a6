//! For programs without an async runtime (feature `blocking`): [`Call::wait`], [`List::wait`], and [`wait`] and [`iter`]
//! for everything else.
//!
//! ```no_run
//! use rolecall_client::{Client, blocking, types::{CreateMessage, InputMessage}};
//!
//! # fn main() -> Result<(), rolecall_client::Error> {
//! let client = Client::from_env()?;
//! let request = CreateMessage::new("claude-opus-5", 1024, [InputMessage::user("Hello")]);
//! let message = client.messages().create(&request).wait()?;
//!
//! for event in blocking::iter(client.messages().stream(&request).wait()?) {
//!     println!("{:?}", event?);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! All of it runs on one runtime with one thread in the background, which is started when it is first needed.

use crate::{Call, Error, List};
use futures_core::Stream;
use std::future::{Future, IntoFuture as _, poll_fn};
use std::pin::Pin;
use std::sync::OnceLock;
use tokio::runtime::{Builder, Handle, Runtime};

/// Waits for a future of this crate.
///
/// # Errors
///
/// Fails as the future does, and when it is called on a thread that belongs to an async runtime, which it would block.
pub fn wait<T>(future: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    runtime()?.block_on(future)
}

/// Goes through a stream of this crate.
pub fn iter<T, S: Stream<Item = Result<T, Error>> + Unpin>(stream: S) -> Iter<S> {
    Iter {
        stream,
        failed: false,
    }
}

/// An iterator over a stream; see [`iter`].
#[derive(Debug)]
pub struct Iter<S> {
    stream: S,
    failed: bool,
}

impl<S> Iter<S> {
    /// The stream, to go on with it in another way.
    pub fn into_inner(self) -> S {
        self.stream
    }
}

impl<T, S: Stream<Item = Result<T, Error>> + Unpin> Iterator for Iter<S> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        match runtime() {
            Ok(runtime) => {
                let stream = &mut self.stream;
                runtime.block_on(poll_fn(|cx| Pin::new(&mut *stream).poll_next(cx)))
            }
            Err(error) => {
                self.failed = true;
                Some(Err(error))
            }
        }
    }
}

impl<T: Send + 'static> Call<T> {
    /// Sends the request, and blocks until the answer is here.
    ///
    /// # Errors
    ///
    /// Fails as the call does, and when it is called on a thread that belongs to an async runtime.
    pub fn wait(self) -> Result<T, Error> {
        wait(self.into_future())
    }
}

impl<P: Send + 'static> List<P> {
    /// Asks for one page, and blocks until it is here. For all items use [`iter`] with [`List::items`].
    ///
    /// # Errors
    ///
    /// Fails as the call does, and when it is called on a thread that belongs to an async runtime.
    pub fn wait(self) -> Result<P, Error> {
        wait(self.into_future())
    }
}

fn runtime() -> Result<&'static Runtime, Error> {
    static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();
    if Handle::try_current().is_ok() {
        return Err(Error::config(
            "an async runtime is running on this thread: await the call",
        ));
    }
    let start = || {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("rolecall-client")
            .enable_all()
            .build();
        runtime.map_err(|error| error.to_string())
    };
    let runtime = RUNTIME.get_or_init(start).as_ref();
    runtime.map_err(|error| Error::config(format!("the runtime cannot be started: {error}")))
}
