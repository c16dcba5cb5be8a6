//! Upstream types that no definition names.

use super::{Log, Round};
use crate::schema::{Form, Type};
use crate::upstream::{
    build::Builder,
    difference::Difference,
    draft::{Draft, TODO, add_upstream},
    names::stem,
    node::{Node, Record},
    view::Face,
};
use anyhow::Result;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Names the type in a definition of the same concept, or makes a new one.
pub(super) fn adopt(
    round: &Round<'_>,
    difference: &Difference,
    draft: &mut Draft,
    log: &mut Log,
) -> Result<bool> {
    let name = &difference.upstream;
    if !difference.definition.is_empty() {
        return unhide(difference, draft, log);
    }
    let Some(node) = round.sources.bundle.types.get(name) else {
        return Ok(false);
    };
    if let Some(definition) = namesake(round, draft, name, node) {
        add_upstream(draft.edit(&definition)?, name);
        log.did(format!("{definition}: named `{name}` in x-upstream"));
        return Ok(true);
    }
    let Some(file) = home(round, draft, name) else {
        return Ok(false);
    };
    let fresh = draft.free_name(&our_name(name));
    let Some(mut body) = body(round, name, node, &fresh, &file, (draft, log))? else {
        return Ok(false);
    };
    if let Some(body) = body.as_object_mut() {
        if Face::of(name) == Face::Beta && !has_ga_twin(round, name) {
            body.insert("x-face".to_owned(), json!("beta"));
            log.leave(format!(
                "{fresh}: decide which `x-beta` value it needs, or keep `x-face`"
            ));
        }
        add_upstream(body, name);
    }
    draft.add(&file, &fresh, body)?;
    log.did(format!("{fresh}: new in schema/{file}.json, from `{name}`"));
    log.leave(format!("{fresh}: describe it and its properties"));
    Ok(true)
}

/// The GA face has gained what only the beta face had.
fn unhide(difference: &Difference, draft: &mut Draft, log: &mut Log) -> Result<bool> {
    if !difference.note.contains("beta face") {
        return Ok(false);
    }
    let definition = &difference.definition;
    let body = draft.edit(definition)?;
    body.remove("x-face");
    body.remove("x-beta");
    log.did(format!(
        "{definition}: now on the GA face, no `x-beta` or `x-face` any more"
    ));
    Ok(true)
}

/// The definition of the other face or direction of the same concept.
fn namesake(round: &Round<'_>, draft: &Draft, name: &str, node: &Node) -> Option<String> {
    let schema = draft.schema().ok()?;
    let wanted = stem(name);
    schema
        .definitions
        .iter()
        .find(|definition| {
            definition
                .upstream
                .iter()
                .any(|known| stem(known) == wanted)
                && match (node, &definition.form) {
                    (Node::Object(record), Form::Object(object)) => {
                        let ours = object.properties.iter().find(|p| p.name == "type");
                        match (record.get("type"), ours.map(|p| &p.ty)) {
                            (Some(Node::Value(theirs)), Some(Type::Const(ours))) => theirs == ours,
                            (None, None) => true,
                            (Some(Node::Value(theirs)), Some(Type::Enum(ours))) => {
                                ours.contains(theirs)
                            }
                            _ => false,
                        }
                    }
                    (Node::Object(_), _) | (_, Form::Object(_)) => false,
                    (Node::Ref(target), _) => {
                        round.names.definition(target) == Some(definition.name.as_str())
                    }
                    _ => true,
                }
        })
        .map(|definition| definition.name.clone())
}

/// The file in which most of the members stand beside which the type is used; else that of what refers to it.
fn home(round: &Round<'_>, draft: &Draft, name: &str) -> Option<String> {
    let users: Vec<&str> = round
        .reached
        .get(name)?
        .used_by
        .iter()
        .filter_map(|user| user.split('.').next())
        .collect();
    let mut files: BTreeMap<&str, usize> = BTreeMap::new();
    for user in &users {
        let mut beside = Vec::new();
        members(&round.sources.bundle.types[*user], name, &mut beside);
        for file in beside
            .into_iter()
            .filter_map(|member| round.names.definition(member))
            .filter_map(|definition| draft.file_of(definition))
        {
            *files.entry(file).or_default() += 1;
        }
    }
    let most = files.into_iter().max_by_key(|(_, count)| *count);
    most.map(|(file, _)| file)
        .or_else(|| {
            users
                .iter()
                .filter_map(|user| round.names.definition(user))
                .find_map(|definition| draft.file_of(definition))
        })
        .map(str::to_owned)
}

/// The other types of the unions that hold a type.
fn members<'n>(node: &'n Node, name: &str, out: &mut Vec<&'n str>) {
    match node {
        Node::OneOf(all) => {
            let is_it = |member: &Node| matches!(member, Node::Ref(other) if other == name);
            if all.iter().any(is_it) {
                out.extend(all.iter().filter_map(|member| match member {
                    Node::Ref(other) if other != name => Some(other.as_str()),
                    _ => None,
                }));
            }
            for member in all {
                members(member, name, out);
            }
        }
        Node::Array(inner) | Node::Map(inner) => members(inner, name, out),
        Node::Object(record) => record
            .properties
            .iter()
            .for_each(|(_, node)| members(node, name, out)),
        _ => {}
    }
}

fn our_name(upstream: &str) -> String {
    let mut rest = upstream.strip_prefix("Beta").unwrap_or(upstream);
    for suffix in ["Params", "Param", "Object"] {
        rest = rest
            .strip_suffix(suffix)
            .filter(|rest| !rest.is_empty())
            .unwrap_or(rest);
    }
    rest.split('_').flat_map(capitalised).collect()
}

fn capitalised(word: &str) -> impl Iterator<Item = char> {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_ascii_uppercase())
        .into_iter()
        .chain(letters)
}

fn has_ga_twin(round: &Round<'_>, name: &str) -> bool {
    let wanted = stem(name);
    round
        .reached
        .keys()
        .any(|other| Face::of(other) == Face::Ga && stem(other) == wanted)
}

/// An object starts with its constants, by which unions tell it apart; its other properties follow in the next turn.
fn body(
    round: &Round<'_>,
    name: &str,
    node: &Node,
    fresh: &str,
    file: &str,
    (draft, log): (&mut Draft, &mut Log),
) -> Result<Option<Value>> {
    if let Node::Object(record) = node {
        return Ok(Some(object(record)));
    }
    let mut builder = Builder {
        draft,
        file: file.to_owned(),
        shapes: round.shapes(name),
        names: round.names,
        schema: round.schema,
        added: Vec::new(),
    };
    let body = builder.definition(node, fresh)?;
    log.made(&builder.added, fresh);
    Ok(body)
}

fn object(record: &Record) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (name, node) in &record.properties {
        if let Node::Value(value) = node {
            let schema = json!({"description": TODO, "type": "string", "const": value});
            properties.insert(name.clone(), schema);
            if record.requires(name) {
                required.push(name.clone());
            }
        }
    }
    let mut body = json!({"description": TODO, "type": "object", "properties": properties});
    if !required.is_empty() {
        body["required"] = json!(required);
    }
    body
}
