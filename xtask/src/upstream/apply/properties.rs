//! Properties that an object of ours does not have.

use super::{Log, Round, only_in};
use crate::schema::Direction;
use crate::upstream::{
    build::{Builder, described, is_candidate, split_null, with_null},
    difference::Difference,
    draft::{self, Draft},
    node::{Node, Record},
    view::Face,
};
use anyhow::Result;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// One upstream type of the definition.
struct User<'s> {
    name: &'s str,
    record: &'s Record,
    directions: BTreeSet<Direction>,
    faces: BTreeSet<Face>,
}

pub(super) fn add(
    round: &Round<'_>,
    difference: &Difference,
    property: &str,
    draft: &mut Draft,
    log: &mut Log,
) -> Result<bool> {
    let name = &difference.definition;
    let Some(body) = draft.definition(name) else {
        return Ok(false);
    };
    if body.get("type").and_then(Value::as_str) != Some("object") {
        return Ok(false);
    }
    if body
        .get("properties")
        .is_some_and(|all| all.get(property).is_some())
    {
        return unhide(difference, property, draft, log);
    }
    let users = users(round, name);
    let having: Vec<&User<'_>> = users
        .iter()
        .filter(|user| user.record.get(property).is_some())
        .collect();
    let Some(schema) = schema(round, name, property, &having, draft, log)? else {
        return Ok(false);
    };
    let mut schema = described(&schema);
    if let Some(schema) = schema.as_object_mut() {
        annotate(schema, name, property, &users, &having, log);
    }
    let body = draft.edit(name)?;
    body.entry("properties")
        .or_insert_with(|| json!({}))
        .as_object_mut()
        .map(|all| all.insert(property.to_owned(), schema));
    require(body, property, &users, &having);
    log.did(format!("{name}.{property}: new"));
    let described = format!("{name}: describe it and its properties");
    if !log.by_hand.contains(&described) {
        log.leave(format!("{name}.{property}: describe it"));
    }
    log.gained
        .entry(name.clone())
        .or_default()
        .insert(property.to_owned());
    Ok(true)
}

/// The property is there, but an annotation keeps it from the view that has it upstream.
fn unhide(
    difference: &Difference,
    property: &str,
    draft: &mut Draft,
    log: &mut Log,
) -> Result<bool> {
    let keys: &[&str] = if difference.note.ends_with("only in responses") {
        &["readOnly"]
    } else if difference.note.ends_with("only in requests") {
        &["writeOnly"]
    } else if difference.note.ends_with("only on the beta face") {
        &["x-face", "x-beta"]
    } else {
        return Ok(false);
    };
    let name = &difference.definition;
    let Some(schema) = draft
        .edit(name)?
        .get_mut("properties")
        .and_then(|all| all.get_mut(property))
        .and_then(Value::as_object_mut)
    else {
        return Ok(false);
    };
    let before = schema.len();
    schema.retain(|key, _| !keys.contains(&key.as_str()));
    let changed = schema.len() != before;
    if changed {
        log.did(format!(
            "{name}.{property}: took out {}",
            keys.join(" and ")
        ));
        log.leave(format!(
            "{name}.{property}: now in more places (`{}` has it); see whether its description still holds",
            difference.upstream
        ));
    }
    Ok(changed)
}

fn users<'s>(round: &'s Round<'_>, definition: &str) -> Vec<User<'s>> {
    round
        .reached
        .iter()
        .filter(|(name, _)| round.names.definition(name) == Some(definition))
        .filter_map(|(name, reach)| match round.sources.bundle.types.get(name) {
            Some(Node::Object(record)) => Some(User {
                name,
                record,
                directions: reach
                    .views
                    .iter()
                    .map(|(direction, _)| *direction)
                    .collect(),
                faces: reach.views.iter().map(|(_, face)| *face).collect(),
            }),
            _ => None,
        })
        .collect()
}

/// What a request takes decides; an answer is only more lenient about null.
fn schema(
    round: &Round<'_>,
    definition: &str,
    property: &str,
    having: &[&User<'_>],
    draft: &mut Draft,
    log: &mut Log,
) -> Result<Option<Value>> {
    let request = having
        .iter()
        .find(|user| user.directions.contains(&Direction::Request));
    let Some(user) = request.or(having.first()) else {
        return Ok(None);
    };
    let (Some(node), Some(file)) = (
        user.record.get(property),
        draft.file_of(definition).map(str::to_owned),
    ) else {
        return Ok(None);
    };
    if let Some(existing) = existing(round, property, having) {
        let reference = draft.reference(&file, existing);
        let nullable = split_null(node).1;
        return Ok(Some(if nullable {
            with_null(reference)
        } else {
            reference
        }));
    }
    let mut builder = Builder {
        draft,
        file,
        shapes: round.shapes(user.name),
        names: round.names,
        schema: round.schema,
        added: Vec::new(),
    };
    let wish = format!("{definition}{}", pascal(property));
    let schema = builder.property(node, &wish)?;
    log.made(&builder.added, &format!("{definition}.{property}"));
    let null_in_answers = having.iter().any(|user| {
        user.directions.contains(&Direction::Response)
            && user.record.requires(property)
            && user
                .record
                .get(property)
                .is_some_and(|node| split_null(node).1)
    });
    let null_here = split_null(node).1;
    Ok(schema.map(|schema| {
        if null_in_answers && !null_here {
            let mut schema = with_null(schema);
            schema["x-nullable"] = json!("response");
            schema
        } else {
            schema
        }
    }))
}

/// A definition that takes what every type with the property takes, each in its own views.
fn existing<'s>(round: &Round<'s>, property: &str, having: &[&User<'_>]) -> Option<&'s str> {
    let nodes: Vec<_> = having
        .iter()
        .filter_map(|user| Some((split_null(user.record.get(property)?).0, user.name)))
        .collect();
    if nodes
        .iter()
        .any(|(node, _)| !matches!(node, Node::OneOf(_)))
    {
        return None;
    }
    let fits = |name: &str| {
        nodes.iter().all(|(node, user)| {
            let shapes = round.shapes(user);
            shapes.iter().all(|shapes| shapes.same(node, name))
        })
    };
    round
        .schema
        .definitions
        .iter()
        .find(|definition| is_candidate(definition) && fits(&definition.name))
        .map(|definition| definition.name.as_str())
}

fn annotate(
    schema: &mut Map<String, Value>,
    definition: &str,
    property: &str,
    users: &[User<'_>],
    having: &[&User<'_>],
    log: &mut Log,
) {
    let directions: BTreeSet<_> = having.iter().flat_map(|user| &user.directions).collect();
    let all: BTreeSet<_> = users.iter().flat_map(|user| &user.directions).collect();
    if let (1, 2, Some(direction)) = (directions.len(), all.len(), directions.first()) {
        schema.insert(only_in(**direction).to_owned(), json!(true));
    }
    let on_ga = |user: &User<'_>| user.faces.contains(&Face::Ga);
    if users.iter().any(on_ga) && !having.iter().any(|user| on_ga(user)) {
        schema.insert("x-face".to_owned(), json!("beta"));
        log.leave(format!(
            "{definition}.{property}: decide which `x-beta` value it needs, or keep `x-face`"
        ));
    }
}

fn require(
    body: &mut Map<String, Value>,
    property: &str,
    users: &[User<'_>],
    having: &[&User<'_>],
) {
    let required = |direction: Direction| {
        let mut users = having
            .iter()
            .filter(|user| user.directions.contains(&direction))
            .peekable();
        users.peek().is_some() && users.all(|user| user.record.requires(property))
    };
    let serves = |direction: Direction| {
        users
            .iter()
            .any(|user| user.directions.contains(&direction))
    };
    let (request, response) = (Direction::Request, Direction::Response);
    let in_both = [request, response]
        .into_iter()
        .filter(|direction| serves(*direction))
        .all(required);
    if in_both {
        return draft::require(body, None, property);
    }
    for (direction, key) in [(request, "request"), (response, "response")] {
        if required(direction) {
            draft::require(body, Some(key), property);
        }
    }
}

pub(super) fn pascal(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase())
                .into_iter()
                .chain(letters)
                .collect::<String>()
        })
        .collect()
}
