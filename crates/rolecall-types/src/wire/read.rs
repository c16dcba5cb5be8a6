//! A value to be read, whatever format it comes from.

use super::{Error, replay::Buffered};
use serde_json::Number;
use std::{borrow::Cow, fmt};

/// One value. Lists and objects are pulled from while they are read.
pub(crate) enum Input<'a> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'a, str>),
    List(&'a mut dyn Elements),
    Object(&'a mut dyn Entries),
}

/// Where a source puts the next value. It is called once for each value.
pub(crate) type Slot<'s> = dyn FnMut(Input<'_>) -> Result<(), Error> + 's;

/// The items of a list.
pub(crate) trait Elements {
    /// Puts the next item into `slot`, or says `false` when there is none.
    fn next(&mut self, slot: &mut Slot<'_>) -> Result<bool, Error>;
}

/// The entries of an object.
pub(crate) trait Entries {
    /// The tag `name`, where the entries are in memory and can be looked at in any order.
    fn peek(&self, name: &str) -> Option<&Buffered>;

    /// Reads the next key and looks it up among `known`, so that only unknown keys are copied.
    fn key(&mut self, known: &'static [&'static str]) -> Result<Key, Error>;

    /// Puts the value of the key that was just read into `slot`.
    fn value(&mut self, slot: &mut Slot<'_>) -> Result<(), Error>;
}

/// The key of an entry.
pub(crate) enum Key {
    /// Its position among the known ones.
    Known(usize),
    Other(String),
    /// There are no more entries.
    End,
}

impl Key {
    pub(crate) fn find(key: Cow<'_, str>, known: &'static [&'static str]) -> Self {
        match known.iter().position(|name| *name == key) {
            Some(position) => Self::Known(position),
            None => Self::Other(key.into_owned()),
        }
    }
}

/// A type that can be read.
pub(crate) trait Read: Sized {
    /// Reads one value into `out`.
    ///
    /// Some of these types are large; written to where they belong they are not copied on the way up.
    fn read(input: Input<'_>, out: &mut Option<Self>) -> Result<(), Error>;
}

impl<'a> Input<'a> {
    /// The entries, where this is an object; `expected` names the type that wants them.
    pub(crate) fn object(self, expected: &str) -> Result<&'a mut dyn Entries, Error> {
        match self {
            Input::Object(entries) => Ok(entries),
            other => Err(other.unexpected(format_args!("an object (`{expected}`)"))),
        }
    }

    /// The refusal of a value of the wrong JSON type.
    #[cold]
    pub(crate) fn unexpected(&self, expected: impl fmt::Display) -> Error {
        Error::refused(format_args!("invalid type: {self}, expected {expected}"))
    }
}

impl fmt::Display for Input<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Input::Null => f.write_str("null"),
            Input::Bool(value) => write!(f, "boolean `{value}`"),
            Input::Number(number) if number.is_f64() => write!(f, "number `{number}`"),
            Input::Number(number) => write!(f, "integer `{number}`"),
            // A long string may be a whole image; it does not belong into a message.
            Input::Text(text) if text.len() <= 40 => write!(f, "string {text:?}"),
            Input::Text(_) => f.write_str("a long string"),
            Input::List(_) => f.write_str("an array"),
            Input::Object(_) => f.write_str("an object"),
        }
    }
}

/// Reads the value of the key that was just read.
pub(crate) fn value<T: Read>(entries: &mut dyn Entries) -> Result<T, Error> {
    let mut value = None;
    entries.value(&mut |input| T::read(input, &mut value))?;
    value.ok_or_else(Error::no_value)
}

/// The next entry of an object none of whose keys is known.
pub(crate) fn entry<T: Read>(entries: &mut dyn Entries) -> Result<Option<(String, T)>, Error> {
    match entries.key(&[])? {
        Key::Other(key) => match value(entries) {
            Ok(value) => Ok(Some((key, value))),
            Err(error) => Err(error.in_field(&key)),
        },
        Key::Known(_) | Key::End => Ok(None),
    }
}
