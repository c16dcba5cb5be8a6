//! `schema/upstream.json`: what each bundle is compared on.

use super::{
    difference::{Difference, Kind},
    draft::{append, pretty},
};
use crate::schema::Schema;
use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// All scopes, by the name that `--scope` takes: an SDK version, or `openapi`.
#[derive(Debug)]
pub(crate) struct Scopes(pub(crate) BTreeMap<String, Scope>);

/// What one bundle is compared on.
#[derive(Debug, Clone)]
pub(crate) struct Scope {
    pub(crate) name: String,
    pub(crate) api_version: String,
    /// Everything reachable from these types is compared.
    pub(crate) roots: Vec<String>,
    /// Names that a definition lists although no bundle of this scope has them, because another scope does.
    pub(crate) elsewhere: Vec<String>,
    /// Whether a name that the bundle does not have is reported: only the newest SDK knows all current names.
    pub(crate) newest: bool,
    /// What that bundle does not have yet: definition or upstream type → properties, values and members.
    pub(crate) later: BTreeMap<String, Vec<String>>,
    /// Definitions that stand for several upstream types, each of which has some of the properties.
    pub(crate) merged: Vec<String>,
    /// Names that differ from those of the SDK: upstream name → our definition.
    pub(crate) aliases: BTreeMap<String, String>,
}

impl Scopes {
    pub(crate) fn load(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).with_context(|| format!("in {}", path.display()))
    }

    pub(crate) fn parse(text: &str) -> Result<Self> {
        let file: Value = serde_json::from_str(text)?;
        let bundles = file["bundles"]
            .as_object()
            .context("`bundles` is missing")?;
        let merged = strings(&file["merged"]);
        let mut scopes = BTreeMap::new();
        for (name, body) in bundles {
            let scope = Scope {
                name: name.clone(),
                api_version: body["api_version"]
                    .as_str()
                    .with_context(|| format!("`{name}` has no `api_version`"))?
                    .to_owned(),
                roots: strings(&body["roots"]),
                elsewhere: Vec::new(),
                newest: false,
                later: lists(&body["later"]),
                merged: merged.clone(),
                aliases: texts(&body["aliases"]),
            };
            scopes.insert(name.clone(), scope);
        }
        let newest = scopes.keys().filter_map(|name| version(name)).max();
        let all: Vec<(String, Vec<String>)> = scopes
            .iter()
            .map(|(name, scope)| (name.clone(), scope.roots.clone()))
            .collect();
        for (name, scope) in &mut scopes {
            scope.newest = newest.is_some() && version(name) == newest;
            scope.elsewhere = all
                .iter()
                .filter(|(other, _)| other != name)
                .flat_map(|(_, roots)| roots.iter().cloned())
                .collect();
        }
        Ok(Self(scopes))
    }

    /// The scope of that name; else, for the version of a bundle, the exact one or the newest of the same major version.
    pub(crate) fn choose(&self, asked: Option<&str>, found: Option<&str>) -> Result<&Scope> {
        let known: Vec<_> = self.0.keys().map(String::as_str).collect();
        let known = known.join(", ");
        if let Some(asked) = asked {
            return self.0.get(asked).with_context(|| {
                format!("no scope `{asked}` in schema/upstream.json, only {known}")
            });
        }
        let Some(found) = found else {
            bail!("the bundle does not say its version; name a scope with `--scope` ({known})")
        };
        if let Some(exact) = self.0.get(found) {
            return Ok(exact);
        }
        let major = version(found).map(|v| v[0]);
        self.0
            .iter()
            .filter_map(|(name, scope)| version(name).map(|v| (v, scope)))
            .filter(|(v, _)| Some(v[0]) == major)
            .max_by_key(|(v, _)| *v)
            .map(|(_, scope)| scope)
            .with_context(|| {
                format!("no scope fits version {found}; name one with `--scope` ({known})")
            })
    }
}

impl Scope {
    /// Fails where the scope names a definition that the schema does not have.
    pub(crate) fn verify(&self, schema: &Schema) -> Result<()> {
        let stray = self
            .aliases
            .values()
            .chain(&self.merged)
            .find(|name| schema.definitions.iter().all(|d| &d.name != *name));
        match stray {
            Some(name) => bail!(
                "scope {} of schema/upstream.json names `{name}`, which is not defined",
                self.name
            ),
            None => Ok(()),
        }
    }

    /// Whether the bundle is known not to have a part yet.
    pub(crate) fn lacks(&self, difference: &Difference) -> bool {
        let part = difference
            .subject
            .name()
            .or(difference.property.as_deref())
            .unwrap_or_default();
        difference.kind == Kind::GoneThere
            && [&difference.definition, &difference.upstream]
                .into_iter()
                .filter_map(|name| self.later.get(name))
                .any(|parts| parts.iter().any(|known| known == part))
    }
}

/// `2.12.0` as numbers.
fn version(text: &str) -> Option<[u32; 3]> {
    let parts: Vec<u32> = text
        .split('.')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    parts.try_into().ok()
}

/// The first `X.Y.Z` in a text.
pub(crate) fn find_version(text: &str) -> Option<String> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '.'))
        .map(|word| word.trim_matches('.'))
        .find(|word| version(word).is_some())
        .map(str::to_owned)
}

fn strings(value: &Value) -> Vec<String> {
    value
        .as_array()
        .map(|list| {
            list.iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect()
        })
        .unwrap_or_default()
}

fn lists(value: &Value) -> BTreeMap<String, Vec<String>> {
    value
        .as_object()
        .map(|map| {
            map.iter()
                .map(|(key, list)| (key.clone(), strings(list)))
                .collect()
        })
        .unwrap_or_default()
}

fn texts(value: &Value) -> BTreeMap<String, String> {
    value
        .as_object()
        .map(|map| {
            map.iter()
                .filter_map(|(key, text)| Some((key.clone(), text.as_str()?.to_owned())))
                .collect()
        })
        .unwrap_or_default()
}

/// `upstream.json` with what older bundles cannot have, because it was only now added.
pub(crate) fn with_later(
    text: &str,
    newest: &Scope,
    gained: &BTreeMap<String, BTreeSet<String>>,
    splits: &BTreeMap<String, String>,
) -> Result<String> {
    let mut file: Value = serde_json::from_str(text)?;
    let bundles = file["bundles"]
        .as_object_mut()
        .context("`bundles` is missing")?;
    for (name, body) in bundles {
        if version(name) >= version(&newest.name) {
            continue;
        }
        let body = body.as_object_mut().context("a scope is an object")?;
        if gained.is_empty() {
            continue;
        }
        let later = body.entry("later").or_insert_with(|| json!({}));
        let later = later.as_object_mut().context("`later` is an object")?;
        for (copy, original) in splits {
            if let Some(parts) = later.get(original).cloned() {
                later.insert(copy.clone(), parts);
            }
        }
        for (definition, parts) in gained {
            for part in parts {
                append(later, definition, part);
            }
        }
    }
    pretty(&file)
}
