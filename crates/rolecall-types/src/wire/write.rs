//! A value to be written, whatever format it goes to: the mirror image of `read.rs`.

use serde_json::{Map, Number, Value};

/// One value. Lists and objects hand out their parts while they are written.
pub(crate) enum Output<'a> {
    Null,
    Bool(bool),
    Integer(i64),
    Number(&'a Number),
    Text(&'a str),
    List(&'a dyn Items),
    Object(&'a dyn Members),
    Any(&'a Value),
    Map(&'a Map<String, Value>),
}

/// A type that can be written.
pub(crate) trait Write {
    fn output(&self) -> Output<'_>;
}

/// The format failed; it keeps its error itself.
pub(crate) struct Stop;

/// The items of a list.
pub(crate) trait Items {
    fn count(&self) -> usize;

    /// Hands every item to `sink`, in order.
    fn each(&self, sink: &mut dyn FnMut(Output<'_>) -> Result<(), Stop>) -> Result<(), Stop>;
}

/// Where an object writes its entries.
pub(crate) type Sink<'s> = dyn FnMut(&str, Output<'_>) -> Result<(), Stop> + 's;

/// The entries of an object.
pub(crate) trait Members {
    /// Hands every entry to `sink`, in order, no key twice.
    fn each(&self, sink: &mut Sink<'_>) -> Result<(), Stop>;
}
