//! Cross-crate tests of rolecall.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may end")]

mod derive;
mod docs;
mod each_repair;
mod judges;
mod properties;
mod readme;
mod repairs;
mod strategies;
mod support;
mod tidy;
