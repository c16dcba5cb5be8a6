//! Where `$ref` leads.

use super::{DEEPEST, MOST_SCHEMAS, all_below, applied};
use crate::json::Value;
use std::{borrow::Cow, collections::HashMap};

/// What a reference names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Target<'t> {
    Found(Value<'t>),
    /// Nothing in this document.
    Missing,
    /// Another document.
    External,
}

/// Follows references within one schema; remembers what it has seen, so that many references take little time.
#[derive(Debug)]
pub(crate) struct Resolver<'t> {
    root: Value<'t>,
    /// The members of objects that were looked into, by where the object starts.
    objects: HashMap<usize, HashMap<Cow<'t, str>, Value<'t>>>,
    anchors: Option<HashMap<Cow<'t, str>, Value<'t>>>,
}

impl<'t> Resolver<'t> {
    pub(crate) fn new(root: Value<'t>) -> Self {
        Self {
            root,
            objects: HashMap::new(),
            anchors: None,
        }
    }

    /// What a reference names.
    pub(crate) fn resolve(&mut self, reference: &str) -> Target<'t> {
        let Some(fragment) = reference.strip_prefix('#') else {
            return Target::External;
        };
        let fragment = percent_decoded(fragment);
        let found = if fragment.is_empty() || fragment.starts_with('/') {
            self.at_pointer(&fragment)
        } else {
            let root = self.root;
            let anchors = self.anchors.get_or_insert_with(|| anchors(root));
            anchors.get(&*fragment).copied()
        };
        found.map_or(Target::Missing, Target::Found)
    }

    /// The schema that the `$ref` of a schema leads to, where it leads to one.
    pub(crate) fn target_of(&mut self, schema: Value<'t>) -> Option<Value<'t>> {
        let reference = schema.get("$ref")?.as_str()?;
        match self.resolve(&reference) {
            Target::Found(target) if target.is_object() => Some(target),
            _ => None,
        }
    }

    /// The value at a JSON Pointer.
    pub(crate) fn at_pointer(&mut self, pointer: &str) -> Option<Value<'t>> {
        let mut at = self.root;
        for token in pointer.split('/').skip(1) {
            let token = token.replace("~1", "/").replace("~0", "~");
            at = if at.is_array() {
                at.items().nth(token.parse().ok()?)?
            } else {
                let members = self.objects.entry(at.span().start).or_insert_with(|| {
                    let entries = at.entries();
                    entries.map(|(key, value)| (key.name(), value)).collect()
                });
                *members.get(&*token)?
            };
        }
        Some(at)
    }
}

fn anchors(root: Value<'_>) -> HashMap<Cow<'_, str>, Value<'_>> {
    let mut anchors = HashMap::new();
    for schema in all_below(root) {
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = schema.get(keyword).and_then(Value::as_str) {
                anchors.entry(name).or_insert(schema);
            }
        }
    }
    anchors
}

fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return text.into();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned().into()
}

enum Step<'t> {
    /// With the number of schemas that are open then.
    Enter(Value<'t>, usize),
    Leave(Value<'t>),
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Open,
    Done,
}

/// The `$ref`s that lead back to a schema that they stand in, directly or over others.
pub(crate) fn cycles(root: Value<'_>) -> Vec<Value<'_>> {
    let mut found = Vec::new();
    let mut resolver = Resolver::new(root);
    // A value is known by where it starts.
    let mut states: HashMap<usize, State> = HashMap::new();
    let mut steps = vec![Step::Enter(root, 0)];
    while let Some(step) = steps.pop() {
        let (schema, depth) = match step {
            Step::Leave(schema) => {
                states.insert(schema.span().start, State::Done);
                continue;
            }
            Step::Enter(schema, depth) => (schema, depth),
        };
        if states.len() == MOST_SCHEMAS {
            break;
        }
        if depth > DEEPEST || states.contains_key(&schema.span().start) {
            continue;
        }
        states.insert(schema.span().start, State::Open);
        steps.push(Step::Leave(schema));
        steps.extend(applied(schema).map(|child| Step::Enter(child, depth + 1)));
        if let (Some(target), Some(reference)) = (resolver.target_of(schema), schema.get("$ref")) {
            match states.get(&target.span().start) {
                Some(State::Open) => found.push(reference),
                Some(State::Done) => {}
                None => steps.push(Step::Enter(target, depth + 1)),
            }
        }
    }
    found
}

/// Whether a schema, with a copy of its target in the place of every `$ref`, has at most `limit` schemas in it.
///
/// A recursive schema never has, nor one that refers to another document or changes its references at run time.
#[cfg(feature = "tool-schemas")]
pub(crate) fn expands_within(root: Value<'_>, limit: usize) -> bool {
    let mut count = 0;
    let mut resolver = Resolver::new(root);
    let mut stack = vec![root];
    while let Some(schema) = stack.pop() {
        count += 1;
        if count > limit || schema.get("$dynamicRef").is_some() || schema.get("$id").is_some() {
            return false;
        }
        stack.extend(super::children(schema).map(|(_, child)| child));
        match (schema.get("$ref"), resolver.target_of(schema)) {
            (None, _) => {}
            (Some(_), Some(target)) => stack.push(target),
            (Some(_), None) => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    fn cycles_of(text: &str) -> Vec<String> {
        let parsed = parse(text);
        let found = cycles(parsed.tree.as_ref().unwrap().root());
        found.into_iter().map(Value::pointer).collect()
    }

    #[test]
    fn references_are_followed() {
        let parsed = parse(
            r##"{"$defs": {"a/b": {"type": "string"}, "c%": {"$anchor": "here"}}, "items": [{"x": 1}]}"##,
        );
        let root = parsed.tree.as_ref().unwrap().root();
        let mut resolver = Resolver::new(root);
        let mut pointer = |reference: &str| match resolver.resolve(reference) {
            Target::Found(value) => value.pointer(),
            other => format!("{other:?}"),
        };
        assert_eq!(pointer("#"), "");
        assert_eq!(pointer("#/$defs/a~1b"), "/$defs/a~1b");
        assert_eq!(pointer("#/%24defs/c%25"), "/$defs/c%");
        assert_eq!(pointer("#here"), "/$defs/c%");
        assert_eq!(pointer("#/items/0/x"), "/items/0/x");
        assert_eq!(pointer("#/$defs/none"), "Missing");
        assert_eq!(pointer("#/items/1"), "Missing");
        assert_eq!(pointer("other.json#/a"), "External");
        assert_eq!(pointer("#%"), "Missing");
    }

    #[test]
    fn cycles_are_found_where_they_close() {
        assert_eq!(cycles_of(r##"{"$ref": "#"}"##), ["/$ref"]);
        assert_eq!(
            cycles_of(r##"{"properties": {"next": {"$ref": "#"}, "name": {"type": "string"}}}"##),
            ["/properties/next/$ref"]
        );
        assert_eq!(
            cycles_of(
                r##"{"$ref": "#/$defs/a", "$defs": {"a": {"items": {"$ref": "#/$defs/b"}}, "b": {"not": {"$ref": "#/$defs/a"}}}}"##
            ),
            ["/$defs/b/not/$ref"]
        );
    }

    #[test]
    fn shared_and_unused_definitions_are_no_cycles() {
        assert!(
            cycles_of(
                r##"{"properties": {"a": {"$ref": "#/$defs/p"}, "b": {"items": {"$ref": "#/$defs/p"}}}, "$defs": {"p": {"type": "string"}}}"##
            )
            .is_empty()
        );
        assert!(cycles_of(r##"{"$defs": {"p": {"items": {"$ref": "#/$defs/p"}}}}"##).is_empty());
    }

    #[test]
    fn deep_schemas_need_no_stack() {
        let deep = r#"{"not":"#.repeat(100_000) + "{}" + &"}".repeat(100_000);
        assert!(cycles_of(&deep).is_empty());
    }
}
