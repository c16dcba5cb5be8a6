//! From a serde `Deserializer` to an [`Input`]. Only this file is compiled again in crates that read these types.

use super::{
    Error,
    read::{Elements, Entries, Input, Key, Read, Slot},
    replay::Buffered,
};
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Number;
use std::{borrow::Cow, fmt, marker::PhantomData};

/// Reads a `T` from any self-describing format.
pub(crate) fn deserialize<'de, T: Read, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut value = None;
    receive(deserializer, &mut |input| T::read(input, &mut value))?;
    value.ok_or_else(|| de::Error::custom(Error::no_value()))
}

fn receive<'de, D: Deserializer<'de>>(
    deserializer: D,
    slot: &mut Slot<'_>,
) -> Result<(), D::Error> {
    let mut refused = false;
    deserializer.deserialize_any(Receiver {
        slot,
        refused: &mut refused,
    })
}

/// Hands the one value that it visits to a slot.
struct Receiver<'a, 's> {
    slot: &'a mut Slot<'s>,
    /// Set when the error that comes back is the slot's, not the format's.
    refused: &'a mut bool,
}

impl Receiver<'_, '_> {
    fn put<E: de::Error>(self, input: Input<'_>) -> Result<(), E> {
        let result = (self.slot)(input);
        result.map_err(|error| give(error, None, self.refused))
    }
}

/// The error to hand to serde: the format's own, where `kept` holds it, or ours in the format's clothes.
#[cold]
fn give<E: de::Error>(error: Error, kept: Option<E>, refused: &mut bool) -> E {
    match (error, kept) {
        (Error::Foreign, Some(kept)) => kept,
        (error, _) => {
            *refused = true;
            E::custom(error)
        }
    }
}

/// The error to hand to the reading type, the reverse of [`give`].
///
/// A refusal is text again by now. `serde_json` wrote its position behind it and takes it off again in `custom`.
#[cold]
fn take<E: de::Error>(error: E, kept: &mut Option<E>, refused: bool) -> Error {
    if refused {
        Error::refused(error)
    } else {
        *kept = Some(error);
        Error::Foreign
    }
}

impl<'de> DeserializeSeed<'de> for Receiver<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Receiver<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.put(Input::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.put(Input::Number(value.into()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.put(Input::Number(value.into()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        // JSON has no infinities; `serde_json::Value` makes null of them, too.
        self.put(Number::from_f64(value).map_or(Input::Null, Input::Number))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        self.put(Input::Text(Cow::Borrowed(value)))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<(), E> {
        self.put(Input::Text(Cow::Owned(value)))
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.put(Input::Null)
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.put(Input::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let mut list = List {
            access,
            kept: None,
            lifetime: PhantomData,
        };
        let result = (self.slot)(Input::List(&mut list));
        result.map_err(|error| give(error, list.kept.take(), self.refused))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let mut object = Object {
            access,
            kept: None,
            lifetime: PhantomData,
        };
        let result = (self.slot)(Input::Object(&mut object));
        result.map_err(|error| give(error, object.kept.take(), self.refused))
    }
}

struct List<'de, A: SeqAccess<'de>> {
    access: A,
    kept: Option<A::Error>,
    lifetime: PhantomData<&'de ()>,
}

impl<'de, A: SeqAccess<'de>> Elements for List<'de, A> {
    fn next(&mut self, slot: &mut Slot<'_>) -> Result<bool, Error> {
        let mut refused = false;
        let receiver = Receiver {
            slot,
            refused: &mut refused,
        };
        match self.access.next_element_seed(receiver) {
            Ok(item) => Ok(item.is_some()),
            Err(error) => Err(take(error, &mut self.kept, refused)),
        }
    }
}

struct Object<'de, A: MapAccess<'de>> {
    access: A,
    kept: Option<A::Error>,
    lifetime: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Entries for Object<'de, A> {
    fn peek(&self, _: &str) -> Option<&Buffered> {
        None
    }

    fn key(&mut self, known: &'static [&'static str]) -> Result<Key, Error> {
        match self.access.next_key_seed(Name { known }) {
            Ok(key) => Ok(key.unwrap_or(Key::End)),
            Err(error) => Err(take(error, &mut self.kept, false)),
        }
    }

    fn value(&mut self, slot: &mut Slot<'_>) -> Result<(), Error> {
        let mut refused = false;
        let receiver = Receiver {
            slot,
            refused: &mut refused,
        };
        let result = self.access.next_value_seed(receiver);
        result.map_err(|error| take(error, &mut self.kept, refused))
    }
}

/// Reads a key.
struct Name {
    known: &'static [&'static str],
}

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string as key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Key, E> {
        Ok(Key::find(Cow::Borrowed(key), self.known))
    }

    fn visit_string<E: de::Error>(self, key: String) -> Result<Key, E> {
        Ok(Key::find(Cow::Owned(key), self.known))
    }
}
