//! Strings, numbers, lists, maps and free-form JSON.

use super::{
    Error,
    read::{Input, Read, entry},
    write::{Items, Members, Output, Sink, Stop, Write},
};
use serde_json::{Map, Number, Value};
use std::collections::BTreeMap;

impl Read for String {
    fn read(input: Input<'_>, out: &mut Option<Self>) -> Result<(), Error> {
        match input {
            Input::Text(text) => *out = Some(text.into_owned()),
            other => return Err(other.unexpected("a string")),
        }
        Ok(())
    }
}

impl Write for String {
    fn output(&self) -> Output<'_> {
        Output::Text(self)
    }
}

impl Read for bool {
    fn read(input: Input<'_>, out: &mut Option<Self>) -> Result<(), Error> {
        match input {
            Input::Bool(value) => *out = Some(value),
            other => return Err(other.unexpected("a boolean")),
        }
        Ok(())
    }
}

impl Write for bool {
    fn output(&self) -> Output<'_> {
        Output::Bool(*self)
    }
}

impl Read for i64 {
    fn read(input: Input<'_>, out: &mut Option<Self>) -> Result<(), Error> {
        *out = match &input {
            Input::Number(number) => number.as_i64(),
            _ => None,
        };
        match out {
            Some(_) => Ok(()),
            None => Err(input.unexpected("an integer of 64 bits")),
        }
    }
}

impl Write for i64 {
    fn output(&self) -> Output<'_> {
        Output::Integer(*self)
    }
}

impl Read for Number {
    fn read(input: Input<'_>, out: &mut Option<Self>) -> Result<(), Error> {
        match input {
            Input::Number(number) => *out = Some(number),
            other => return Err(other.unexpected("a number")),
        }
        Ok(())
    }
}

impl Write for Number {
    fn output(&self) -> Output<'_> {
        Output::Number(self)
    }
}

/// Null as an item of a list; a nullable field is the business of `record.rs`.
impl<T: Read> Read for Option<T> {
    fn read(input: Input<'_>, out: &mut Option<Self>) -> Result<(), Error> {
        match input {
            Input::Null => *out = Some(None),
            other => {
                let mut value = None;
                T::read(other, &mut value)?;
                *out = Some(value);
            }
        }
        Ok(())
    }
}

impl<T: Write> Write for Option<T> {
    fn output(&self) -> Output<'_> {
        self.as_ref().map_or(Output::Null, T::output)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(input: Input<'_>, out: &mut Option<Self>) -> Result<(), Error> {
        let Input::List(elements) = input else {
            return Err(input.unexpected("an array"));
        };
        let mut items = Self::new();
        let mut item = None;
        loop {
            match elements.next(&mut |input| T::read(input, &mut item)) {
                Ok(true) => items.extend(item.take()),
                Ok(false) => break,
                Err(error) => return Err(error.in_item(items.len())),
            }
        }
        *out = Some(items);
        Ok(())
    }
}

impl<T: Write> Items for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn each(&self, sink: &mut dyn FnMut(Output<'_>) -> Result<(), Stop>) -> Result<(), Stop> {
        self.iter().try_for_each(|item| sink(item.output()))
    }
}

impl<T: Write> Write for Vec<T> {
    fn output(&self) -> Output<'_> {
        Output::List(self)
    }
}

impl<T: Read> Read for BTreeMap<String, T> {
    fn read(input: Input<'_>, out: &mut Option<Self>) -> Result<(), Error> {
        let entries = input.object("map")?;
        let mut map = Self::new();
        while let Some((key, value)) = entry(entries)? {
            map.insert(key, value);
        }
        *out = Some(map);
        Ok(())
    }
}

impl<T: Write> Members for BTreeMap<String, T> {
    fn each(&self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        self.iter()
            .try_for_each(|(key, value)| sink(key, value.output()))
    }
}

impl<T: Write> Write for BTreeMap<String, T> {
    fn output(&self) -> Output<'_> {
        Output::Object(self)
    }
}

impl Read for Map<String, Value> {
    fn read(input: Input<'_>, out: &mut Option<Self>) -> Result<(), Error> {
        let entries = input.object("map")?;
        let mut map = Self::new();
        while let Some((key, value)) = entry(entries)? {
            map.insert(key, value);
        }
        *out = Some(map);
        Ok(())
    }
}

impl Write for Map<String, Value> {
    fn output(&self) -> Output<'_> {
        Output::Map(self)
    }
}

impl Read for Value {
    fn read(input: Input<'_>, out: &mut Option<Self>) -> Result<(), Error> {
        *out = Some(match input {
            Input::Null => Self::Null,
            Input::Bool(value) => Self::Bool(value),
            Input::Number(number) => Self::Number(number),
            Input::Text(text) => Self::String(text.into_owned()),
            list @ Input::List(_) => {
                let mut items = None;
                Vec::read(list, &mut items)?;
                Self::Array(items.unwrap_or_default())
            }
            object @ Input::Object(_) => {
                let mut entries = None;
                Map::read(object, &mut entries)?;
                Self::Object(entries.unwrap_or_default())
            }
        });
        Ok(())
    }
}

impl Write for Value {
    fn output(&self) -> Output<'_> {
        Output::Any(self)
    }
}

impl<T: Read> Read for Box<T> {
    fn read(input: Input<'_>, out: &mut Option<Self>) -> Result<(), Error> {
        let mut value = None;
        T::read(input, &mut value)?;
        *out = value.map(Self::new);
        Ok(())
    }
}

impl<T: Write> Write for Box<T> {
    fn output(&self) -> Output<'_> {
        (**self).output()
    }
}
