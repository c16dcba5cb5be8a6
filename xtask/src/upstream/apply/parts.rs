//! Values and members that an enumeration or a union of ours does not have.

use super::{Addition, Log, Part, Round};
use crate::schema::{Form, Schema, Type};
use crate::upstream::{
    difference::Difference,
    draft::{Draft, TODO},
};
use anyhow::Result;
use serde_json::{Map, Value, json};

pub(super) fn add(
    round: &Round<'_>,
    difference: &Difference,
    part: Part,
    draft: &mut Draft,
    log: &mut Log,
) -> Result<bool> {
    let Some(ty) = place(round.schema, difference) else {
        return Ok(false);
    };
    let Some(target) = target(round.schema, &ty, &difference.place, &part) else {
        return Ok(false);
    };
    let name = part.name().to_owned();
    let added = match target {
        Target::Definition(definition) => {
            let reference = draft
                .file_of(&definition)
                .map(|file| draft.reference(file, &name));
            let body = draft.edit(&definition)?;
            let list = match part {
                Part::Value(_) => values(body),
                Part::Member(_) => body.get_mut("oneOf").and_then(Value::as_array_mut),
            };
            let item = match part {
                Part::Value(_) => Some(json!(name)),
                Part::Member(_) => reference,
            };
            let (Some(list), Some(item)) = (list, item) else {
                return Ok(false);
            };
            if !list.contains(&item) {
                list.push(item);
                log.did(format!("{definition}: new {} `{name}`", kind(&part)));
                log.gained
                    .entry(definition.clone())
                    .or_default()
                    .insert(name);
            }
            log.additions.insert(Addition {
                definition,
                part,
                upstream: difference.upstream.clone(),
                property: difference.property.clone(),
            });
            true
        }
        Target::Object(definition) => widen(round, difference, &definition, &name, draft, log)?,
        Target::Inline => inline(difference, &name, draft, log)?,
    };
    Ok(added)
}

fn kind(part: &Part) -> &'static str {
    match part {
        Part::Value(_) => "value",
        Part::Member(_) => "member",
    }
}

enum Target {
    /// The enumeration or union that the part belongs to.
    Definition(String),
    /// A single object, which becomes a union.
    Object(String),
    /// An enumeration without a name.
    Inline,
}

fn place(schema: &Schema, difference: &Difference) -> Option<Type> {
    let Some(property) = &difference.property else {
        return Some(Type::Ref(difference.definition.clone()));
    };
    let Form::Object(object) = &schema.get(&difference.definition).form else {
        return None;
    };
    object
        .properties
        .iter()
        .find(|p| &p.name == property)
        .map(|p| p.ty.clone())
}

fn target(schema: &Schema, ty: &Type, path: &str, part: &Part) -> Option<Target> {
    match ty {
        Type::Array { items, .. } => target(schema, items, path.strip_prefix("[]")?, part),
        Type::Map(values, _) => target(schema, values, path.strip_prefix("{}")?, part),
        Type::Enum(_) if path.is_empty() => Some(Target::Inline),
        Type::Ref(name) => match (&schema.get(name).form, part) {
            (Form::Enumeration(_), Part::Value(_)) | (Form::Union(_), Part::Member(_)) => {
                path.is_empty().then(|| Target::Definition(name.clone()))
            }
            (Form::Object(_), Part::Member(_)) if path.is_empty() => {
                Some(Target::Object(name.clone()))
            }
            (Form::Choice(alternatives), _) => alternatives
                .iter()
                .find_map(|alternative| target(schema, &alternative.ty, path, part)),
            (Form::Alias(ty), _) => target(schema, ty, path, part),
            _ => None,
        },
        _ => None,
    }
}

fn values(body: &mut Map<String, Value>) -> Option<&mut Vec<Value>> {
    if body.contains_key("enum") {
        return body.get_mut("enum").and_then(Value::as_array_mut);
    }
    body.get_mut("anyOf")?
        .get_mut(0)?
        .get_mut("enum")?
        .as_array_mut()
}

/// A reference to one object becomes a reference to a union of two.
fn widen(
    round: &Round<'_>,
    difference: &Difference,
    object: &str,
    member: &str,
    draft: &mut Draft,
    log: &mut Log,
) -> Result<bool> {
    let (Some(property), owner) = (&difference.property, &difference.definition) else {
        return Ok(false);
    };
    let Some(file) = draft.file_of(owner).map(str::to_owned) else {
        return Ok(false);
    };
    let same = round.schema.definitions.iter().find(|definition| {
        matches!(&definition.form, Form::Union(union)
            if union.members.iter().map(|m| m.definition.as_str()).eq([object, member]))
    });
    let union = if let Some(definition) = same {
        definition.name.clone()
    } else {
        let name = draft.free_name(&format!("{owner}{}", super::properties::pascal(property)));
        let members = [object, member].map(|member| draft.reference(&file, member));
        let body = json!({"description": TODO, "oneOf": members});
        draft.add(&file, &name, body)?;
        log.made(std::slice::from_ref(&name), &format!("{owner}.{property}"));
        name
    };
    let reference = draft.reference(&file, &union);
    let old = draft.reference(&file, object);
    Ok(draft
        .edit(owner)?
        .get_mut("properties")
        .and_then(|all| all.get_mut(property))
        .is_some_and(|schema| replace(schema, &old, &reference)))
}

/// Puts one reference in place of another.
pub(super) fn replace(schema: &mut Value, old: &Value, new: &Value) -> bool {
    match schema {
        Value::Object(body) if body.get("$ref") == Some(&old["$ref"]) => {
            body.insert("$ref".to_owned(), new["$ref"].clone());
            true
        }
        Value::Object(body) => body.values_mut().any(|inner| replace(inner, old, new)),
        Value::Array(list) => list.iter_mut().any(|inner| replace(inner, old, new)),
        _ => false,
    }
}

fn inline(difference: &Difference, value: &str, draft: &mut Draft, log: &mut Log) -> Result<bool> {
    let (Some(property), owner) = (&difference.property, &difference.definition) else {
        return Ok(false);
    };
    let schema = draft
        .edit(owner)?
        .get_mut("properties")
        .and_then(|all| all.get_mut(property));
    let Some(list) = schema.and_then(Value::as_object_mut).and_then(values) else {
        return Ok(false);
    };
    if !list.iter().any(|known| known == value) {
        list.push(json!(value));
    }
    log.additions.insert(Addition {
        definition: owner.clone(),
        part: Part::Value(value.to_owned()),
        upstream: difference.upstream.clone(),
        property: difference.property.clone(),
    });
    log.did(format!("{owner}.{property}: new value `{value}`"));
    log.gained
        .entry(owner.clone())
        .or_default()
        .insert(value.to_owned());
    Ok(true)
}
