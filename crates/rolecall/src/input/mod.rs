//! Inputs: which files are meant, and what documents stand in them.
//!
//! [`files`] turns the paths of the command line into files, [`Feed`] reads them piece by piece, and [`layout`] knows
//! how a piece of text holds documents. Files are read here and nowhere else.

mod feed;
mod files;
mod layout;
mod lines;
mod sse;

pub(crate) use feed::{Feed, Job, Work};
pub(crate) use files::{Files, InputFile};
pub(crate) use layout::{Document, Unit};
