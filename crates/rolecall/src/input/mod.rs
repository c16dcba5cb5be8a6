//! Inputs: which files are meant, and what documents stand in them.
//!
//! [`files`] turns the paths of the command line into files, [`Feed`] reads them piece by piece, and [`layout`] knows
//! how a piece of text holds documents. Files are read here and nowhere else.

mod batch_body;
mod compressed;
mod embedded;
mod feed;
mod files;
mod har;
mod json_walk;
mod layout;
mod lines;
mod markdown;
mod pointer;
mod sent;
mod shelf;
mod shell;
mod sse;
mod text;
mod yaml;

pub(crate) use feed::{Feed, Job, Work};
pub(crate) use files::{Files, Filter, InputFile, Source};
pub(crate) use layout::{Document, Found, Known, Unit};
pub(crate) use pointer::Pointer;
pub(crate) use shelf::Shelf;
