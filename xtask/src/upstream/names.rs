//! Which definition of ours an upstream type belongs to.

use super::{bundle::Bundle, node::Node, scope::Scope};
use crate::schema::{Form, Schema, Type};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug)]
pub(crate) struct Names {
    /// Upstream name → our definitions; more than one is a fault.
    by_name: BTreeMap<String, Vec<String>>,
}

impl Names {
    /// From `x-upstream`; for an `OpenAPI` document, whose names differ, also from what names have in common.
    pub(crate) fn new(schema: &Schema, bundle: &Bundle, scope: &Scope) -> Self {
        let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for definition in &schema.definitions {
            for name in &definition.upstream {
                by_name
                    .entry(name.clone())
                    .or_default()
                    .push(definition.name.clone());
            }
        }
        let mut names = Self { by_name };
        if bundle.is_openapi {
            names.guess(schema, bundle);
        }
        for (name, definition) in &scope.aliases {
            for name in [name.clone(), format!("Beta{name}")] {
                names.by_name.insert(name, vec![definition.clone()]);
            }
        }
        names
    }

    /// The definition that names the type; the first, where a fault in the schema makes it several.
    pub(crate) fn definition(&self, upstream: &str) -> Option<&str> {
        self.all(upstream).first().map(String::as_str)
    }

    pub(crate) fn all(&self, upstream: &str) -> &[String] {
        self.by_name.get(upstream).map_or(&[], Vec::as_slice)
    }

    fn guess(&mut self, schema: &Schema, bundle: &Bundle) {
        let mut by_stem: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for definition in &schema.definitions {
            for name in definition.upstream.iter().chain([&definition.name]) {
                by_stem
                    .entry(stem(name))
                    .or_default()
                    .insert(&definition.name);
            }
        }
        let by_tag = tags(schema);
        let mut guessed = BTreeMap::new();
        for (name, node) in &bundle.types {
            let exact = self.definition(name).map(str::to_owned);
            let by_stem = || only(by_stem.get(&stem(name)));
            let by_tag = || tag(node).and_then(|tag| only(by_tag.get(tag)));
            if let Some(found) = exact.or_else(by_stem).or_else(by_tag) {
                guessed.insert(name.clone(), vec![found]);
            }
        }
        self.by_name = guessed;
    }
}

/// Objects by the constant that tells them apart.
fn tags(schema: &Schema) -> BTreeMap<String, BTreeSet<&str>> {
    let mut out: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for definition in &schema.definitions {
        let Form::Object(object) = &definition.form else {
            continue;
        };
        let tag = object.properties.iter().find(|p| p.name == "type");
        if let Some(Type::Const(value)) = tag.map(|p| &p.ty) {
            out.entry(value.clone())
                .or_default()
                .insert(&definition.name);
        }
    }
    out
}

fn tag(node: &Node) -> Option<&str> {
    match node {
        Node::Object(record) => match record.get("type") {
            Some(Node::Value(value)) => Some(value),
            _ => None,
        },
        _ => None,
    }
}

fn only(found: Option<&BTreeSet<&str>>) -> Option<String> {
    found
        .filter(|found| found.len() == 1)
        .and_then(|found| found.first().map(|&name| name.to_owned()))
}

/// What the names of one concept have in common on both faces, in both directions and in both kinds of bundle.
pub(crate) fn stem(name: &str) -> String {
    let mut rest = name.strip_prefix("Beta").unwrap_or(name);
    for prefix in ["Request", "Response", "Raw"] {
        if let Some(shorter) = rest.strip_prefix(prefix) {
            // `RequestTooLarge` starts with a word of its own; `Request` alone is one.
            if shorter.starts_with(|c: char| c.is_ascii_uppercase()) {
                rest = shorter;
            }
        }
    }
    loop {
        let shorter = ["Params", "Param", "Object"]
            .iter()
            .find_map(|suffix| rest.strip_suffix(suffix))
            .filter(|shorter| !shorter.is_empty());
        match shorter {
            Some(shorter) => rest = shorter,
            None => break,
        }
    }
    rest.chars()
        .filter(|&c| c != '_')
        .map(|c| c.to_ascii_lowercase())
        .collect()
}
