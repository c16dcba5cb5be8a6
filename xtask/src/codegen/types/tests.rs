//! Small schemas through the whole generator.

use super::{generate, harvest, lower};
use crate::schema::{self, Schema};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    fs,
    sync::atomic::{AtomicUsize, Ordering},
};

/// Loads a schema of one file, `sample.json`, without descriptions.
fn schema(mut definitions: Value) -> Schema {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    for definition in definitions.as_object_mut().unwrap().values_mut() {
        definition["description"] = json!("It is.");
    }
    // The documents that every schema has.
    for name in ["Batch", "DeletedBatch", "Completion"] {
        definitions[name] = json!({"type": "object", "description": "It is."});
    }
    let unique = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("xtask-{}-{unique}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = json!({"title": "Sample", "description": "It is.", "$defs": definitions});
    fs::write(folder.join("sample.json"), file.to_string()).unwrap();
    let schema = schema::load(&folder);
    fs::remove_dir_all(folder).unwrap();
    schema.unwrap()
}

/// The generated file, its white space made even.
fn generated(definitions: Value) -> String {
    let outputs = generate(&schema(definitions)).unwrap();
    let file = outputs
        .iter()
        .find(|output| output.path.ends_with("sample.rs"))
        .unwrap();
    file.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn refused(definitions: Value) -> String {
    match generate(&schema(definitions)) {
        Ok(_) => panic!("was generated"),
        Err(error) => format!("{error:#}"),
    }
}

#[track_caller]
fn has(text: &str, part: &str) {
    assert!(text.contains(part), "`{part}` is missing in:\n{text}");
}

fn block(tag: &Value) -> Value {
    json!({"type": "object", "properties": {"type": tag}, "required": ["type"]})
}

#[test]
fn a_tag_is_not_a_field_and_two_spellings_are() {
    let text = generated(json!({
        "Block": {"oneOf": [{"$ref": "#/$defs/Ping"}, {"$ref": "#/$defs/Search"}]},
        "Ping": block(&json!({"const": "ping"})),
        "Search": block(&json!({"type": "string", "enum": ["search_2025", "search"]})),
    }));
    has(&text, "Ping(Ping), /// It is. Search2025(Search),");
    has(
        &text,
        "Ping(Ping) = \"ping\"; Search2025(Search) = \"search_2025\" | \"search\", keep;",
    );
    has(&text, "record! { Ping { tag \"type\" = \"ping\"; }}");
    has(&text, "record! { Search { 0 required type_ = \"type\"; }}");
}

#[test]
fn only_what_is_always_there_is_required() {
    let text = generated(json!({"Thing": {
        "type": "object",
        "properties": {
            "always": {"type": "string"},
            "nullable": {"type": ["string", "null"]},
            "answered": {"type": "string", "readOnly": true},
            "newer": {"type": "string", "x-added-in": "2026-10-21"},
            "one_way": {"type": "string"},
            "optional": {"type": "array", "items": {"type": "integer", "minimum": 0}},
        },
        "required": ["always", "nullable", "answered", "newer"],
        "x-required": {"request": ["one_way"]},
    }}));
    has(&text, "pub always: String,");
    for name in ["nullable", "answered", "newer", "one_way"] {
        has(&text, &format!("pub {name}: Option<String>,"));
    }
    has(&text, "pub optional: Option<Vec<i64>>,");
    // The one that must be sent although it may be null starts as null.
    has(
        &text,
        "extra: Map::from_iter([(\"nullable\".to_owned(), Value::Null)])",
    );
}

#[test]
fn choices_aliases_and_enumerations() {
    let text = generated(json!({
        "Content": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "#/$defs/OneBlock"}}]},
        "OneBlock": {"type": "object", "properties": {"input": {"$ref": "#/$defs/Free"}, "model": {"$ref": "#/$defs/Model"}}},
        "Free": {"type": "object", "additionalProperties": true},
        "Model": {"anyOf": [{"type": "string", "enum": ["claude-5-1"]}, {"type": "string"}]},
    }));
    has(
        &text,
        "choice! { Content { Text Text(String), List Blocks(Vec<OneBlock>), }}",
    );
    has(&text, "pub input: Option<Map<String, Value>>,");
    has(&text, "pub model: Option<Model>,");
    has(&text, "open_enum! { Model { Claude5_1 = \"claude-5-1\", }}");
    assert!(!text.contains("struct Free"));
}

#[test]
fn a_large_field_is_boxed() {
    let fields: BTreeMap<_, _> = (0..10)
        .map(|i| (format!("f{i}"), json!({"type": "string"})))
        .collect();
    let text = generated(json!({
        "Large": {"type": "object", "properties": fields},
        "Holder": {"type": "object", "properties": {"large": {"$ref": "#/$defs/Large"}}},
    }));
    has(&text, "pub large: Option<Box<Large>>,");
}

#[test]
fn what_has_no_rust_type_is_refused() {
    let itself =
        json!({"Node": {"type": "object", "properties": {"next": {"$ref": "#/$defs/Node"}}}});
    has(&refused(itself), "`Node` contains itself");
    let extra = json!({"Thing": {"type": "object", "properties": {"extra": {"type": "string"}}}});
    has(&refused(extra), "`extra` clashes");
    let values = json!({"Value": {"type": "string", "enum": ["a-b", "a_b"]}});
    has(&refused(values), "two variants would be named `AB`");
    let name = json!({"MCPTool": {"type": "object", "properties": {"a": {"type": "string"}}}});
    has(&refused(name), "is the name written as Rust writes names");
}

/// Without a pass typify goes wrong, and the check after it says so instead of using the result.
#[test]
fn a_replacement_that_does_not_apply_is_noticed() {
    let schema = schema(json!({
        "Union": {"oneOf": [{"$ref": "#/$defs/Ping"}]},
        "Ping": block(&json!({"const": "ping"})),
    }));
    let mut lowered = lower::lower(&schema);
    lowered.replaced.insert("Ping".to_owned());
    let error = harvest::harvest(&lowered).unwrap_err().to_string();
    has(&error, "`Ping`");
}

#[test]
fn two_runs_agree() {
    let definitions = json!({"Thing": {"type": "object", "properties": {"a": {"type": "number"}}}});
    assert_eq!(generated(definitions.clone()), generated(definitions));
}
