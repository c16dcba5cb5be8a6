//! Cross-crate tests of rolecall.

mod derive;
mod docs;
mod judges;
mod properties;
mod strategies;
mod support;
