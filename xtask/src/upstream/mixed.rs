//! Unions of the SDK that take the class of an answer beside the parameter class of the same block.
//!
//! Both classes stand for one definition of ours, so that comparing definitions alone would not see one of them go.

use super::{
    bundle::Bundle,
    node::Node,
    shape::{Atom, Shape, Shapes},
    view::{Face, View},
};
use crate::schema::{Direction, Form};
use std::collections::{BTreeMap, BTreeSet};

/// Upstream members that a union lacks, with the place in the value, given what its other members say.
pub(crate) fn lost(shape: &Shape, shapes: Shapes<'_>) -> Vec<(String, String)> {
    if shapes.view.direction != Direction::Request || shapes.bundle.is_openapi {
        return Vec::new();
    }
    let mut places: BTreeMap<&str, Members<'_>> = BTreeMap::new();
    for ((path, atom), names) in &shape.atoms {
        if let Atom::Object(definition) = atom {
            places
                .entry(path)
                .or_default()
                .add(shapes.bundle, definition, names);
        }
    }
    places
        .into_iter()
        .filter(|(_, members)| members.parameters.intersection(&members.answers).count() > 0)
        .flat_map(|(path, members)| {
            members
                .lost(shapes)
                .into_iter()
                .map(move |name| (path.to_owned(), name))
        })
        .collect()
}

/// Definitions of which a union holds the parameter class, and those of which it holds the class of answers.
#[derive(Default)]
struct Members<'s> {
    parameters: BTreeSet<&'s str>,
    answers: BTreeSet<&'s str>,
}

impl<'s> Members<'s> {
    fn add(&mut self, bundle: &Bundle, definition: &'s str, names: &BTreeSet<String>) {
        for name in names {
            match direction(bundle, name) {
                Some(Direction::Request) => self.parameters.insert(definition),
                Some(Direction::Response) => self.answers.insert(definition),
                None => false,
            };
        }
    }

    fn lost(&self, shapes: Shapes<'_>) -> Vec<String> {
        let parameters = self
            .answers
            .difference(&self.parameters)
            .filter_map(|definition| class(shapes, definition, Direction::Request));
        // Which answers may be sent back is one of our unions as answers have it.
        let unions: Vec<BTreeSet<&str>> = answer_unions(shapes)
            .into_iter()
            .filter(|union| self.answers.is_subset(union))
            .collect();
        let smallest = unions.iter().min_by_key(|union| union.len());
        let answers = smallest
            .into_iter()
            .flat_map(|union| union.difference(&self.answers))
            .filter_map(|definition| class(shapes, definition, Direction::Response));
        parameters.chain(answers).collect()
    }
}

fn direction(bundle: &Bundle, name: &str) -> Option<Direction> {
    match bundle.resolve(name) {
        Some(Node::Object(record)) => Some(record.direction()),
        _ => None,
    }
}

/// The class that a definition has upstream for one direction on the face of the view.
fn class(shapes: Shapes<'_>, definition: &str, wanted: Direction) -> Option<String> {
    shapes
        .schema
        .get(definition)
        .upstream
        .iter()
        .find(|name| {
            Face::of(name) == shapes.view.face && direction(shapes.bundle, name) == Some(wanted)
        })
        .cloned()
}

fn answer_unions(shapes: Shapes<'_>) -> Vec<BTreeSet<&str>> {
    let view = View {
        direction: Direction::Response,
        ..shapes.view
    };
    shapes
        .schema
        .definitions
        .iter()
        .filter_map(|definition| match &definition.form {
            Form::Union(union) => Some(shapes.schema.branches(union)),
            _ => None,
        })
        .map(|branches| {
            branches
                .into_iter()
                .filter(|branch| view.shows_member(&branch.notes, branch.definition))
                .map(|branch| branch.definition.name.as_str())
                .filter(|name| class(shapes, name, Direction::Response).is_some())
                .collect()
        })
        .collect()
}
