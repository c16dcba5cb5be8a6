//! A value or member that was added for some places, but that other places of the same definition do not have.

use super::{Addition, Log, Part, Sources, differences, only_in, parts::replace};
use crate::schema::Direction;
use crate::upstream::{
    bundle::Reached,
    difference::{Difference, Kind, Subject},
    draft::{Draft, TODO},
    view::Face,
};
use anyhow::Result;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Annotates what was added with the face or direction that has it, gives it a definition of its own where only one
/// property has it, and leaves the rest to the list of divergences.
pub(super) fn turn(sources: Sources<'_>, draft: &mut Draft, log: &mut Log) -> Result<bool> {
    let found = differences(sources, &draft.schema()?, log);
    let reached = sources.bundle.reach(sources.scope);
    let mut parts: BTreeMap<(String, Part), Vec<Addition>> = BTreeMap::new();
    for addition in std::mem::take(&mut log.additions) {
        parts
            .entry((addition.definition.clone(), addition.part.clone()))
            .or_default()
            .push(addition);
    }
    let mut changed = false;
    for ((definition, part), additions) in parts {
        let gone: Vec<_> = found
            .iter()
            .filter(|d| {
                d.kind == Kind::GoneThere
                    && d.definition == definition
                    && d.subject.name() == Some(part.name())
            })
            .collect();
        if gone.is_empty() {
            continue;
        }
        changed = true;
        let needed = views(&reached, additions.iter().map(|a| a.upstream.as_str()));
        let absent = views(&reached, gone.iter().map(|d| d.upstream.as_str()));
        if let Some((key, value)) = annotation(&needed, &absent)
            && annotate(draft, &definition, &part, key, &value)?
        {
            if key == "x-face" {
                log.leave(format!(
                    "{definition}: decide which `x-beta` value `{}` needs, or keep `x-face`",
                    part.name()
                ));
            }
            continue;
        }
        if !split(draft, &definition, &part, &additions, &gone, log)? {
            diverge(&gone, log);
        }
    }
    let about_properties: Vec<_> = found
        .iter()
        .filter(|d| {
            matches!(d.kind, Kind::GoneThere | Kind::Required)
                && d.subject == Subject::Whole
                && log
                    .gained
                    .get(&d.definition)
                    .is_some_and(|parts| d.property.as_ref().is_some_and(|p| parts.contains(p)))
        })
        .collect();
    if !about_properties.is_empty() {
        changed = true;
        diverge(&about_properties, log);
    }
    Ok(changed)
}

fn diverge(differences: &[&Difference], log: &mut Log) {
    for difference in differences {
        log.divergences.push((*difference).clone());
        log.did(format!("divergences.json: {difference}"));
    }
    log.leave("divergences.json: give the reason of each new entry, or take it out".to_owned());
}

type Views = BTreeSet<(Direction, Face)>;

fn views<'n>(reached: &BTreeMap<String, Reached>, names: impl Iterator<Item = &'n str>) -> Views {
    names
        .filter_map(|name| reached.get(name))
        .flat_map(|reach| reach.views.iter().copied())
        .collect()
}

/// What tells the views that have a part from those that do not.
fn annotation(needed: &Views, absent: &Views) -> Option<(&'static str, Value)> {
    let faces = |views: &Views| views.iter().map(|(_, face)| *face).collect::<BTreeSet<_>>();
    let directions = |views: &Views| -> BTreeSet<Direction> {
        views.iter().map(|(direction, _)| *direction).collect()
    };
    if faces(needed) == BTreeSet::from([Face::Beta]) && faces(absent) == BTreeSet::from([Face::Ga])
    {
        return Some(("x-face", json!("beta")));
    }
    let (with, without) = (directions(needed), directions(absent));
    match (with.first(), with.len()) {
        (Some(only), 1) if !without.contains(only) => Some((only_in(*only), json!(true))),
        _ => None,
    }
}

fn annotate(
    draft: &mut Draft,
    definition: &str,
    part: &Part,
    key: &str,
    value: &Value,
) -> Result<bool> {
    let reference = draft
        .file_of(definition)
        .map(|file| draft.reference(file, part.name()));
    let body = draft.edit(definition)?;
    if body.contains_key("properties") {
        // An enumeration without a name has no place for notes on its values.
        return Ok(false);
    }
    let notes: Option<&mut Map<String, Value>> = match part {
        Part::Value(name) => body
            .entry("x-values")
            .or_insert_with(|| json!({}))
            .as_object_mut()
            .and_then(|all| {
                all.entry(name.as_str())
                    .or_insert_with(|| json!({}))
                    .as_object_mut()
            }),
        Part::Member(_) => body
            .get_mut("oneOf")
            .and_then(Value::as_array_mut)
            .and_then(|members| {
                members.iter_mut().find(|member| {
                    reference
                        .as_ref()
                        .is_some_and(|r| member["$ref"] == r["$ref"])
                })
            })
            .and_then(Value::as_object_mut),
    };
    Ok(notes.is_some_and(|notes| notes.insert(key.to_owned(), value.clone()).is_none()))
}

/// One place has gained a part that others of the same face and direction have not: it needs a definition of its own.
fn split(
    draft: &mut Draft,
    definition: &str,
    part: &Part,
    additions: &[Addition],
    gone: &[&Difference],
    log: &mut Log,
) -> Result<bool> {
    let before = draft.clone();
    let Some(body) = draft.definition(definition).cloned() else {
        return Ok(false);
    };
    let mut places = BTreeMap::new();
    for addition in additions {
        let owner = draft
            .definitions()
            .find_map(|(name, _)| owns(draft, name, &addition.upstream).then(|| name.to_owned()));
        if let (Some(owner), Some(property)) = (owner, &addition.property) {
            places.insert((owner, property.clone()), addition);
        }
    }
    let elsewhere = gone.iter().any(|d| {
        !places.keys().any(|(owner, property)| {
            d.property.as_ref() == Some(property) && owns(draft, owner, &d.upstream)
        })
    });
    if !elsewhere {
        return Ok(false);
    }
    let mut changed = false;
    for ((owner, property), addition) in places {
        let Some(file) = draft.file_of(&owner).map(str::to_owned) else {
            continue;
        };
        let name = draft.free_name(&format!("{owner}{}", super::properties::pascal(&property)));
        let (old, new) = (
            draft.reference(&file, definition),
            json!({"$ref": format!("#/$defs/{name}")}),
        );
        let replaced = draft
            .edit(&owner)?
            .get_mut("properties")
            .and_then(|all| all.get_mut(&property))
            .is_some_and(|schema| replace(schema, &old, &new));
        if !replaced {
            continue;
        }
        let mut copy = body.clone();
        copy.insert("description".to_owned(), json!(TODO));
        copy.remove("x-upstream");
        let home = draft.file_of(definition).unwrap_or_default().to_owned();
        let copy = moved(Value::Object(copy), &home, &file);
        draft.add(&file, &name, copy)?;
        log.did(format!(
            "{name}: split from {definition}, which has no `{}`",
            part.name()
        ));
        log.leave(format!(
            "{name}: describe it, or see whether `{}` belongs to {definition} after all",
            part.name()
        ));
        log.gained
            .entry(name.clone())
            .or_default()
            .insert(part.name().to_owned());
        log.splits.insert(name.clone(), definition.to_owned());
        log.additions.insert(Addition {
            definition: name,
            ..addition.clone()
        });
        changed = true;
    }
    if changed {
        take_out(draft, definition, part)?;
        if let Some(parts) = log.gained.get_mut(definition) {
            parts.remove(part.name());
        }
        if draft.schema().is_err() {
            *draft = before;
            return Ok(false);
        }
    }
    Ok(changed)
}

fn owns(draft: &Draft, definition: &str, upstream: &str) -> bool {
    draft
        .definition(definition)
        .and_then(|body| body.get("x-upstream"))
        .and_then(Value::as_array)
        .is_some_and(|names| names.iter().any(|name| name == upstream))
}

fn take_out(draft: &mut Draft, definition: &str, part: &Part) -> Result<()> {
    let reference = draft
        .file_of(definition)
        .map(|file| draft.reference(file, part.name()));
    let body = draft.edit(definition)?;
    let keep = |item: &Value| match part {
        Part::Value(name) => item != name.as_str(),
        Part::Member(_) => reference.as_ref().is_none_or(|r| item["$ref"] != r["$ref"]),
    };
    for pointer in ["/enum", "/anyOf/0/enum", "/oneOf"] {
        let mut whole = Value::Object(std::mem::take(body));
        if let Some(list) = whole.pointer_mut(pointer).and_then(Value::as_array_mut) {
            list.retain(keep);
        }
        if let Value::Object(inner) = whole {
            *body = inner;
        }
    }
    Ok(())
}

/// The same body in another file, where references within the old one need its name and the reverse.
fn moved(body: Value, from: &str, to: &str) -> Value {
    match body {
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .map(|(key, value)| match (key.as_str(), value.as_str()) {
                    ("$ref", Some(reference)) => {
                        let full = match reference.strip_prefix('#') {
                            Some(rest) => format!("{from}.json#{rest}"),
                            None => reference.to_owned(),
                        };
                        let short = full.strip_prefix(&format!("{to}.json")).unwrap_or(&full);
                        (key, json!(short))
                    }
                    _ => (key, moved(value, from, to)),
                })
                .collect(),
        ),
        Value::Array(items) => Value::Array(
            items
                .into_iter()
                .map(|item| moved(item, from, to))
                .collect(),
        ),
        other => other,
    }
}
