//! Cross-crate tests of rolecall.
