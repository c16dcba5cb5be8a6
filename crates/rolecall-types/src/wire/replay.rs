//! Values that were read already, as a source: what stood before the tag of a union.

use super::{
    Error,
    read::{Elements, Entries, Input, Key, Read, Slot},
};
use serde_json::{Map, Number, Value};
use std::{borrow::Cow, vec};

/// A value in memory. Unlike `serde_json::Value` it keeps entries in a plain list, which is faster to fill and empty.
pub(crate) enum Buffered {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Buffered>),
    Object(Vec<(String, Buffered)>),
}

impl Read for Buffered {
    fn read(input: Input<'_>, out: &mut Option<Self>) -> Result<(), Error> {
        *out = Some(match input {
            Input::Null => Self::Null,
            Input::Bool(value) => Self::Bool(value),
            Input::Number(number) => Self::Number(number),
            Input::Text(text) => Self::Text(text.into_owned()),
            list @ Input::List(_) => {
                let mut items = None;
                Vec::read(list, &mut items)?;
                Self::List(items.unwrap_or_default())
            }
            Input::Object(entries) => {
                let mut pairs = Vec::new();
                while let Some(pair) = super::read::entry(entries)? {
                    pairs.push(pair);
                }
                Self::Object(pairs)
            }
        });
        Ok(())
    }
}

impl Buffered {
    /// Puts the value into `slot`.
    pub(crate) fn put(self, slot: &mut Slot<'_>) -> Result<(), Error> {
        match self {
            Self::Null => slot(Input::Null),
            Self::Bool(value) => slot(Input::Bool(value)),
            Self::Number(number) => slot(Input::Number(number)),
            Self::Text(text) => slot(Input::Text(Cow::Owned(text))),
            Self::List(items) => slot(Input::List(&mut Items(items.into_iter()))),
            Self::Object(pairs) => slot(Input::Object(&mut Replay::new(pairs, None))),
        }
    }
}

impl From<Buffered> for Value {
    fn from(value: Buffered) -> Self {
        match value {
            Buffered::Null => Self::Null,
            Buffered::Bool(value) => Self::Bool(value),
            Buffered::Number(number) => Self::Number(number),
            Buffered::Text(text) => Self::String(text),
            Buffered::List(items) => items.into_iter().map(Self::from).collect(),
            Buffered::Object(pairs) => Self::Object(object(pairs)),
        }
    }
}

/// The entries as JSON; of a key that stands twice the last value remains.
pub(crate) fn object(pairs: Vec<(String, Buffered)>) -> Map<String, Value> {
    pairs
        .into_iter()
        .map(|(key, value)| (key, value.into()))
        .collect()
}

/// Entries that were read already, then the rest of the object that they come from.
pub(crate) struct Replay<'a> {
    before: vec::IntoIter<(String, Buffered)>,
    current: Option<Buffered>,
    /// Absent when the object was read to its end.
    rest: Option<&'a mut dyn Entries>,
}

impl<'a> Replay<'a> {
    pub(crate) fn new(before: Vec<(String, Buffered)>, rest: Option<&'a mut dyn Entries>) -> Self {
        Self {
            before: before.into_iter(),
            current: None,
            rest,
        }
    }
}

impl Entries for Replay<'_> {
    fn peek(&self, name: &str) -> Option<&Buffered> {
        let mut entries = self.before.as_slice().iter();
        let (_, value) = entries.find(|(key, _)| key == name)?;
        Some(value)
    }

    fn key(&mut self, known: &'static [&'static str]) -> Result<Key, Error> {
        if let Some((key, value)) = self.before.next() {
            self.current = Some(value);
            return Ok(Key::find(Cow::Owned(key), known));
        }
        match &mut self.rest {
            Some(rest) => rest.key(known),
            None => Ok(Key::End),
        }
    }

    fn value(&mut self, slot: &mut Slot<'_>) -> Result<(), Error> {
        match (self.current.take(), &mut self.rest) {
            (Some(value), _) => value.put(slot),
            (None, Some(rest)) => rest.value(slot),
            (None, None) => Err(Error::no_value()),
        }
    }
}

struct Items(vec::IntoIter<Buffered>);

impl Elements for Items {
    fn next(&mut self, slot: &mut Slot<'_>) -> Result<bool, Error> {
        match self.0.next() {
            Some(value) => value.put(slot).map(|()| true),
            None => Ok(false),
        }
    }
}
