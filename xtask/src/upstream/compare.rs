//! Compares a bundle with the schema, type by type.

use super::{
    bundle::{Bundle, Reached},
    difference::{Difference, Kind, Subject},
    mixed,
    names::Names,
    node::{Node, Record},
    scope::Scope,
    shape::{Shape, Shapes},
    values::every_place,
    view::View,
};
use crate::schema::{Branch, Direction, Form, Object, Property, Schema};
use std::collections::{BTreeMap, BTreeSet};

/// Every difference within a scope, explained by an annotation or not listed at all; sorted by type.
pub(crate) fn compare(schema: &Schema, bundle: &Bundle, scope: &Scope) -> Vec<Difference> {
    let names = Names::new(schema, bundle, scope);
    let reached = bundle.reach(scope);
    let comparison = Comparison {
        schema,
        bundle,
        scope,
        names: &names,
        reached: &reached,
    };
    let mut found = BTreeSet::new();
    comparison.names(&mut found);
    for (name, reach) in &reached {
        if let Some(definition) = names.definition(name) {
            for &view in &reach.views {
                let shapes = Shapes {
                    schema,
                    bundle,
                    names: &names,
                    view: scope.view(view),
                };
                comparison.one_type(name, definition, shapes, &mut found);
            }
        }
    }
    found
        .into_iter()
        .filter(|difference| !scope.lacks(difference))
        .collect()
}

struct Comparison<'s> {
    schema: &'s Schema,
    bundle: &'s Bundle,
    scope: &'s Scope,
    names: &'s Names,
    reached: &'s BTreeMap<String, Reached>,
}

/// Where a difference stands.
#[derive(Clone, Copy)]
pub(crate) struct Place<'s> {
    upstream: &'s str,
    definition: &'s str,
    property: Option<&'s str>,
}

impl Place<'_> {
    pub(crate) fn difference(
        self,
        subject: Subject,
        kind: Kind,
        note: impl Into<String>,
    ) -> Difference {
        Difference {
            upstream: self.upstream.to_owned(),
            property: self.property.map(str::to_owned),
            place: String::new(),
            subject,
            kind,
            note: note.into(),
            definition: self.definition.to_owned(),
        }
    }

    fn whole(self, kind: Kind, note: impl Into<String>) -> Difference {
        self.difference(Subject::Whole, kind, note)
    }
}

impl Comparison<'_> {
    /// Types without a definition, with two, and definitions that name a type that is gone.
    fn names(&self, found: &mut BTreeSet<Difference>) {
        for (name, reach) in self.reached {
            let place = Place {
                upstream: name,
                definition: "",
                property: None,
            };
            match self.names.all(name) {
                [] => {
                    // Other documents write out what the SDK names, and name what it writes out.
                    let is_object = matches!(self.bundle.resolve(name), Some(Node::Object(_)));
                    if !self.bundle.is_openapi || is_object {
                        found.insert(place.whole(Kind::MissingHere, used_by(reach)));
                    }
                }
                [_] => {}
                several => {
                    found.insert(
                        place.whole(Kind::NamedTwice, format!("by {}", several.join(", "))),
                    );
                }
            }
        }
        for root in &self.scope.roots {
            if !self.bundle.types.contains_key(root) {
                let place = Place {
                    upstream: root,
                    definition: self.names.definition(root).unwrap_or_default(),
                    property: None,
                };
                found.insert(place.whole(Kind::GoneThere, "a root of this scope"));
            }
        }
        if !self.scope.newest || self.bundle.is_openapi {
            return;
        }
        for definition in &self.schema.definitions {
            for name in &definition.upstream {
                if !self.bundle.types.contains_key(name)
                    && !self.scope.elsewhere.contains(name)
                    && !self.scope.roots.contains(name)
                {
                    let place = Place {
                        upstream: name,
                        definition: &definition.name,
                        property: None,
                    };
                    found.insert(
                        place.whole(Kind::GoneThere, format!("`{}` names it", definition.name)),
                    );
                }
            }
        }
    }

    fn one_type(
        &self,
        name: &str,
        definition: &str,
        shapes: Shapes<'_>,
        found: &mut BTreeSet<Difference>,
    ) {
        let place = Place {
            upstream: name,
            definition,
            property: None,
        };
        let ours = self.schema.get(definition);
        let node = &self.bundle.types[name];
        match (node, &ours.form) {
            // Another name for a type is compared where that type is.
            (Node::Ref(_), _) => {}
            (Node::Object(_), _) if shapes.view.hides(&ours.notes).is_some() => {
                let reason = shapes.view.hides(&ours.notes).unwrap_or_default();
                found.insert(place.whole(Kind::MissingHere, format!("here {reason}")));
            }
            (Node::Object(record), Form::Object(object)) => {
                let own = Own::of_object(object, shapes.view);
                self.object(place, record, &own, &object.tolerated, shapes, found);
            }
            (Node::Object(record), Form::Union(union)) => {
                let own = Own::of_union(&self.schema.branches(union), shapes.view);
                self.object(place, record, &own, &[], shapes, found);
            }
            (Node::Object(_), _) => {
                found.insert(place.whole(Kind::Type, "upstream an object, here not"));
            }
            _ => {
                let theirs = shapes.upstream(node, &BTreeSet::new());
                let own = shapes.definition(definition);
                lost_members(place, &theirs, shapes, found);
                every_place(place, &theirs, &own, &theirs, found);
            }
        }
    }

    fn object(
        &self,
        place: Place<'_>,
        record: &Record,
        own: &[Own<'_>],
        tolerated: &[String],
        shapes: Shapes<'_>,
        found: &mut BTreeSet<Difference>,
    ) {
        let siblings = self.siblings(place);
        for (name, node) in &record.properties {
            let place = Place {
                property: Some(name),
                ..place
            };
            let Some(own) = own.iter().find(|own| own.name == name) else {
                if !tolerated.contains(name) {
                    found.insert(place.whole(Kind::MissingHere, ""));
                }
                continue;
            };
            let shown: Vec<_> = own
                .properties
                .iter()
                .copied()
                .filter(|property| shapes.view.hides_property(self.schema, property).is_none())
                .collect();
            if shown.is_empty() {
                let reason = own
                    .properties
                    .iter()
                    .find_map(|property| shapes.view.hides_property(self.schema, property))
                    .unwrap_or_default();
                found.insert(place.whole(Kind::MissingHere, format!("here {reason}")));
                continue;
            }
            // An OpenAPI document requires what the API sends today; older answers must stay valid (README of the schema).
            let lenient = self.bundle.is_openapi
                && shapes.view.direction == Direction::Response
                && record.requires(name);
            if !lenient {
                requiredness(place, record, own.required, &siblings, found);
            }
            let shown = Own {
                properties: shown,
                ..*own
            };
            compare_property(place, (record, node), &shown, &siblings, shapes, found);
        }
        for own in own {
            let hidden = own
                .properties
                .iter()
                .all(|property| shapes.view.hides_property(self.schema, property).is_some());
            if record.get(own.name).is_some() || hidden {
                continue;
            }
            let elsewhere = siblings
                .iter()
                .any(|sibling| sibling.record.get(own.name).is_some());
            if elsewhere && !own.required {
                continue;
            }
            let place = Place {
                property: Some(own.name),
                ..place
            };
            found.insert(place.whole(Kind::GoneThere, ""));
        }
    }

    /// Other upstream types that one definition of ours stands for, where the scope says that they differ.
    fn siblings(&self, place: Place<'_>) -> Vec<Sibling<'_>> {
        if !self
            .scope
            .merged
            .iter()
            .any(|name| name == place.definition)
        {
            return Vec::new();
        }
        self.reached
            .keys()
            .filter(|name| {
                name.as_str() != place.upstream
                    && self.names.definition(name) == Some(place.definition)
            })
            .filter_map(|name| match self.bundle.resolve(name) {
                Some(Node::Object(record)) => Some(Sibling { name, record }),
                _ => None,
            })
            .collect()
    }
}

fn compare_property(
    place: Place<'_>,
    (record, node): (&Record, &Node),
    own: &Own<'_>,
    siblings: &[Sibling<'_>],
    shapes: Shapes<'_>,
    found: &mut BTreeSet<Difference>,
) {
    let name = place.property.unwrap_or_default();
    let read = |node: &Node| {
        let (mut theirs, mut ours) = (Shape::default(), Shape::default());
        for property in &own.properties {
            let nullable = shapes.view.nullable(property.nullable);
            let (upstream, own) = shapes.pair(node, &property.ty, nullable);
            theirs.join(upstream);
            ours.join(own);
        }
        (theirs, ours)
    };
    let (mut theirs, mut ours) = read(node);
    if shapes.view.direction == Direction::Response && !record.requires(name) {
        // The classes of answers write an optional property as one that defaults to null, and tell nothing more.
        theirs.forget_null();
        ours.forget_null();
    }
    let mut together = read(node).0;
    let known = |node: &Node| {
        let (theirs, ours) = read(node);
        theirs.atoms.keys().all(|key| ours.has(key))
    };
    let mut said_elsewhere = false;
    for sibling in siblings {
        let node = sibling.record.get(name);
        // What no sibling takes is said once: of the one that changed, or else of the first.
        said_elsewhere |=
            sibling.name < place.upstream || node.map_or(own.required, |node| !known(node));
        if let Some(node) = node {
            together.join(read(node).0);
        }
    }
    if said_elsewhere && known(node) {
        together.join(read(node).1);
    }
    lost_members(place, &theirs, shapes, found);
    every_place(place, &theirs, &ours, &together, found);
}

/// Another upstream type of the same definition.
#[derive(Clone, Copy)]
struct Sibling<'s> {
    name: &'s str,
    record: &'s Record,
}

/// One property of ours; of several objects where upstream has one type for a union.
struct Own<'s> {
    name: &'s str,
    properties: Vec<&'s Property>,
    required: bool,
}

impl<'s> Own<'s> {
    fn of_object(object: &'s Object, view: View<'_>) -> Vec<Self> {
        object
            .properties
            .iter()
            .map(|property| Self {
                name: &property.name,
                properties: vec![property],
                required: view.requires(object, &property.name),
            })
            .collect()
    }

    fn of_union(branches: &[Branch<'s>], view: View<'_>) -> Vec<Self> {
        let objects: Vec<&'s Object> = branches
            .iter()
            .filter(|branch| view.shows_member(&branch.notes, branch.definition))
            .filter_map(|branch| match &branch.definition.form {
                Form::Object(object) => Some(object),
                _ => None,
            })
            .collect();
        let mut all: Vec<Self> = Vec::new();
        for object in &objects {
            for property in &object.properties {
                match all.iter_mut().find(|own| own.name == property.name) {
                    Some(own) => own.properties.push(property),
                    None => all.push(Self {
                        name: &property.name,
                        properties: vec![property],
                        required: objects
                            .iter()
                            .any(|object| view.requires(object, &property.name)),
                    }),
                }
            }
        }
        all
    }
}

fn lost_members(
    place: Place<'_>,
    theirs: &Shape,
    shapes: Shapes<'_>,
    found: &mut BTreeSet<Difference>,
) {
    for (path, name) in mixed::lost(theirs, shapes) {
        let mut difference = place.difference(Subject::Member(name), Kind::GoneThere, "");
        difference.place = path;
        found.insert(difference);
    }
}

fn requiredness(
    place: Place<'_>,
    record: &Record,
    here: bool,
    siblings: &[Sibling<'_>],
    found: &mut BTreeSet<Difference>,
) {
    let name = place.property.unwrap_or_default();
    let there = record.requires(name);
    let only_some = siblings
        .iter()
        .any(|sibling| !sibling.record.requires(name));
    if there == here || (there && only_some) {
        return;
    }
    let note = if there {
        "upstream required, here optional"
    } else {
        "upstream optional, here required"
    };
    found.insert(place.whole(Kind::Required, note));
}

fn used_by(reach: &Reached) -> String {
    match reach.used_by.as_slice() {
        [] => String::new(),
        [one] => format!("used by {one}"),
        [one, two] => format!("used by {one} and {two}"),
        [one, two, rest @ ..] => format!("used by {one}, {two} and {} more", rest.len()),
    }
}
