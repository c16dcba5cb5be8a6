//! What other APIs and the SDKs call things: a payload that was written for them is told the name that it needs here.

mod translate;

pub(super) use translate::{calls, object};

use super::table::{Field, Record};
use crate::{
    generated::foreign::{ADVICE, FIELDS, TAGS},
    json::Value,
};

/// Fields of others that ours have no single field for.
#[derive(Debug)]
pub(crate) struct Advice {
    /// A field of ours that tells the object they stand in.
    pub(crate) beside: &'static str,
    pub(crate) names: &'static [&'static str],
    /// What to do.
    pub(crate) write: &'static str,
}

/// A tag of others and the tag that means the same here.
#[derive(Debug)]
pub(crate) struct Tag {
    /// What the tag is of, as findings call it.
    pub(crate) of: &'static str,
    pub(crate) other: &'static str,
    pub(crate) ours: &'static str,
    /// What to do, where writing our tag alone is not enough.
    pub(crate) write: Option<&'static str>,
    /// Whether it says who speaks. The result of a call is said by nobody, though it has a role elsewhere.
    pub(crate) speaker: bool,
}

/// The absent field of ours that a stray one means.
pub(super) fn field(name: &str, absent: &[&'static Field]) -> Option<&'static Field> {
    let snake = snake_case(name);
    let meant = FIELDS
        .iter()
        .filter(|(other, _)| *other == snake)
        .map(|(_, ours)| *ours);
    // The same words in another case come first.
    let mut meant = (snake != name).then_some(&*snake).into_iter().chain(meant);
    let find = |ours: &str| absent.iter().find(|field| field.name == ours);
    meant.find_map(find).copied()
}

/// What to do about a stray field that is no other name of a field.
pub(super) fn advice(name: &str, record: &Record) -> Option<&'static str> {
    let has = |name: &str| record.fields.iter().any(|field| field.name == name);
    ADVICE
        .iter()
        .find(|advice| has(advice.beside) && advice.names.contains(&name))
        .map(|advice| advice.write)
}

/// What a foreign tag means here.
pub(crate) fn tag(noun: &str, text: &str) -> Option<&'static Tag> {
    TAGS.iter().find(|tag| tag.of == noun && tag.other == text)
}

impl Tag {
    /// What to write instead.
    pub(super) fn help(&self) -> String {
        self.write
            .map_or_else(|| format!("write `{}`", self.ours), str::to_owned)
    }
}

/// What a field of another name is to hold, where its value is of a type that the field takes.
pub(super) fn moved<'t>(value: Value<'t>, field: &Field) -> Option<Value<'t>> {
    // A named schema holds the schema that is meant.
    let inner = (field.name == "schema")
        .then(|| value.get("schema"))
        .flatten()
        .unwrap_or(value);
    let takes = field.node.takes(inner.json_type()) || field.null && inner.is_null();
    takes.then_some(inner)
}

/// `inputSchema` as we would write it.
fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 2);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::table::Node;

    #[test]
    fn other_names_lead_to_fields_that_are_not_there() {
        static INPUT_SCHEMA: Field = Field::required("input_schema", Node::Object);
        static NAME: Field = Field::required("name", Node::Any);
        let meant =
            |name: &str, absent: &[&'static Field]| field(name, absent).map(|field| field.name);
        for name in ["parameters", "inputSchema", "schema"] {
            assert_eq!(meant(name, &[&INPUT_SCHEMA, &NAME]), Some("input_schema"));
            assert_eq!(meant(name, &[&NAME]), None);
        }
        assert_eq!(meant("n", &[&INPUT_SCHEMA, &NAME]), None);
    }

    #[test]
    fn tags_are_those_of_one_kind_of_object() {
        let tag = |noun: &str, text: &str| tag(noun, text).map(|tag| tag.ours);
        assert_eq!(tag("tool", "function"), Some("custom"));
        assert_eq!(tag("tool choice", "function"), Some("tool"));
        assert_eq!(tag("block", "function"), None);
    }
}
