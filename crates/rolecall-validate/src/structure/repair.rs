//! Repairs of structural faults.
//!
//! Safe is what says the same in the form that the API takes. Whatever picks, drops or changes a value is not.

use super::{
    foreign,
    place::{Place, Step},
    table::{Field, Node, NumberRule, Pattern, Record, Union, Variant},
};
use crate::{
    Edit, Fix,
    edit::{self, quoted},
    json::{JsonType, Key, Value},
};

/// Blocks with the input of a tool, which is open.
const CALLS: [&str; 3] = ["tool_use", "server_tool_use", "mcp_tool_use"];
/// The block that says something in words, and its field that does.
const TEXT: &str = "text";

fn safe(edit: Edit) -> Fix {
    Fix {
        safe: true,
        edits: vec![edit],
    }
}

fn unsafe_(edit: Edit) -> Fix {
    Fix {
        safe: false,
        edits: vec![edit],
    }
}

/// The same value in the type that is asked for; what is null and optional goes.
pub(super) fn wrong_type(value: Value<'_>, node: Node, place: &Place<'_>) -> Option<Fix> {
    match value.json_type() {
        JsonType::Null if matches!(place.step, Step::Item) => Some(safe(edit::remove_item(value))),
        JsonType::Null if !place.is_required() => {
            let key = value.key()?;
            Some(safe(edit::remove_member(key, value)))
        }
        JsonType::Null => no_input(value, node, place),
        JsonType::Array if value.items().next().is_none() => no_input(value, node, place),
        JsonType::String => string(value, node, place),
        JsonType::Number | JsonType::Boolean if node.takes(JsonType::String) => {
            Some(unsafe_(edit::replace(value, quoted(value.raw()))))
        }
        JsonType::Object => {
            if takes_item(node, value) {
                let wrapped = format!("[{}]", value.raw());
                return Some(safe(edit::replace(value, wrapped)));
            }
            // A tool may answer with an object; its text says the same.
            let is_result = node.takes(JsonType::String) && place.is_field_of(&["tool_result"]);
            is_result.then(|| unsafe_(edit::replace(value, quoted(value.raw()))))
        }
        _ => None,
    }
}

/// An empty input for a call that was given something else without content.
fn no_input(value: Value<'_>, node: Node, place: &Place<'_>) -> Option<Fix> {
    let is_input = matches!(node, Node::Object) && place.is_field_of(&CALLS);
    is_input.then(|| unsafe_(edit::replace(value, "{}")))
}

/// A string as the object that says it, where such objects are taken.
fn as_text(value: Value<'_>, node: Node) -> Option<String> {
    let is_taken = match node {
        Node::Record(record) => record.fields.iter().any(|field| {
            field.name == "type" && matches!(field.node, Node::Constant(tag) if *tag == TEXT)
        }),
        Node::Union(union) => union.tags().any(|tag| tag == TEXT),
        _ => false,
    };
    is_taken.then(|| format!(r#"{{"type": "{TEXT}", "{TEXT}": {}}}"#, value.raw()))
}

fn string(value: Value<'_>, node: Node, place: &Place<'_>) -> Option<Fix> {
    let text = value.as_str()?;
    if let Node::Union(union) = node
        && let Some(object) = as_tag(&text, union)
    {
        return Some(safe(edit::replace(value, object)));
    }
    if let Node::Array(rule) = node
        && rule.items.takes(JsonType::String)
    {
        return Some(safe(edit::replace(value, format!("[{}]", value.raw()))));
    }
    if let Some(block) = as_text(value, node) {
        return Some(safe(edit::replace(value, block)));
    }
    let meant: serde_json::Value = serde_json::from_str(&text).ok()?;
    let json_type = match meant {
        serde_json::Value::Bool(_) => JsonType::Boolean,
        serde_json::Value::Number(_) => JsonType::Number,
        serde_json::Value::Array(_) => JsonType::Array,
        serde_json::Value::Object(_) => JsonType::Object,
        serde_json::Value::Null | serde_json::Value::String(_) => return None,
    };
    let replaced = edit::replace(value, text.trim());
    node.takes(json_type).then(|| match json_type {
        JsonType::Boolean | JsonType::Number => safe(replaced),
        // Other APIs write the input of a call as text.
        JsonType::Object if place.is_field_of(&CALLS) => safe(replaced),
        // What was one string to whoever wrote it has parts now.
        _ => unsafe_(replaced),
    })
}

/// The object that a bare word stands for.
pub(super) fn as_tag(text: &str, union: &Union) -> Option<String> {
    let tag = union.tags().find(|tag| *tag == text);
    let tag = tag.or_else(|| foreign::tag(union.noun, text).map(|tag| tag.ours))?;
    Some(format!(r#"{{"{}": "{tag}"}}"#, union.tag))
}

/// Whether a list may hold this object.
fn takes_item(node: Node, object: Value<'_>) -> bool {
    match node {
        Node::Array(rule) => match rule.items {
            Node::Record(record) => object
                .entries()
                .any(|(key, _)| record.fields.iter().any(|field| key.is(field.name))),
            Node::Union(union) => object
                .get(union.tag)
                .and_then(Value::as_plain_str)
                .is_some_and(|tag| union.tags().any(|known| known == tag)),
            _ => false,
        },
        Node::Choice(choice) => choice
            .alternatives
            .iter()
            .any(|alternative| takes_item(alternative.node, object)),
        _ => false,
    }
}

/// Says which variant an object is, where its fields are those of one only.
pub(super) fn missing_tag(object: Value<'_>, union: &'static Union) -> Option<Fix> {
    let has_fields_of = |variant: &&Variant| {
        let fields = variant.record.fields;
        let mut needed = fields
            .iter()
            .filter(|field| field.required && field.name != union.tag);
        object
            .entries()
            .all(|(key, _)| fields.iter().any(|field| key.is(field.name)))
            && needed.all(|field| object.get(field.name).is_some())
    };
    object.entries().next()?;
    let mut fitting = union.variants.iter().filter(has_fields_of);
    let only = fitting.next()?;
    let tag = quoted(only.tag);
    fitting
        .next()
        .is_none()
        .then(|| unsafe_(edit::insert_member(object, union.tag, &tag)))
}

/// The value that was meant, or none where the field may be left out.
pub(super) fn not_allowed(
    value: Value<'_>,
    near: Option<&str>,
    known: &[&'static str],
    place: &Place<'_>,
) -> Option<Fix> {
    let only = match known {
        [only] => Some(*only),
        _ => None,
    };
    match only.or(near) {
        Some(meant) => Some(unsafe_(edit::replace(value, quoted(meant)))),
        None => remove_optional(value, place),
    }
}

fn remove_optional(value: Value<'_>, place: &Place<'_>) -> Option<Fix> {
    let is_optional = !place.is_required() && matches!(place.step, Step::Field { .. });
    let key = value.key().filter(|_| is_optional)?;
    Some(unsafe_(edit::remove_member(key, value)))
}

/// What the object says in the words of another API, in ours; else the tag that was misspelt.
pub(super) fn unknown_tag(
    object: Value<'_>,
    tag: Value<'_>,
    union: &Union,
    near: Option<&str>,
) -> Option<Fix> {
    let text = tag.as_str()?;
    if let Some(json) = foreign::object(union.noun, &text, object) {
        return Some(safe(edit::replace(object, json)));
    }
    let meant =
        foreign::tag(union.noun, &text).filter(|meant| union.tags().any(|own| own == meant.ours));
    let renamed = edit::replace(tag, quoted(meant.map(|meant| meant.ours).or(near)?));
    // Who speaks is the same by another name; an object has fields that do not come along.
    Some(if meant.is_some_and(|meant| meant.speaker) {
        safe(renamed)
    } else {
        unsafe_(renamed)
    })
}

/// The nearest number that is taken.
pub(super) fn out_of_range(value: Value<'_>, number: f64, rule: &NumberRule) -> Option<Fix> {
    let nearest = match (rule.min, rule.above, rule.max) {
        (_, _, Some(max)) if number > max => max,
        (Some(min), _, _) if number < min => min,
        // Limits that are not reached are those of whole numbers.
        (_, Some(above), _) if number <= above => above + 1.0,
        _ => return None,
    };
    Some(unsafe_(edit::replace(value, nearest.to_string())))
}

/// Without what is too much of a string, or without the empty string.
pub(super) fn wrong_length(
    value: Value<'_>,
    count: usize,
    max: usize,
    place: &Place<'_>,
) -> Option<Fix> {
    if count == 0 {
        return remove_optional(value, place);
    }
    let text = value.as_str().filter(|_| count > max)?;
    let cut: String = text.chars().take(max).collect();
    Some(unsafe_(edit::replace(value, quoted(&cut))))
}

/// The same string with `_` for what it must not contain. What refers to it is changed alike, as long as it is read by
/// the same pattern.
pub(super) fn wrong_character(value: Value<'_>, pattern: &Pattern) -> Option<Fix> {
    let text = value.as_str().filter(|_| pattern.admits('_'))?;
    let rest = text.strip_prefix(pattern.prefix)?;
    let plain = rest
        .chars()
        .map(|c| if pattern.admits(c) { c } else { '_' });
    let plain: String = plain.take(pattern.max).collect();
    let replaced = quoted(&format!("{}{plain}", pattern.prefix));
    Some(unsafe_(edit::replace(value, replaced)))
}

/// Gives a field the name that it has here; a value of another type is the fault of the next round.
pub(super) fn foreign_field(key: Key<'_>, value: Value<'_>, field: &Field) -> Fix {
    match foreign::moved(value, field) {
        Some(inner) if inner == value => safe(edit::rename(key, field.name)),
        Some(inner) => unsafe_(Edit {
            span: edit::member(key, value),
            text: format!("{}: {}", quoted(field.name), inner.raw()),
        }),
        None => unsafe_(edit::rename(key, field.name)),
    }
}

/// Moves calls that another API has in a field of their own into `content`.
pub(super) fn foreign_calls(message: Value<'_>, key: Key<'_>, calls: Value<'_>) -> Option<Fix> {
    let content = foreign::calls(message, key, calls)?;
    let Some(before) = message.get("content") else {
        return Some(safe(Edit {
            span: edit::member(key, calls),
            text: format!("{}: {content}", quoted("content")),
        }));
    };
    Some(Fix {
        safe: true,
        edits: vec![
            edit::replace(before, content),
            edit::remove_member(key, calls),
        ],
    })
}

/// Spells a field right, or drops it: without loss where only answers have it.
pub(super) fn stray_field(
    key: Key<'_>,
    value: Value<'_>,
    guess: Option<&str>,
    record: &Record,
) -> Fix {
    let meant = guess.and_then(|guess| record.fields.iter().find(|field| field.name == guess));
    if let Some(field) = meant.filter(|field| field.node.takes(value.json_type())) {
        return unsafe_(edit::rename(key, field.name));
    }
    let removed = edit::remove_member(key, value);
    if record.elsewhere.iter().any(|name| key.is(name)) {
        safe(removed)
    } else {
        unsafe_(removed)
    }
}

/// The one value that a field can have, or the input of a call that has none.
pub(super) fn missing(object: Value<'_>, field: &Field) -> Option<Fix> {
    let is_call = object
        .get("type")
        .is_some_and(|tag| CALLS.iter().any(|call| tag.is_str(call)));
    match field.node {
        Node::Object if is_call => Some(unsafe_(edit::insert_member(object, field.name, "{}"))),
        Node::Constant(constant) => Some(safe(edit::insert_member(
            object,
            field.name,
            &quoted(constant),
        ))),
        Node::Record(record) => {
            let mut json = Vec::new();
            for field in record.fields.iter().filter(|field| field.required) {
                let Node::Constant(constant) = field.node else {
                    return None;
                };
                json.push(format!("{}: {}", quoted(field.name), quoted(constant)));
            }
            let json = format!("{{{}}}", json.join(", "));
            Some(unsafe_(edit::insert_member(object, field.name, &json)))
        }
        _ => None,
    }
}
