//! Cross-crate tests of rolecall.

mod derive;
mod docs;
mod judges;
mod properties;
mod readme;
mod strategies;
mod support;
mod tidy;
