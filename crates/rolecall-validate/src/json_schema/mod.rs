//! JSON Schemas inside a payload: what callers write for their tools and for structured outputs.
//!
//! Everything here walks the spanned tree with a stack of its own, or no deeper than [`DEEPEST`], because a schema may nest
//! as deep as a payload can, and in bounded time, whatever refers to whatever.

#[cfg(feature = "tool-schemas")]
pub(crate) mod instance;
mod keyword;
pub(crate) mod meta;
pub(crate) mod reference;
pub(crate) mod regex;

pub(crate) use keyword::Holds;

use crate::json::Value;
use std::collections::HashSet;

/// What is quadratic in the number of schemas looks at this many and leaves the rest alone. No grammar is compiled from
/// as many, and nobody writes as many for one tool.
const MOST_SCHEMAS: usize = 8192;

/// Schemas that nest deeper are left alone: no parser of the API goes there, and each finding would carry a pointer of
/// that length.
const DEEPEST: usize = 128;

/// The schemas directly within a schema, each with what the keyword holds that it stands in.
pub(crate) fn children(schema: Value<'_>) -> impl Iterator<Item = (Holds, Value<'_>)> {
    schema
        .entries()
        .filter_map(|(key, value)| Some((Holds::of(key)?, value)))
        .flat_map(|(holds, value)| {
            let (one, items, entries) = match holds {
                Holds::Schema => (Some(value), None, None),
                Holds::List => (None, Some(value.items()), None),
                Holds::Map | Holds::Definitions => (None, None, Some(value.entries())),
            };
            let entries = entries.into_iter().flatten().map(|(_, value)| value);
            let all = one
                .into_iter()
                .chain(items.into_iter().flatten())
                .chain(entries);
            all.map(move |child| (holds, child))
        })
        .filter(|(_, child)| child.is_object())
}

/// Whether `type` of a schema is this type, or a list that names it.
pub(crate) fn has_type(schema: Value<'_>, name: &str) -> bool {
    schema
        .get("type")
        .is_some_and(|ty| ty.is_str(name) || ty.items().any(|one| one.is_str(name)))
}

/// A schema and every schema below it, definitions included.
pub(crate) fn all_below(schema: Value<'_>) -> Vec<Value<'_>> {
    let mut all = Vec::new();
    let mut stack = vec![(schema, 0)];
    while let Some((schema, depth)) = stack.pop() {
        if all.len() == MOST_SCHEMAS {
            break;
        }
        all.push(schema);
        if depth < DEEPEST {
            stack.extend(children(schema).map(|(_, child)| (child, depth + 1)));
        }
    }
    all
}

/// The schemas that apply to an instance of this one: all that a keyword or a `$ref` leads to, each once.
pub(crate) fn applying(root: Value<'_>) -> Vec<Value<'_>> {
    let mut all = Vec::new();
    let mut seen = HashSet::new();
    let mut resolver = reference::Resolver::new(root);
    let mut stack = vec![root];
    while let Some(schema) = stack.pop() {
        if all.len() == MOST_SCHEMAS {
            break;
        }
        // A value is known by where it starts.
        if seen.insert(schema.span().start) {
            all.push(schema);
            stack.extend(applied(schema));
            stack.extend(resolver.target_of(schema));
        }
    }
    all
}

/// The schemas directly within a schema that apply where it does.
fn applied(schema: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    children(schema)
        .filter(|(holds, _)| *holds != Holds::Definitions)
        .map(|(_, child)| child)
}
