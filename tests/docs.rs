//! The examples of the pages in `docs/`, run as they stand.

#[doc = include_str!("../docs/library.md")]
pub mod library {}
