//! Refuses to generate from a schema that a person has not finished.

use super::{Definition, Form, Schema};
use anyhow::{Result, bail};

/// How `cargo xtask upstream apply` marks what it cannot know.
const MARK: &str = "TODO";

/// Fails while a description is only a mark, naming every place.
pub(crate) fn finished(schema: &Schema) -> Result<()> {
    let mut open: Vec<String> = schema
        .roots
        .iter()
        .filter(|(_, root)| root.description.starts_with(MARK))
        .map(|(file, _)| format!("schema/{file}.json: the description of the file"))
        .collect();
    for definition in &schema.definitions {
        let places = places(definition).into_iter();
        open.extend(places.map(|place| format!("schema/{}.json: {place}", definition.file)));
    }
    if open.is_empty() {
        return Ok(());
    }
    bail!(
        "write the descriptions that still say {MARK}:\n  {}",
        open.join("\n  ")
    )
}

fn places(definition: &Definition) -> Vec<String> {
    let name = &definition.name;
    let mut out = Vec::new();
    if definition.description.starts_with(MARK) {
        out.push(name.clone());
    }
    match &definition.form {
        Form::Object(object) => {
            let unfinished = object
                .properties
                .iter()
                .filter(|p| p.description.starts_with(MARK));
            out.extend(unfinished.map(|property| format!("{name}.{}", property.name)));
        }
        Form::Enumeration(enumeration) => {
            let unfinished = enumeration
                .values
                .iter()
                .filter(|v| v.description.starts_with(MARK));
            out.extend(unfinished.map(|value| format!("{name}: value `{}`", value.value)));
        }
        _ => {}
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::assemble;
    use serde_json::json;

    fn schema(definition: &str, property: &str, value: &str) -> Schema {
        let file = json!({"$defs": {
            "Dog": {"description": definition, "type": "object", "properties": {
                "name": {"type": "string", "description": property},
            }},
            "Mood": {"description": "How it is.", "type": "string", "enum": ["glad"],
                "x-values": {"glad": {"description": value}}},
        }});
        assemble(&[("animals".to_owned(), file)]).expect("a valid schema")
    }

    #[test]
    fn a_described_schema_is_finished() {
        assert!(finished(&schema("A dog.", "Its name.", "Glad.")).is_ok());
    }

    #[test]
    fn every_marked_description_is_named() {
        let marked = schema("TODO: describe", "TODO: describe", "TODO: describe");
        let message = finished(&marked).expect_err("unfinished").to_string();
        for place in [
            "animals.json: Dog\n",
            "animals.json: Dog.name\n",
            "animals.json: Mood: value `glad`",
        ] {
            assert!(message.contains(place), "{place:?} is not in {message}");
        }
    }
}
