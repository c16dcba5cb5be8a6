//! JSON text as a tree of borrowed, spanned values.
//!
//! [`parse`] reads the text once into a flat list of nodes in document order. Strings stay slices of the input, so
//! that an image of megabytes is scanned once and never copied. Everything that looks at a payload, the structural
//! check and the rules, reads this tree.

mod fault;
mod names;
mod parse;
mod scan;
mod tree;

pub(crate) use fault::Fault;
pub(crate) use names::{NameIndex, NameTable};
pub(crate) use parse::{Parsed, parse};
pub(crate) use tree::{JsonType, Key, NameSets, Tree, Value, fingerprint};
