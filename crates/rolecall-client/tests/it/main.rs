//! The client against a real server on this machine.

mod batches;
mod bodies;
mod errors;
mod faults;
mod files;
mod pages;
mod requests;
mod retries;
mod streaming;
mod support;
mod timeouts;
#[cfg(feature = "rustls")]
mod tls;
#[cfg(feature = "blocking")]
mod waiting;
