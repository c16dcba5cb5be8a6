//! The files of `schema/` as JSON that can be edited: order and everything that is not touched stay as they are.

use crate::schema::{self, Schema};
use anyhow::{Context as _, Result};
use serde_json::{Map, Value, json};
use std::path::Path;

type Json = Map<String, Value>;

/// What a person replaces; `cargo xtask codegen` fails while one is left.
pub(crate) const TODO: &str = "TODO: describe";

#[derive(Debug, Clone)]
pub(crate) struct Draft {
    files: Vec<(String, Value)>,
}

impl Draft {
    pub(crate) fn new(files: Vec<(String, Value)>) -> Self {
        Self { files }
    }

    pub(crate) fn load(folder: &Path) -> Result<Self> {
        schema::read(folder).map(Self::new)
    }

    pub(crate) fn schema(&self) -> Result<Schema> {
        schema::assemble(&self.files)
    }

    /// Writes the files that differ from `before`.
    pub(crate) fn write(&self, folder: &Path, before: &Self) -> Result<()> {
        for ((stem, file), (_, old)) in self.files.iter().zip(&before.files) {
            if file != old {
                let path = folder.join(format!("{stem}.json"));
                std::fs::write(&path, pretty(file)?)
                    .with_context(|| format!("cannot write {}", path.display()))?;
            }
        }
        Ok(())
    }

    pub(crate) fn file_of(&self, definition: &str) -> Option<&str> {
        self.files
            .iter()
            .find(|(_, file)| file["$defs"].get(definition).is_some())
            .map(|(stem, _)| stem.as_str())
    }

    pub(crate) fn definitions(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.files
            .iter()
            .filter_map(|(_, file)| file["$defs"].as_object())
            .flatten()
            .map(|(name, body)| (name.as_str(), body))
    }

    pub(crate) fn definition(&self, name: &str) -> Option<&Json> {
        self.files
            .iter()
            .find_map(|(_, file)| file["$defs"].get(name))
            .and_then(Value::as_object)
    }

    pub(crate) fn edit(&mut self, name: &str) -> Result<&mut Json> {
        self.files
            .iter_mut()
            .find_map(|(_, file)| file.get_mut("$defs")?.get_mut(name))
            .and_then(Value::as_object_mut)
            .with_context(|| format!("no definition `{name}`"))
    }

    /// Adds a definition at the end of a file.
    pub(crate) fn add(&mut self, file: &str, name: &str, body: Value) -> Result<()> {
        self.files
            .iter_mut()
            .find(|(stem, _)| stem == file)
            .and_then(|(_, file)| file.get_mut("$defs")?.as_object_mut())
            .with_context(|| format!("no file schema/{file}.json"))?
            .insert(name.to_owned(), body);
        Ok(())
    }

    /// A reference to a definition, as it is written in one of the files.
    pub(crate) fn reference(&self, from: &str, name: &str) -> Value {
        match self.file_of(name) {
            Some(file) if file != from => json!({"$ref": format!("{file}.json#/$defs/{name}")}),
            _ => json!({"$ref": format!("#/$defs/{name}")}),
        }
    }

    /// A name that no definition has yet.
    pub(crate) fn free_name(&self, wish: &str) -> String {
        let mut name = wish.to_owned();
        let mut count = 2;
        while self.file_of(&name).is_some() {
            name = format!("{wish}{count}");
            count += 1;
        }
        name
    }
}

/// Appends texts to a list of a definition, which is created where it is absent.
pub(crate) fn append(body: &mut Json, key: &str, name: &str) {
    let list = body.entry(key).or_insert_with(|| json!([]));
    if let Some(list) = list.as_array_mut()
        && !list.iter().any(|known| known == name)
    {
        list.push(json!(name));
    }
}

/// The same for `required` and `x-required`, which stand below the properties.
pub(crate) fn require(body: &mut Json, direction: Option<&str>, name: &str) {
    let (key, empty) = match direction {
        None => ("required", json!([])),
        Some(_) => ("x-required", json!({})),
    };
    if !body.contains_key(key) {
        let below = ["required", "properties"]
            .iter()
            .find_map(|above| body.keys().position(|key| key == above));
        let at = below.map_or(body.len(), |position| position + 1);
        body.shift_insert(at, key.to_owned(), empty);
    }
    match (direction, body.get_mut(key)) {
        (None, _) => append(body, key, name),
        (Some(direction), Some(Value::Object(by_direction))) => {
            append(by_direction, direction, name);
        }
        _ => {}
    }
}

/// Names that the SDK gives a definition are sorted.
pub(crate) fn add_upstream(body: &mut Json, name: &str) {
    append(body, "x-upstream", name);
    if let Some(list) = body.get_mut("x-upstream").and_then(Value::as_array_mut) {
        list.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
    }
}

pub(crate) fn pretty(file: &Value) -> Result<String> {
    Ok(serde_json::to_string_pretty(file)? + "\n")
}
