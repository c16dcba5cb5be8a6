#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

mod accumulate;
mod batches;
#[cfg(feature = "blocking")]
pub mod blocking;
mod body;
mod builder;
mod call;
mod client;
mod error;
mod files;
mod head;
mod limits;
mod messages;
mod models;
mod pages;
#[cfg(feature = "schemars")]
mod parsed;
mod partial_json;
#[cfg(feature = "preflight")]
mod preflight;
mod raw;
mod response;
mod retry;
mod secret;
mod sse;
mod stream;
mod tools;
mod trace;
mod upload;

pub use batches::{BatchResults, Batches};
pub use builder::{API_VERSION, ClientBuilder};
pub use call::Call;
pub use client::Client;
pub use error::{Error, ErrorKind};
pub use files::{Download, Files};
pub use limits::{RateLimit, RateLimits};
pub use messages::Messages;
pub use models::Models;
pub use pages::{Items, List, Page};
#[cfg(feature = "schemars")]
pub use parsed::Parsed;
pub use raw::RawCall;
pub use response::Response;
pub use stream::{MessageStream, TextStream};
pub use tools::{ToolLoop, ToolRun, ToolTurns, Tools};
pub use upload::Upload;

/// The HTTP client below, for [`ClientBuilder::http_client`], `Method`, `StatusCode` and `header`.
pub use reqwest;
/// The types of requests and answers.
pub use rolecall_types as types;
