//! Answers that are read into a Rust type.

use crate::call::Read;
use crate::head::Head;
use crate::messages::message;
use crate::{Call, Error, ErrorKind, Messages};
use bytes::Bytes;
use rolecall_types::{CreateMessage, JsonOutputFormat, Message, StopReason};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use tracing::Span;

/// An answer in the form of a `T`, with the message that it was read from.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Parsed<T> {
    /// What the model answered.
    pub output: T,
    /// The message, with its usage.
    pub message: Message,
}

impl Messages<'_> {
    /// Creates a message whose text is JSON of the form of `T`, and reads it.
    ///
    /// The form is sent as `output_config.format`, in the part of JSON Schema that the API takes; what it does not take,
    /// such as bounds, goes to the descriptions.
    ///
    /// A refusal is an [`ErrorKind::Refusal`], an answer that was cut off an [`ErrorKind::Truncated`], and one that is
    /// no `T` an [`ErrorKind::Decode`]; [`Error::received`] has the message in each case.
    pub fn create_parsed<T>(&self, request: &CreateMessage) -> Call<Parsed<T>>
    where
        T: DeserializeOwned + JsonSchema,
    {
        let mut request = request.clone();
        let mut format = JsonOutputFormat::from_type::<T>();
        simplify(&mut format.schema);
        request.output_config.get_or_insert_default().format = Some(format.into());
        self.create(&request).reading(Read::Whole(parsed))
    }
}

fn parsed<T: DeserializeOwned>(head: &Head, body: Bytes, span: &Span) -> Result<Parsed<T>, Error> {
    let message = message(head, body, span)?;
    let cut = |text| (ErrorKind::Truncated, text);
    let reason = match &message.stop_reason {
        Some(StopReason::Refusal) => Some((ErrorKind::Refusal, "the model refused to answer")),
        Some(StopReason::MaxTokens) => Some(cut("the answer was cut off by `max_tokens`")),
        Some(StopReason::ModelContextWindowExceeded) => {
            Some(cut("the answer was cut off by the context window"))
        }
        _ => None,
    };
    if let Some((kind, text)) = reason {
        return Err(Error::unusable(kind, text, message).with_head(head));
    }
    let text = message.text();
    match serde_json::from_str(&text) {
        Ok(output) => Ok(Parsed { output, message }),
        Err(error) => {
            let wrong = Error::unusable(
                ErrorKind::Decode,
                "the answer is not of the form that was asked for",
                message,
            );
            Err(wrong
                .with_head(head)
                .with_body(text)
                .with_json_error(&error))
        }
    }
}

/// What the API takes in the schema of an answer.
const KNOWN: [&str; 14] = [
    "$defs",
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "default",
    "description",
    "enum",
    "items",
    "properties",
    "required",
    "title",
    "type",
];
const FORMATS: [&str; 10] = [
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "ipv4",
    "ipv6",
    "time",
    "uri",
    "uuid",
];

/// Reduces a schema to what the API takes; the rest becomes part of the description, for the model to read.
fn simplify(schema: &mut Map<String, Value>) {
    if let Some(branches) = schema.remove("oneOf") {
        schema.insert("anyOf".to_owned(), branches);
    }
    if schema.contains_key("$ref") {
        // What stands beside a reference is not taken.
        schema.retain(|name, _| matches!(name.as_str(), "$ref" | "$defs"));
    }
    let mut rest = Vec::new();
    schema.retain(|name, value| {
        let keep = KNOWN.contains(&name.as_str())
            || name == "minItems" && (*value == json!(0) || *value == json!(1))
            || name == "format"
                && value
                    .as_str()
                    .is_some_and(|format| FORMATS.contains(&format));
        // The width of a number, which schemars gives as its format, tells the model nothing.
        let is_width = name == "format" && !keep;
        if !keep && !is_width {
            rest.push(format!("{name}: {value}"));
        }
        keep
    });
    if !rest.is_empty() {
        let old = schema
            .get("description")
            .and_then(Value::as_str)
            .map(|text| format!("{text}\n\n"));
        let text = format!("{}({})", old.unwrap_or_default(), rest.join(", "));
        schema.insert("description".to_owned(), text.into());
    }
    for (name, value) in schema.iter_mut() {
        match (name.as_str(), value) {
            ("$defs" | "properties", Value::Object(parts)) => {
                parts.values_mut().for_each(simplify_value);
            }
            ("anyOf" | "allOf", Value::Array(parts)) => parts.iter_mut().for_each(simplify_value),
            ("items", part) => simplify_value(part),
            _ => {}
        }
    }
}

fn simplify_value(value: &mut Value) {
    if let Value::Object(schema) = value {
        simplify(schema);
    }
}

#[cfg(test)]
mod tests {
    use super::simplify;
    use serde_json::{Value, json};

    #[test]
    fn only_what_the_api_takes_is_left() {
        let Value::Object(mut schema) = json!({
            "type": "object",
            "properties": {
                "age": {"type": "integer", "format": "uint8", "minimum": 0, "maximum": 255, "description": "Years."},
                "born": {"type": "string", "format": "date"},
                "nick": {"type": ["string", "null"], "maxLength": 9, "description": "If any."},
                "tags": {"type": "array", "items": {"type": "number", "minimum": 1}, "minItems": 1, "maxItems": 3},
                "kind": {"oneOf": [{"const": "a"}, {"$ref": "#/$defs/B"}]}
            },
            "required": ["age"],
            "additionalProperties": false,
            "$defs": {"B": {"type": "string", "pattern": "^b"}}
        }) else {
            unreachable!()
        };
        simplify(&mut schema);
        let expected = json!({
            "type": "object",
            "properties": {
                "age": {"type": "integer", "description": "Years.\n\n(minimum: 0, maximum: 255)"},
                "born": {"type": "string", "format": "date"},
                "nick": {"type": ["string", "null"], "description": "If any.\n\n(maxLength: 9)"},
                "tags": {
                    "type": "array", "items": {"type": "number", "description": "(minimum: 1)"}, "minItems": 1,
                    "description": "(maxItems: 3)"
                },
                "kind": {"anyOf": [{"const": "a"}, {"$ref": "#/$defs/B"}]}
            },
            "required": ["age"],
            "additionalProperties": false,
            "$defs": {"B": {"type": "string", "description": "(pattern: \"^b\")"}}
        });
        // The order of the parts of a description is that of the map.
        let text = Value::Object(schema)
            .to_string()
            .replace("maximum: 255, minimum: 0", "minimum: 0, maximum: 255");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), expected);
    }
}
