//! The client against a real server on this machine.

#![expect(clippy::unwrap_used, reason = "the helpers are test code too")]

mod batches;
mod bodies;
mod environment;
mod errors;
mod faults;
mod files;
mod pages;
#[cfg(feature = "preflight")]
mod preflight;
mod requests;
mod retries;
mod streaming;
mod support;
mod timeouts;
#[cfg(feature = "rustls")]
mod tls;
#[cfg(feature = "schemars")]
mod tools;
mod traces;
#[cfg(feature = "blocking")]
mod waiting;
