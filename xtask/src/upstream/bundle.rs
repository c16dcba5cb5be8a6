//! A bundle of upstream types: an SDK export or an `OpenAPI` document.

use super::{
    node::{Node, Record},
    scope::{Scope, find_version},
    view::{Face, View},
};
use crate::schema::Direction;
use anyhow::{Context as _, Result};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// Upstream types by name.
#[derive(Debug)]
pub(crate) struct Bundle {
    pub(crate) types: BTreeMap<String, Node>,
    /// The SDK version, or `openapi`; `None` where neither the document nor its file name says.
    pub(crate) version: Option<String>,
    pub(crate) is_openapi: bool,
}

/// A type that a root of the scope leads to.
#[derive(Debug, Default)]
pub(crate) struct Reached {
    /// Directions and faces of the roots that lead to it.
    pub(crate) views: BTreeSet<(Direction, Face)>,
    /// Where it is used, as `Type.property` or `Type`.
    pub(crate) used_by: Vec<String>,
}

impl Bundle {
    pub(crate) fn load(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let name = path
            .file_name()
            .and_then(|n| n.to_str())
            .unwrap_or_default();
        Self::parse(&text, name).with_context(|| format!("in {}", path.display()))
    }

    pub(crate) fn parse(text: &str, file_name: &str) -> Result<Self> {
        let document: Value = serde_json::from_str(text)?;
        let is_openapi = document.get("openapi").is_some();
        let types = if is_openapi {
            document.pointer("/components/schemas")
        } else {
            document.get("$defs")
        };
        let types = types
            .and_then(Value::as_object)
            .context(
                "neither a bundle with `$defs` nor an OpenAPI document with `components.schemas`",
            )?
            .iter()
            .map(|(name, schema)| (name.clone(), Node::read(schema)))
            .collect();
        let version = if is_openapi {
            Some("openapi".to_owned())
        } else {
            document["$comment"]
                .as_str()
                .and_then(find_version)
                .or_else(|| find_version(file_name))
        };
        Ok(Self {
            types,
            version,
            is_openapi,
        })
    }

    /// The type behind names for names.
    pub(crate) fn resolve<'b>(&'b self, name: &'b str) -> Option<&'b Node> {
        let mut node = self.types.get(name)?;
        // A chain longer than the bundle would be a circle.
        for _ in 0..self.types.len() {
            match node {
                Node::Ref(next) => node = self.types.get(next)?,
                other => return Some(other),
            }
        }
        None
    }

    /// Everything that the roots of a scope lead to.
    pub(crate) fn reach(&self, scope: &Scope) -> BTreeMap<String, Reached> {
        let mut reached: BTreeMap<String, Reached> = BTreeMap::new();
        for root in &scope.roots {
            let view = (direction_of(root), Face::of(root));
            let mut open = vec![root.clone()];
            while let Some(name) = open.pop() {
                let Some(node) = self.types.get(&name) else {
                    continue;
                };
                if !reached.entry(name).or_default().views.insert(view) {
                    continue;
                }
                open.extend(node.references().into_iter().map(str::to_owned));
            }
        }
        for (name, reach) in &mut reached {
            self.settle_direction(name, reach);
        }
        let names: Vec<_> = reached.keys().cloned().collect();
        for name in names {
            for (place, target) in uses(&name, &self.types[&name]) {
                if let Some(target) = reached.get_mut(target)
                    && !target.used_by.contains(&place)
                {
                    target.used_by.push(place);
                }
            }
        }
        reached
    }

    /// The SDK lets an answer be sent back, so that requests lead to types of answers too; those stay what they are.
    fn settle_direction(&self, name: &str, reach: &mut Reached) {
        let direction = match self.types.get(name) {
            Some(Node::Object(record)) if !self.is_openapi => Some(record.direction()),
            _ => reach.views.iter().map(|(direction, _)| *direction).max(),
        };
        if let Some(direction) = direction {
            let face = |face: Face| face.max(Face::of(name));
            reach.views = reach
                .views
                .iter()
                .map(|(_, found)| (direction, face(*found)))
                .collect();
        }
    }
}

impl Record {
    pub(crate) fn direction(&self) -> Direction {
        if self.open {
            Direction::Response
        } else {
            Direction::Request
        }
    }
}

fn uses<'n>(name: &str, node: &'n Node) -> Vec<(String, &'n str)> {
    if let Node::Object(record) = node {
        return record
            .properties
            .iter()
            .flat_map(|(property, node)| {
                node.references()
                    .into_iter()
                    .map(move |target| (format!("{name}.{property}"), target))
            })
            .collect();
    }
    node.references()
        .into_iter()
        .map(|target| (name.to_owned(), target))
        .collect()
}

/// Roots are request bodies or answers, and their names tell.
fn direction_of(root: &str) -> Direction {
    if root.contains("Params") || root.ends_with("Request") {
        Direction::Request
    } else {
        Direction::Response
    }
}

impl Scope {
    pub(crate) fn view(&self, (direction, face): (Direction, Face)) -> View<'_> {
        View {
            direction,
            face,
            api_version: &self.api_version,
        }
    }
}
