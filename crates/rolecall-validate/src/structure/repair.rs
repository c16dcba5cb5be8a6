//! Repairs of faults that the place alone explains.

use super::{
    place::{Place, Step},
    table::{Node, Record, Union, Variant},
};
use crate::{
    Edit, edit,
    json::{JsonType, Value},
};

/// What says something in words.
const TEXT: &str = "text";
/// Blocks with the input of a tool, which is open.
const CALLS: [&str; 3] = ["tool_use", "server_tool_use", "mcp_tool_use"];

/// Edits, and whether they leave alone what the model is told.
pub(super) type Repair = Option<(bool, Vec<Edit>)>;

#[expect(
    clippy::unnecessary_wraps,
    reason = "it ends functions that may find no repair"
)]
fn safe(edit: Edit) -> Repair {
    Some((true, vec![edit]))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it ends functions that may find no repair"
)]
fn unsafe_(edit: Edit) -> Repair {
    Some((false, vec![edit]))
}

/// Removes an optional field that says nothing.
pub(super) fn without_field(value: Value<'_>, place: &Place<'_>) -> Repair {
    match place.step {
        Step::Field {
            required: false,
            key: Some(key),
            ..
        } => safe(edit::remove_member_at(key, value)),
        _ => None,
    }
}

/// Writes a value in the type that is asked for, where it can be told what it would be.
pub(super) fn converted(value: Value<'_>, node: Node, place: &Place<'_>) -> Repair {
    match value.json_type() {
        JsonType::Null => without_field(value, place).or_else(|| no_input(value, node, place)),
        JsonType::Array if value.items().next().is_none() => no_input(value, node, place),
        JsonType::Number | JsonType::Boolean if takes_any_string(node) => {
            safe(edit::replace(value, edit::quoted(value.raw())))
        }
        JsonType::String => from_string(value, node),
        JsonType::Object => {
            if items_of(node).is_some_and(|items| is_one(value, items)) {
                return safe(edit::replace(value, format!("[{}]", value.raw())));
            }
            // A tool may answer with an object; its text says the same.
            let is_result = node.takes(JsonType::String) && place.is_field_of("tool_result");
            if is_result {
                unsafe_(edit::replace(value, edit::quoted(value.raw())))
            } else {
                None
            }
        }
        _ => None,
    }
}

fn from_string(value: Value<'_>, node: Node) -> Repair {
    let text = value.as_str()?;
    let json = serde_json::from_str::<serde_json::Value>(&text).ok();
    let fits = match &json {
        Some(serde_json::Value::Number(_)) => node.takes(JsonType::Number),
        Some(serde_json::Value::Bool(_)) => node.takes(JsonType::Boolean),
        Some(serde_json::Value::Object(_)) => node.takes(JsonType::Object),
        Some(serde_json::Value::Array(_)) => node.takes(JsonType::Array),
        Some(serde_json::Value::Null | serde_json::Value::String(_)) | None => false,
    };
    if fits {
        return safe(edit::replace(value, text));
    }
    if let Some(block) = as_text(value, node) {
        return safe(edit::replace(value, block));
    }
    match node {
        Node::Array(rule) if rule.items.takes(JsonType::String) => {
            safe(edit::replace(value, format!("[{}]", value.raw())))
        }
        Node::Array(rule) => {
            let block = as_text(value, rule.items)?;
            safe(edit::replace(value, format!("[{block}]")))
        }
        Node::Union(union) => {
            let named = union.variants.iter().find(|variant| variant.tag == text);
            if named.is_some_and(|variant| needs_only(variant.record, &[union.tag])) {
                let object = format!("{{\"{}\": {}}}", union.tag, value.raw());
                return safe(edit::replace(value, object));
            }
            None
        }
        _ => None,
    }
}

/// A string as the object that says it, where such objects are taken.
fn as_text(value: Value<'_>, node: Node) -> Option<String> {
    let record = match node {
        Node::Record(record) if constant_type(record) == Some(TEXT) => record,
        Node::Union(union) => {
            let text = union.variants.iter().find(|variant| variant.tag == TEXT)?;
            text.record
        }
        _ => return None,
    };
    let says_text = record.fields.iter().any(|field| field.name == TEXT);
    (says_text && needs_only(record, &["type", TEXT]))
        .then(|| format!("{{\"type\": \"{TEXT}\", \"{TEXT}\": {}}}", value.raw()))
}

/// Whether an object is one of those that stand in a list.
fn is_one(object: Value<'_>, items: Node) -> bool {
    match items {
        Node::Union(union) => match object.get(union.tag).and_then(Value::as_plain_str) {
            Some(tag) => union.variants.iter().any(|variant| variant.tag == tag),
            None => union.default.is_some() && object.entries().next().is_some(),
        },
        Node::Record(record) => constant_type(record)
            .zip(object.get("type"))
            .is_some_and(|(constant, tag)| tag.is_str(constant)),
        _ => false,
    }
}

/// What the `type` of every such object is.
fn constant_type(record: &Record) -> Option<&'static str> {
    let field = record.fields.iter().find(|field| field.name == "type")?;
    match field.node {
        Node::Constant(constant) => Some(constant),
        _ => None,
    }
}

/// An empty input for a call that was given something else without content.
fn no_input(value: Value<'_>, node: Node, place: &Place<'_>) -> Repair {
    let is_input = matches!(node, Node::Object) && CALLS.iter().any(|tag| place.is_field_of(tag));
    if is_input {
        unsafe_(edit::replace(value, "{}"))
    } else {
        None
    }
}

fn takes_any_string(node: Node) -> bool {
    match node {
        Node::String(rule) => rule.open,
        Node::Choice(choice) => choice
            .alternatives
            .iter()
            .any(|alternative| takes_any_string(alternative.node)),
        _ => false,
    }
}

/// Says which variant an object is, where its fields are those of one only.
pub(super) fn tagged(object: Value<'_>, union: &'static Union) -> Repair {
    let has_fields_of = |variant: &&Variant| {
        let fields = variant.record.fields;
        object.entries().count() > 0
            && object
                .entries()
                .all(|(key, _)| fields.iter().any(|field| key.is(field.name)))
            && fields
                .iter()
                .filter(|field| field.required && field.name != union.tag)
                .all(|field| object.get(field.name).is_some())
    };
    let mut fitting = union.variants.iter().filter(has_fields_of);
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => unsafe_(edit::insert_member(
            object,
            union.tag,
            &edit::quoted(only.tag),
        )),
        _ => None,
    }
}

/// Adds a field that can only have one value.
pub(super) fn completed(object: Value<'_>, name: &str, node: Node, place: &Place<'_>) -> Repair {
    match node {
        Node::Object if matches!(place.step, Step::Variant { tag, .. } if CALLS.contains(&tag)) => {
            unsafe_(edit::insert_member(object, name, "{}"))
        }
        Node::Constant(constant) => {
            safe(edit::insert_member(object, name, &edit::quoted(constant)))
        }
        _ => None,
    }
}

fn items_of(node: Node) -> Option<Node> {
    match node {
        Node::Array(rule) => Some(rule.items),
        Node::Choice(choice) => choice
            .alternatives
            .iter()
            .find_map(|alternative| items_of(alternative.node)),
        _ => None,
    }
}

fn needs_only(record: &Record, names: &[&str]) -> bool {
    record
        .fields
        .iter()
        .all(|field| !field.required || names.contains(&field.name))
}
