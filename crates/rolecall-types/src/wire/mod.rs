//! How the types of this crate are read and written.
//!
//! Serde's own traits are generic over the format, so a derived implementation is compiled again in every crate that
//! uses it; for these types that costs each user half a minute of release build. Here a value is read from an
//! [`Input`] and written as an [`Output`], which are plain enums over trait objects. Everything that knows a type is
//! compiled once, in this crate; only the few adaptors in [`from_serde`] and [`to_serde`] are generic.
//!
//! Reading loses nothing: unknown fields and explicit nulls go to `extra`, unknown tags to `Unknown`, unknown values to
//! `Other`. Where it must refuse, the error says where: `.messages[0].content[1]<image>.source: …`.

mod error;
mod from_serde;
mod leaf;
mod macros;
mod read;
mod record;
mod replay;
mod tagged;
mod to_serde;
mod write;

pub(crate) use error::Error;
pub(crate) use from_serde::deserialize;
pub(crate) use macros::{choice, open_enum, record, serde_impls, setters, tagged};
pub(crate) use read::{Entries, Input, Read};
pub(crate) use record::{Fields, Record, optional, required, write_extra};
pub(crate) use tagged::{Branch, Tagged, read_tagged};
pub(crate) use to_serde::serialize;
pub(crate) use write::{Members, Output, Sink, Stop, Write};
