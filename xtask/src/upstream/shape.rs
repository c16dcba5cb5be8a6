//! What values a type takes, flattened so that two notations of one type compare equal.
//!
//! The official SDKs write unions and enumerations out where they are used; `schema/` gives them names. Both sides
//! are therefore reduced to a set of atoms: JSON types, single values, and objects by the name of our definition.

use super::{bundle::Bundle, names::Names, node::Node, view::View};
use crate::schema::{Additional, Form, Schema, Type};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Atom {
    Any,
    Array,
    Boolean,
    Free,
    Integer,
    Map,
    Null,
    Number,
    String,
    /// `true` or `false` alone.
    Flag(bool),
    /// One of our definitions.
    Object(String),
    /// An upstream type that no definition of ours names; reported as such, and nowhere else.
    Unknown(String),
    Value(String),
}

/// Where in a value an atom stands (`[]` for the items of an array, `{}` for the values of a map), and what it is.
pub(crate) type Key = (String, Atom);

#[derive(Debug, Default)]
pub(crate) struct Shape {
    /// With the names that say more: of the upstream types, or of our definition that lists the value or member.
    pub(crate) atoms: BTreeMap<Key, BTreeSet<String>>,
    /// Places where our schema takes any string beside the listed values.
    pub(crate) open: BTreeSet<String>,
    /// Places where our schema takes an object of any further content.
    pub(crate) free: BTreeSet<String>,
}

impl Atom {
    pub(crate) fn word(&self) -> String {
        match self {
            Self::Any => "any JSON".to_owned(),
            Self::Array => "array".to_owned(),
            Self::Boolean => "boolean".to_owned(),
            Self::Flag(flag) => flag.to_string(),
            Self::Free => "free-form object".to_owned(),
            Self::Integer => "integer".to_owned(),
            Self::Map => "map".to_owned(),
            Self::Null => "null".to_owned(),
            Self::Number => "number".to_owned(),
            Self::String => "string".to_owned(),
            Self::Object(name) | Self::Unknown(name) => format!("`{name}`"),
            Self::Value(value) => format!("\"{value}\""),
        }
    }
}

/// Reads shapes of both sides.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shapes<'s> {
    pub(crate) schema: &'s Schema,
    pub(crate) bundle: &'s Bundle,
    pub(crate) names: &'s Names,
    pub(crate) view: View<'s>,
}

impl Shapes<'_> {
    /// Shapes of an upstream type and of ours. A union or enumeration that both refer to by name is not opened:
    /// it is compared on its own.
    pub(crate) fn pair(&self, node: &Node, ty: &Type, nullable: bool) -> (Shape, Shape) {
        let theirs: BTreeSet<_> = node
            .references()
            .into_iter()
            .filter_map(|name| self.names.definition(name))
            .collect();
        let mut ours = BTreeSet::new();
        named(ty, &mut ours);
        let shared: BTreeSet<_> = ours
            .intersection(&theirs)
            .copied()
            .filter(|name| !matches!(self.schema.get(name).form, Form::Object(_)))
            .collect();
        let upstream = self.upstream(node, &shared);
        let mut own = Shape::default();
        self.ours(ty, "", None, &shared, &mut own);
        if nullable {
            own.add("", Atom::Null, None);
        }
        (upstream, own)
    }

    pub(crate) fn upstream(&self, node: &Node, shared: &BTreeSet<&str>) -> Shape {
        let mut shape = Shape::default();
        self.theirs(node, "", shared, 0, &mut shape);
        shape
    }

    /// The shape of one of our definitions, opened.
    pub(crate) fn definition(&self, name: &str) -> Shape {
        let mut shape = Shape::default();
        self.opened(name, "", &BTreeSet::new(), &mut shape);
        shape
    }

    /// Whether an upstream type and one of our definitions take the same in this view.
    pub(crate) fn same(&self, node: &Node, definition: &str) -> bool {
        let theirs = self.upstream(node, &BTreeSet::new());
        let ours = self.definition(definition);
        theirs.atoms.keys().eq(ours.atoms.keys())
    }

    fn theirs(
        &self,
        node: &Node,
        path: &str,
        shared: &BTreeSet<&str>,
        depth: usize,
        out: &mut Shape,
    ) {
        let plain = match node {
            Node::Ref(name) => return self.their_reference(name, path, shared, depth, out),
            Node::OneOf(members) => {
                for member in members {
                    self.theirs(member, path, shared, depth, out);
                }
                return;
            }
            Node::Array(items) => {
                self.theirs(items, &format!("{path}[]"), shared, depth, out);
                Atom::Array
            }
            Node::Map(values) if self.is_any(values) => Atom::Free,
            Node::Map(values) => {
                self.theirs(values, &format!("{path}{{}}"), shared, depth, out);
                Atom::Map
            }
            Node::Any => Atom::Any,
            Node::Null => Atom::Null,
            Node::Boolean => Atom::Boolean,
            Node::Flag(flag) => Atom::Flag(*flag),
            Node::Integer => Atom::Integer,
            Node::Number => Atom::Number,
            Node::String => Atom::String,
            Node::Value(value) => Atom::Value(value.clone()),
            // An object without a name of its own says nothing that could be mapped.
            Node::Free | Node::Object(_) => Atom::Free,
        };
        out.add(path, plain, None);
    }

    /// A map to any JSON is a free-form object.
    fn is_any(&self, node: &Node) -> bool {
        match node {
            Node::Any => true,
            Node::Ref(name) => matches!(self.bundle.resolve(name), Some(Node::Any)),
            _ => false,
        }
    }

    fn their_reference(
        &self,
        name: &str,
        path: &str,
        shared: &BTreeSet<&str>,
        depth: usize,
        out: &mut Shape,
    ) {
        let definition = self.names.definition(name);
        if let Some(shared) = definition.filter(|definition| shared.contains(definition)) {
            return out.add(path, Atom::Object(shared.to_owned()), Some(name));
        }
        match self.bundle.resolve(name) {
            // Types that contain themselves go through an object, so that deep nesting means a broken bundle.
            Some(node) if depth < 32 && !matches!(node, Node::Object(_)) => {
                self.theirs(node, path, shared, depth + 1, out);
            }
            _ => match definition {
                Some(definition) => self.object(definition, path, Some(name), shared, out),
                None => out.add(path, Atom::Unknown(name.to_owned()), Some(name)),
            },
        }
    }

    fn ours(
        &self,
        ty: &Type,
        path: &str,
        holder: Option<&str>,
        shared: &BTreeSet<&str>,
        out: &mut Shape,
    ) {
        let plain = match ty {
            Type::Ref(name) if shared.contains(name.as_str()) => Atom::Object(name.clone()),
            Type::Ref(name) => return self.reference(name, path, holder, shared, out),
            Type::Enum(values) => {
                for value in values {
                    out.add(path, Atom::Value(value.clone()), holder);
                }
                return;
            }
            Type::Array {
                items,
                items_nullable,
                ..
            } => {
                let inner = format!("{path}[]");
                self.ours(items, &inner, holder, shared, out);
                if *items_nullable {
                    out.add(&inner, Atom::Null, holder);
                }
                Atom::Array
            }
            Type::Map(values, nullable) => {
                let inner = format!("{path}{{}}");
                self.ours(values, &inner, holder, shared, out);
                if *nullable {
                    out.add(&inner, Atom::Null, holder);
                }
                Atom::Map
            }
            Type::String(_) => Atom::String,
            Type::Integer(_) => Atom::Integer,
            Type::Number(_) => Atom::Number,
            Type::Boolean => Atom::Boolean,
            Type::Const(value) => Atom::Value(value.clone()),
            Type::FreeObject => Atom::Free,
            Type::Any => Atom::Any,
            Type::Null => Atom::Null,
        };
        out.add(path, plain, holder);
    }

    fn reference(
        &self,
        name: &str,
        path: &str,
        holder: Option<&str>,
        shared: &BTreeSet<&str>,
        out: &mut Shape,
    ) {
        let definition = self.schema.get(name);
        if self.view.hides(&definition.notes).is_some() {
            return;
        }
        if let Form::Object(_) = definition.form {
            self.object(name, path, holder, shared, out);
        } else {
            self.opened(name, path, shared, out);
        }
    }

    fn opened(&self, name: &str, path: &str, shared: &BTreeSet<&str>, out: &mut Shape) {
        match &self.schema.get(name).form {
            Form::Object(_) => self.object(name, path, None, shared, out),
            Form::Union(union) => {
                for member in &union.members {
                    if self.view.shows(&member.notes) {
                        self.reference(&member.definition, path, Some(name), shared, out);
                    }
                }
            }
            Form::Enumeration(enumeration) => {
                for value in &enumeration.values {
                    if self.view.shows(&value.notes) {
                        out.add(path, Atom::Value(value.value.clone()), Some(name));
                    }
                }
                if enumeration.open {
                    out.open.insert(path.to_owned());
                }
            }
            Form::Choice(alternatives) => {
                for alternative in alternatives {
                    if self.view.shows(&alternative.notes) {
                        self.ours(&alternative.ty, path, Some(name), shared, out);
                    }
                }
            }
            Form::Alias(ty) => self.ours(ty, path, Some(name), shared, out),
        }
    }

    /// An object is an atom of its own, unless it is only a name for free-form JSON or a map.
    fn object(
        &self,
        name: &str,
        path: &str,
        holder: Option<&str>,
        shared: &BTreeSet<&str>,
        out: &mut Shape,
    ) {
        let Form::Object(object) = &self.schema.get(name).form else {
            return out.add(path, Atom::Object(name.to_owned()), holder);
        };
        match &object.additional {
            Additional::Any if object.properties.is_empty() => out.add(path, Atom::Free, holder),
            Additional::Map(values) if object.properties.is_empty() => {
                out.add(path, Atom::Map, holder);
                self.ours(values, &format!("{path}{{}}"), holder, shared, out);
            }
            additional => {
                if matches!(additional, Additional::Any) {
                    out.free.insert(path.to_owned());
                }
                out.add(path, Atom::Object(name.to_owned()), holder);
            }
        }
    }
}

impl Shape {
    fn add(&mut self, path: &str, atom: Atom, name: Option<&str>) {
        self.atoms
            .entry((path.to_owned(), atom))
            .or_default()
            .extend(name.map(str::to_owned));
    }

    pub(crate) fn has(&self, key: &Key) -> bool {
        self.atoms.contains_key(key)
    }

    pub(crate) fn forget_null(&mut self) {
        self.atoms.remove(&(String::new(), Atom::Null));
    }

    /// Both together.
    pub(crate) fn join(&mut self, other: Self) {
        for (key, names) in other.atoms {
            self.atoms.entry(key).or_default().extend(names);
        }
        self.open.extend(other.open);
        self.free.extend(other.free);
    }
}

fn named<'t>(ty: &'t Type, out: &mut BTreeSet<&'t str>) {
    match ty {
        Type::Ref(name) => {
            out.insert(name);
        }
        Type::Array { items, .. } => named(items, out),
        Type::Map(values, _) => named(values, out),
        _ => {}
    }
}
