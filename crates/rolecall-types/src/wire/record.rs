//! Objects with known fields.

use super::{
    Error,
    read::{Entries, Input, Key, Read, value},
    write::{Output, Sink, Stop, Write},
};
use serde_json::{Map, Value};

/// A type with named fields and an `extra` for all others.
pub(crate) trait Record: Sized {
    /// The tag that the type does not store, because it is always the same: `("type", "text")`.
    const TAG: Option<(&'static str, &'static str)>;
    /// Names of the fields as they are written; behind them the name of the tag.
    const FIELDS: &'static [&'static str];

    /// Reads the fields; `tag_seen` says that a union has read the tag already.
    fn read_fields(
        entries: &mut dyn Entries,
        tag_seen: bool,
        out: &mut Option<Self>,
    ) -> Result<(), Error>;
}

/// The fields of one object while they are read.
pub(crate) struct Fields<'a> {
    entries: &'a mut dyn Entries,
    known: &'static [&'static str],
    tag: Option<(&'static str, &'static str)>,
    tag_seen: bool,
    /// Everything that is not in `known`, and the nulls of what is.
    pub(crate) extra: Map<String, Value>,
}

impl<'a> Fields<'a> {
    pub(crate) fn of<T: Record>(entries: &'a mut dyn Entries, tag_seen: bool) -> Self {
        Self {
            entries,
            known: T::FIELDS,
            tag: T::TAG,
            tag_seen,
            extra: Map::new(),
        }
    }

    /// The position of the next known field, whose value must be read next; `None` at the end of the object.
    pub(crate) fn next(&mut self) -> Result<Option<usize>, Error> {
        loop {
            match self.entries.key(self.known)? {
                Key::Known(index) => match self.tag {
                    Some((name, expected)) if index + 1 == self.known.len() => {
                        self.read_tag(expected)
                            .map_err(|error| error.in_field(name))?;
                    }
                    _ => return Ok(Some(index)),
                },
                Key::Other(key) => match value(self.entries) {
                    Ok(value) => {
                        self.extra.insert(key, value);
                    }
                    Err(error) => return Err(error.in_field(&key)),
                },
                Key::End => {
                    return match self.tag {
                        Some((name, _)) if !self.tag_seen => Err(Error::missing_field(name)),
                        _ => Ok(None),
                    };
                }
            }
        }
    }

    fn read_tag(&mut self, expected: &str) -> Result<(), Error> {
        self.tag_seen = true;
        self.entries.value(&mut |input| match input {
            Input::Text(tag) if tag == expected => Ok(()),
            other => Err(Error::refused(format_args!(
                "invalid value: {other}, expected \"{expected}\""
            ))),
        })
    }
}

/// Fields that every such object has.
pub(crate) mod required {
    use super::{Error, Fields, Output, Read, Sink, Stop, Write};

    pub(crate) fn read<T: Read>(
        fields: &mut Fields<'_>,
        index: usize,
        slot: &mut Option<T>,
    ) -> Result<(), Error> {
        let result = fields.entries.value(&mut |input| T::read(input, slot));
        result.map_err(|error| error.in_field(fields.known[index]))
    }

    pub(crate) fn finish<T>(slot: Option<T>, name: &str) -> Result<T, Error> {
        slot.ok_or_else(|| Error::missing_field(name))
    }

    pub(crate) fn write<T: Write>(field: &T, name: &str, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let output: Output<'_> = field.output();
        sink(name, output)
    }

    pub(crate) fn is_written<T>(_: &T) -> bool {
        true
    }
}

/// Fields that may be absent or null. An explicit null is kept in `extra`, so that it is written again.
pub(crate) mod optional {
    use super::{Error, Fields, Input, Read, Sink, Stop, Value, Write};

    pub(crate) fn read<T: Read>(
        fields: &mut Fields<'_>,
        index: usize,
        slot: &mut Option<T>,
    ) -> Result<(), Error> {
        let name = fields.known[index];
        let result = fields.entries.value(&mut |input| match input {
            Input::Null => {
                *slot = None;
                Ok(())
            }
            input => T::read(input, slot),
        });
        result.map_err(|error| error.in_field(name))?;
        // When a key stands twice the last one wins, as in `serde_json::Value`.
        if slot.is_none() {
            fields.extra.insert(name.to_owned(), Value::Null);
        } else if !fields.extra.is_empty() {
            fields.extra.remove(name);
        }
        Ok(())
    }

    #[expect(
        clippy::unnecessary_wraps,
        reason = "has the signature of its namesake in `required`"
    )]
    pub(crate) fn finish<T>(slot: Option<T>, _: &str) -> Result<Option<T>, Error> {
        Ok(slot)
    }

    #[expect(
        clippy::ref_option,
        reason = "has the signature of its namesake in `required`"
    )]
    pub(crate) fn write<T: Write>(
        field: &Option<T>,
        name: &str,
        sink: &mut Sink<'_>,
    ) -> Result<(), Stop> {
        match field {
            Some(value) => sink(name, value.output()),
            None => Ok(()),
        }
    }

    #[expect(
        clippy::ref_option,
        reason = "has the signature of its namesake in `required`"
    )]
    pub(crate) fn is_written<T>(field: &Option<T>) -> bool {
        field.is_some()
    }
}

/// Writes what is in `extra`, except for keys that were written as a field or tag: no key is ever written twice.
pub(crate) fn write_extra(
    extra: &Map<String, Value>,
    is_written: &dyn Fn(&str) -> bool,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    for (key, value) in extra {
        if !is_written(key) {
            sink(key, Output::Any(value))?;
        }
    }
    Ok(())
}
