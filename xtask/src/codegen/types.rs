//! The types of `rolecall-types`, from `schema/`.
//!
//! [`lower`] brings the schema to the dialect that typify gets right, [`harvest`] runs typify and keeps what it is good
//! at (names of fields and their types), [`model`] adds what the schema says beyond that, [`emit`] writes Rust.
//! typify's enums, serde attributes, conversions and error types are dropped: design.md asks for tagged, open, lossless
//! types with located errors, and the module `wire` of the crate provides those.

mod docs;
mod emit;
mod harvest;
mod lower;
mod model;
mod names;
#[cfg(test)]
mod tests;

use super::Output;
use crate::schema::Schema;
use anyhow::{Context as _, Result};

const FOLDER: &str = "crates/rolecall-types/src/generated";

/// One file for each file of `schema/`, and the `mod.rs` over them.
pub(crate) fn generate(schema: &Schema) -> Result<Vec<Output>> {
    let lowered = lower::lower(schema);
    let structs = harvest::harvest(&lowered)?;
    let types = model::model(schema, &structs).context("in the model of the types")?;
    Ok(emit::files(&types)
        .into_iter()
        .map(|(name, text)| Output {
            path: format!("{FOLDER}/{name}.rs").into(),
            text,
        })
        .collect())
}
