//! An upstream schema, read into the few forms that matter for a comparison.

use serde_json::{Map, Value};

/// One schema of a bundle. Titles, descriptions, defaults and bounds are left out.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// Another type of the bundle.
    Ref(String),
    Any,
    Null,
    Boolean,
    /// `true` or `false` as a constant.
    Flag(bool),
    Integer,
    Number,
    String,
    /// A string constant, or one value of an enumeration.
    Value(String),
    Array(Box<Node>),
    /// An object of any content.
    Free,
    Map(Box<Node>),
    Object(Record),
    OneOf(Vec<Node>),
}

/// An object with named properties.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Record {
    pub(crate) properties: Vec<(String, Node)>,
    pub(crate) required: Vec<String>,
    /// The SDK exports classes of answers as open objects, and request parameters as closed or silent ones.
    pub(crate) open: bool,
}

impl Record {
    pub(crate) fn get(&self, name: &str) -> Option<&Node> {
        self.properties
            .iter()
            .find(|(property, _)| property == name)
            .map(|(_, node)| node)
    }

    pub(crate) fn requires(&self, name: &str) -> bool {
        self.required.iter().any(|required| required == name)
    }
}

impl Node {
    /// Reads a schema; a keyword that says nothing about the form of a value is passed over.
    pub(crate) fn read(schema: &Value) -> Self {
        let Some(body) = schema.as_object() else {
            return Self::Any;
        };
        if let Some(reference) = body.get("$ref").and_then(Value::as_str) {
            return Self::with_null(Self::reference(reference), body);
        }
        for key in ["anyOf", "oneOf"] {
            if let Some(members) = body.get(key).and_then(Value::as_array) {
                let members = members.iter().map(Self::read).collect();
                return Self::with_null(Self::one_of(members), body);
            }
        }
        if let Some([single]) = body
            .get("allOf")
            .and_then(Value::as_array)
            .map(Vec::as_slice)
        {
            return Self::with_null(Self::read(single), body);
        }
        if let Some(value) = body.get("const") {
            return Self::with_null(Self::constant(value), body);
        }
        if let Some(values) = body.get("enum").and_then(Value::as_array) {
            let values = values.iter().map(Self::constant).collect();
            return Self::with_null(Self::one_of(values), body);
        }
        match body.get("type") {
            Some(Value::Array(names)) => Self::one_of(
                names
                    .iter()
                    .filter_map(Value::as_str)
                    .map(|name| Self::typed(name, body))
                    .collect(),
            ),
            Some(Value::String(name)) => Self::with_null(Self::typed(name, body), body),
            _ if body.contains_key("properties") => Self::typed("object", body),
            _ => Self::Any,
        }
    }

    fn reference(reference: &str) -> Self {
        let name = reference.rsplit('/').next().unwrap_or(reference);
        Self::Ref(name.to_owned())
    }

    fn one_of(mut members: Vec<Self>) -> Self {
        if members.len() == 1 {
            members.remove(0)
        } else {
            Self::OneOf(members)
        }
    }

    /// `OpenAPI` 3.0 writes null as a keyword beside the type.
    fn with_null(node: Self, body: &Map<String, Value>) -> Self {
        if body.get("nullable").and_then(Value::as_bool) == Some(true) {
            Self::OneOf(vec![node, Self::Null])
        } else {
            node
        }
    }

    fn constant(value: &Value) -> Self {
        match value {
            Value::String(text) => Self::Value(text.clone()),
            Value::Bool(flag) => Self::Flag(*flag),
            Value::Null => Self::Null,
            Value::Number(number) => Self::Value(number.to_string()),
            _ => Self::Any,
        }
    }

    fn typed(name: &str, body: &Map<String, Value>) -> Self {
        match name {
            "null" => Self::Null,
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" => Self::String,
            "array" => Self::Array(Box::new(body.get("items").map_or(Self::Any, Self::read))),
            "object" => Self::object(body),
            _ => Self::Any,
        }
    }

    fn object(body: &Map<String, Value>) -> Self {
        let Some(properties) = body.get("properties").and_then(Value::as_object) else {
            return match body.get("additionalProperties") {
                Some(values @ Value::Object(fields)) if !fields.is_empty() => {
                    Self::Map(Box::new(Self::read(values)))
                }
                _ => Self::Free,
            };
        };
        let required = body
            .get("required")
            .and_then(Value::as_array)
            .map(|names| {
                names
                    .iter()
                    .filter_map(Value::as_str)
                    .map(str::to_owned)
                    .collect()
            })
            .unwrap_or_default();
        Self::Object(Record {
            properties: properties
                .iter()
                .map(|(name, schema)| (name.clone(), Self::read(schema)))
                .collect(),
            required,
            open: body.get("additionalProperties") == Some(&Value::Bool(true)),
        })
    }

    /// Every type that this one refers to, in order of appearance.
    pub(crate) fn references(&self) -> Vec<&str> {
        let mut out = Vec::new();
        self.collect(&mut out);
        out
    }

    fn collect<'n>(&'n self, out: &mut Vec<&'n str>) {
        match self {
            Self::Ref(name) => out.push(name),
            Self::Array(inner) | Self::Map(inner) => inner.collect(out),
            Self::OneOf(members) => members.iter().for_each(|member| member.collect(out)),
            Self::Object(record) => record
                .properties
                .iter()
                .for_each(|(_, node)| node.collect(out)),
            _ => {}
        }
    }
}
