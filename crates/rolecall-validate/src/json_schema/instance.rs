//! Whether a value matches a schema; the one place that needs a whole validator.

use super::reference;
use crate::json::Value;
use jsonschema::{Draft, PatternOptions};

/// The first thing in which a value differs from its schema.
#[derive(Debug)]
pub(crate) struct Mismatch {
    /// Where in the value, as a JSON Pointer.
    pub(crate) pointer: String,
    /// The keyword that says otherwise.
    pub(crate) keyword: String,
}

/// A schema that is large enough for every tool that is meant to be used, and small enough to be checked at once.
const MOST_SCHEMAS: usize = 4096;

/// A schema, ready to be compared with values.
#[derive(Debug)]
pub(crate) struct Schema(jsonschema::Validator);

impl Schema {
    /// Nothing where the schema is faulty, recursive or too large, so that no comparison takes long, or where it needs
    /// another document.
    pub(crate) fn new(schema: Value<'_>) -> Option<Self> {
        let repeats_work = super::all_below(schema).into_iter().any(|schema| {
            schema.get("unevaluatedProperties").is_some()
                || schema.get("unevaluatedItems").is_some()
        });
        if repeats_work || !reference::expands_within(schema, MOST_SCHEMAS) {
            return None;
        }
        let schema = serde_json::from_str(schema.raw()).ok()?;
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(false)
            .offline()
            // The engine that answers in linear time; what it cannot do is left unsaid.
            .with_pattern_options(PatternOptions::regex())
            .build(&schema)
            .ok()
            .map(Self)
    }

    /// Compares a value; nothing where it matches or cannot be read.
    pub(crate) fn mismatch(&self, value: Value<'_>) -> Option<Mismatch> {
        let value = serde_json::from_str(value.raw()).ok()?;
        self.0.validate(&value).err().map(|error| Mismatch {
            pointer: error.instance_path().to_string(),
            keyword: error.kind().keyword().to_owned(),
        })
    }
}
