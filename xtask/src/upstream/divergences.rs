//! `schema/divergences.json`: real disagreements between the SDK and the API, each with its reason.

use super::{
    difference::{Difference, Kind},
    draft::pretty,
    scope::Scope,
};
use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

#[derive(Debug)]
pub(crate) struct Divergences(Vec<Divergence>);

/// One disagreement. Names may be lists, so that the two faces of a type need one entry, and have a `*` for any text.
#[derive(Debug)]
struct Divergence {
    upstream: Vec<String>,
    property: Vec<String>,
    /// Value, member or `null`.
    value: Vec<String>,
    kind: Kind,
    /// Scopes in which it was seen.
    since: Vec<String>,
}

const KEYS: &[&str] = &["upstream", "property", "value", "kind", "reason", "since"];

impl Divergences {
    pub(crate) fn load(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).with_context(|| format!("in {}", path.display()))
    }

    pub(crate) fn parse(text: &str) -> Result<Self> {
        let file: Value = serde_json::from_str(text)?;
        let entries = file["divergences"]
            .as_array()
            .context("`divergences` is missing")?;
        entries
            .iter()
            .enumerate()
            .map(|(position, entry)| read(entry).with_context(|| format!("in entry {position}")))
            .collect::<Result<_>>()
            .map(Self)
    }

    /// Removes what the list explains, and says which of its entries explain nothing any more.
    pub(crate) fn explain(
        &self,
        scope: &Scope,
        differences: Vec<Difference>,
        compared: &BTreeSet<String>,
    ) -> (Vec<Difference>, Vec<String>) {
        let entries: Vec<_> = self
            .0
            .iter()
            .filter(|entry| entry.since.contains(&scope.name))
            .collect();
        let (mut left, mut explained) = (Vec::new(), Vec::new());
        for difference in differences {
            if entries.iter().any(|entry| entry.explains(&difference)) {
                explained.push(difference);
            } else {
                left.push(difference);
            }
        }
        let stale = entries
            .iter()
            .flat_map(|entry| entry.stale(&explained, compared))
            .collect();
        (left, stale)
    }
}

/// Property, value and kind.
type About<'d> = (Option<&'d str>, Option<&'d str>, &'d str);

/// `divergences.json` with entries for differences that came with additions; their reasons are left to a person.
pub(crate) fn with_new(text: &str, scope: &Scope, differences: &[Difference]) -> Result<String> {
    let mut file: Value = serde_json::from_str(text)?;
    let list = file["divergences"]
        .as_array_mut()
        .context("`divergences` is missing")?;
    let mut entries: BTreeMap<About<'_>, BTreeSet<&str>> = BTreeMap::new();
    for difference in differences {
        let about = (
            difference.property.as_deref(),
            difference.subject.name(),
            difference.kind.word(),
        );
        entries
            .entry(about)
            .or_default()
            .insert(&difference.upstream);
    }
    for ((property, value, kind), upstream) in entries {
        let mut entry = json!({"upstream": upstream});
        if let Some(property) = property {
            entry["property"] = json!(property);
        }
        if let Some(value) = value {
            entry["value"] = json!(value);
        }
        entry["kind"] = json!(kind);
        entry["reason"] = json!("TODO: why the others have it");
        entry["since"] = json!([scope.name]);
        list.push(entry);
    }
    pretty(&file)
}

/// Fails while a reason is left to a person.
pub(crate) fn finished(path: &Path) -> Result<()> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let file: Value = serde_json::from_str(&text)?;
    let open = file["divergences"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|entry| {
            entry["reason"]
                .as_str()
                .is_some_and(|reason| reason.starts_with("TODO"))
        });
    match open {
        Some(entry) => bail!(
            "schema/divergences.json: write the reason for {}",
            entry["upstream"]
        ),
        None => Ok(()),
    }
}

impl Divergence {
    fn explains(&self, difference: &Difference) -> bool {
        let property = difference.property.as_deref();
        self.kind == difference.kind
            && listed(&self.upstream, Some(&difference.upstream))
            && listed(&self.property, property)
            && listed(&self.value, difference.subject.name())
    }

    /// Each combination that the entry claims and the bundle no longer shows, of types that were compared.
    fn stale(&self, explained: &[Difference], compared: &BTreeSet<String>) -> Vec<String> {
        let mut out = Vec::new();
        for upstream in &self.upstream {
            if !compared.iter().any(|name| glob(upstream, name)) {
                continue;
            }
            for property in optional(&self.property) {
                for value in optional(&self.value) {
                    let matched = explained.iter().any(|difference| {
                        difference.kind == self.kind
                            && fits(Some(upstream), Some(&difference.upstream))
                            && fits(property, difference.property.as_deref())
                            && fits(value, difference.subject.name())
                    });
                    if !matched {
                        out.push(line(upstream, property, value, self.kind));
                    }
                }
            }
        }
        out
    }
}

fn listed(list: &[String], name: Option<&str>) -> bool {
    match name {
        None => list.is_empty() || list.iter().any(|pattern| pattern == "*"),
        Some(_) => list.iter().any(|pattern| fits(Some(pattern), name)),
    }
}

/// Whether a text has the form of a pattern, in which `*` stands for anything.
fn glob(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|tail| {
            (0..=tail.len())
                .filter(|&at| tail.is_char_boundary(at))
                .any(|at| glob(rest, &tail[at..]))
        }),
    }
}

/// The same for a name that may be absent, which only `*` stands for.
fn fits(pattern: Option<&str>, name: Option<&str>) -> bool {
    match (pattern, name) {
        (None | Some("*"), None) => true,
        (Some(pattern), Some(name)) => glob(pattern, name),
        _ => false,
    }
}

fn line(upstream: &str, property: Option<&str>, value: Option<&str>, kind: Kind) -> String {
    let property = property.map(|name| format!(".{name}")).unwrap_or_default();
    let value = value.map(|name| format!(" `{name}`")).unwrap_or_default();
    format!(
        "{upstream}{property}:{value} stale divergence (schema/divergences.json says {}, the bundle no longer does)",
        kind.word()
    )
}

fn optional(list: &[String]) -> Vec<Option<&str>> {
    if list.is_empty() {
        vec![None]
    } else {
        list.iter().map(|name| Some(name.as_str())).collect()
    }
}

fn read(entry: &Value) -> Result<Divergence> {
    let entry = entry.as_object().context("not an object")?;
    if let Some(key) = entry.keys().find(|key| !KEYS.contains(&key.as_str())) {
        bail!("unknown key `{key}`");
    }
    let kind = entry
        .get("kind")
        .and_then(Value::as_str)
        .context("`kind`")?;
    let reason = entry.get("reason").and_then(Value::as_str).unwrap_or("");
    ensure!(!reason.is_empty(), "a divergence needs a `reason`");
    let divergence = Divergence {
        upstream: one_or_more(entry, "upstream")?,
        property: one_or_more(entry, "property")?,
        value: one_or_more(entry, "value")?,
        kind: Kind::of(kind).with_context(|| format!("unknown kind `{kind}`"))?,
        since: one_or_more(entry, "since")?,
    };
    ensure!(!divergence.upstream.is_empty(), "`upstream` is missing");
    ensure!(!divergence.since.is_empty(), "`since` is missing");
    Ok(divergence)
}

fn one_or_more(entry: &Map<String, Value>, key: &str) -> Result<Vec<String>> {
    match entry.get(key) {
        None => Ok(Vec::new()),
        Some(Value::String(name)) => Ok(vec![name.clone()]),
        Some(Value::Array(names)) => names
            .iter()
            .map(|name| {
                name.as_str()
                    .map(str::to_owned)
                    .with_context(|| format!("`{key}` holds strings"))
            })
            .collect(),
        Some(_) => bail!("`{key}` is a string or a list of strings"),
    }
}
