//! Schemas from Rust types.

use crate::{CustomTool, InputSchema, JsonOutputFormat};
use schemars::{JsonSchema, Schema, generate::SchemaSettings, transform::RecursiveTransform};
use serde_json::{Map, Value, json};

impl InputSchema {
    /// The schema of a type whose fields are the tool's input.
    ///
    /// # Errors
    ///
    /// When the type is not written as a JSON object.
    pub fn from_type<T: JsonSchema>() -> Result<Self, serde_json::Error> {
        object(schema_of::<T>())
    }
}

impl CustomTool {
    /// A tool whose input is a `T`; the documentation of `T` describes it to the model.
    ///
    /// # Errors
    ///
    /// When the type is not written as a JSON object.
    pub fn from_type<T: JsonSchema>(name: impl Into<String>) -> Result<Self, serde_json::Error> {
        let mut schema = schema_of::<T>();
        let description = schema.remove("description");
        let mut tool = Self::new(name, object(schema)?);
        if let Some(Value::String(description)) = description {
            tool.description = Some(description);
        }
        Ok(tool)
    }
}

impl JsonOutputFormat {
    /// The format of an answer that can be read as a `T`.
    ///
    /// Objects are closed, because the API asks for it.
    pub fn from_type<T: JsonSchema>() -> Self {
        Self::new(schema_of::<T>())
    }
}

fn object(schema: Map<String, Value>) -> Result<InputSchema, serde_json::Error> {
    let schema = InputSchema::try_from(schema)?;
    if schema.type_ == "object" {
        Ok(schema)
    } else {
        Err(serde::de::Error::custom(format_args!(
            "a tool's input is an object, but this type is written as `{}`",
            schema.type_
        )))
    }
}

/// A JSON Schema without the keyword that says it is one, and with every object closed.
fn schema_of<T: JsonSchema>() -> Map<String, Value> {
    let settings = SchemaSettings::draft2020_12()
        .with(|settings| settings.meta_schema = None)
        .with_transform(RecursiveTransform(close));
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    // The name of the Rust type tells the model nothing.
    schema.remove("title");
    match schema.into() {
        Value::Object(schema) => schema,
        // `true` or `false`, which no type with fields has.
        _ => Map::new(),
    }
}

fn close(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    if object.contains_key("properties") && !object.contains_key("additionalProperties") {
        object.insert("additionalProperties".to_owned(), json!(false));
    }
}
