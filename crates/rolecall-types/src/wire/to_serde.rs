//! From an [`Output`] to a serde `Serializer`. Only this file is compiled again in crates that write these types.

use super::write::{Output, Stop, Write};
use serde::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};

/// Writes `value` to any format.
pub(crate) fn serialize<S: Serializer>(
    value: &dyn Write,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    value.output().serialize(serializer)
}

impl Serialize for Output<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Output::Null => serializer.serialize_unit(),
            Output::Bool(value) => serializer.serialize_bool(*value),
            Output::Integer(value) => serializer.serialize_i64(*value),
            Output::Number(number) => number.serialize(serializer),
            Output::Text(text) => serializer.serialize_str(text),
            Output::Any(value) => value.serialize(serializer),
            Output::Map(entries) => entries.serialize(serializer),
            Output::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.count()))?;
                let mut failed = None;
                let done = items.each(&mut |item| {
                    list.serialize_element(&item).map_err(|error| {
                        failed = Some(error);
                        Stop
                    })
                });
                finish(done, failed)?;
                list.end()
            }
            Output::Object(members) => {
                let mut object = serializer.serialize_map(None)?;
                let mut failed = None;
                let done = members.each(&mut |key, value| {
                    object.serialize_entry(key, &value).map_err(|error| {
                        failed = Some(error);
                        Stop
                    })
                });
                finish(done, failed)?;
                object.end()
            }
        }
    }
}

fn finish<E: serde::ser::Error>(done: Result<(), Stop>, failed: Option<E>) -> Result<(), E> {
    match (done, failed) {
        (Ok(()), _) => Ok(()),
        (Err(Stop), Some(error)) => Err(error),
        (Err(Stop), None) => Err(E::custom("writing stopped")),
    }
}
