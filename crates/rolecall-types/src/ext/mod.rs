//! Hand-written methods of the generated types.

mod blocks;
mod content;
mod message;
mod request;
#[cfg(feature = "schemars")]
mod schemars;
mod stream;
mod tools;
