//! Describing a tool's input.

use crate::InputSchema;
use serde_json::{Map, Value};

/// Takes a JSON Schema that was written by hand: `InputSchema::try_from(json!({"type": "object"}))`.
///
/// # Errors
///
/// When `type` is missing or no string, or `properties` or `required` is not of its type.
impl TryFrom<Value> for InputSchema {
    type Error = serde_json::Error;

    fn try_from(schema: Value) -> Result<Self, Self::Error> {
        serde_json::from_value(schema)
    }
}

/// Takes a JSON Schema that was written by hand, see the conversion from a `Value`.
///
/// # Errors
///
/// The same.
impl TryFrom<Map<String, Value>> for InputSchema {
    type Error = serde_json::Error;

    fn try_from(schema: Map<String, Value>) -> Result<Self, Self::Error> {
        Self::try_from(Value::Object(schema))
    }
}
