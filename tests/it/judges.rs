//! Independent judges: the `jsonschema` crate on the bundled schemas, and serde on the types.
//!
//! For every definition that a bundle reaches, valid and one-fault-invalid instances are derived from the bundle
//! (`derive.rs`). The structural check must agree with `jsonschema` on each; the types must read every valid one
//! without loss, and refuse only missing fields and wrong JSON types.

use crate::{
    derive::{Bundle, Case, Fault},
    support::{findings, workspace},
};
use rolecall_types::{
    BatchResult, Completion, CountTokens, CreateBatch, CreateCompletion, CreateMessage,
    ErrorResponse, FileMetadata, Message, ModelInfo, StreamEvent, TokenCount,
};
use rolecall_validate::{DocumentKind, Level, Options, lint};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::fs;

type Read = fn(&str) -> Result<Value, String>;

/// Bundles, what the linter calls them, and the type that reads them.
const REQUESTS: &[(&str, DocumentKind, Read)] = &[
    ("request", DocumentKind::Request, read::<CreateMessage>),
    (
        "count-tokens",
        DocumentKind::CountTokens,
        read::<CountTokens>,
    ),
    ("batch", DocumentKind::Batch, read::<CreateBatch>),
    (
        "completion",
        DocumentKind::Completion,
        read::<CreateCompletion>,
    ),
];

const RESPONSES: &[(&str, DocumentKind, Read)] = &[
    ("response", DocumentKind::Response, read::<Message>),
    ("stream-event", DocumentKind::Stream, read::<StreamEvent>),
    (
        "batch-result",
        DocumentKind::BatchResult,
        read::<BatchResult>,
    ),
    ("error", DocumentKind::Error, read::<ErrorResponse>),
];

/// Bundles that the linter has no kind for.
const TYPES_ONLY: &[(&str, Read)] = &[
    ("token-count", read::<TokenCount>),
    ("model-info", read::<ModelInfo>),
    ("file-metadata", read::<FileMetadata>),
    ("completion-response", read::<Completion>),
];

fn read<T: DeserializeOwned + Serialize>(text: &str) -> Result<Value, String> {
    let typed: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_value(typed).map_err(|error| error.to_string())
}

fn bundle(name: &str) -> Value {
    let path = workspace()
        .join("crates/rolecall/src/generated/schema")
        .join(format!("{name}.json"));
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap()
}

#[test]
fn the_structural_check_agrees_with_jsonschema() {
    let mut counts = (0, 0);
    for (name, kind, _) in REQUESTS.iter().chain(RESPONSES) {
        let bundle = Bundle::new(bundle(name));
        let judge = jsonschema::validator_for(&bundle.schema).unwrap();
        for case in bundle.cases() {
            let is_valid = judge.is_valid(&case.document);
            assert_eq!(
                is_valid,
                case.fault == Fault::None,
                "the deriver and jsonschema disagree on {name}: {case:#?}"
            );
            let text = serde_json::to_string_pretty(&case.document).unwrap();
            let report = lint(&text, &Options::new().kind(*kind));
            let structural: Vec<_> = report
                .findings
                .iter()
                .filter(|finding| finding.rule.starts_with("schema/"))
                .collect();
            assert!(
                structural
                    .iter()
                    .all(|finding| finding.level == Level::Error)
            );
            let expected = usize::from(!is_valid);
            assert_eq!(
                structural.len(),
                expected,
                "{name}: {case:#?}\n{:#?}",
                findings(&text, &report)
            );
            if is_valid {
                counts.0 += 1;
            } else {
                counts.1 += 1;
            }
        }
    }
    assert!(
        counts.0 > 2_000 && counts.1 > 3_000,
        "valid and invalid instances: {counts:?}"
    );
}

#[test]
fn the_types_read_what_is_valid_and_refuse_only_missing_fields_and_wrong_types() {
    let kinds = REQUESTS
        .iter()
        .chain(RESPONSES)
        .map(|(name, _, read)| (*name, *read));
    for (name, read) in kinds.chain(TYPES_ONLY.iter().copied()) {
        for case in Bundle::new(bundle(name)).cases() {
            let text = case.document.to_string();
            match (&case.fault, read(&text)) {
                (Fault::None | Fault::Constraint(_), Ok(written)) => {
                    assert_eq!(
                        written, case.document,
                        "{name}: the types lose something of {}",
                        case.definition
                    );
                }
                (Fault::None, Err(error)) => {
                    panic!("{name}: the types refuse a valid instance: {error}\n{case:#?}")
                }
                // A constant that tells what an object is must be right: a `text` block is not a `texx` block.
                (Fault::Constraint(field), Err(error)) => {
                    assert!(is_tag(field), "{name}: {error}\n{case:#?}");
                }
                // What one direction requires is optional in the type, which serves both.
                (Fault::Missing(_) | Fault::WrongType(_), Ok(written)) => {
                    assert_eq!(written, case.document, "{name}");
                }
                (Fault::Missing(field) | Fault::WrongType(field), Err(error)) => {
                    says(&error, field, &case);
                }
            }
        }
    }
}

fn is_tag(field: &str) -> bool {
    field == "type" || field == "role"
}

/// An error of the types names the field that it is about.
fn says(error: &str, field: &str, case: &Case) {
    assert!(
        error.contains(field),
        "`{field}` is not named by \"{error}\"\n{case:#?}"
    );
    assert!(!error.contains("did not match any variant"), "{error}");
}

/// Missing fields and wrong types are refused where the type requires them, not waved through.
#[test]
fn the_types_refuse_what_they_must() {
    let refused = [
        (
            r#"{"model": "m", "messages": []}"#,
            "missing field `max_tokens`",
        ),
        (
            r#"{"model": "m", "max_tokens": "1", "messages": []}"#,
            "max_tokens",
        ),
        (
            r#"{"model": "m", "max_tokens": 1, "messages": [{"role": "user", "content": [{"type": "text"}]}]}"#,
            "missing field `text`",
        ),
        (
            r#"{"model": "m", "max_tokens": 1, "messages": {}}"#,
            "messages",
        ),
    ];
    for (text, part) in refused {
        let error = serde_json::from_str::<CreateMessage>(text)
            .unwrap_err()
            .to_string();
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn every_bundle_is_valid_by_the_official_meta_schema() {
    let folder = workspace().join("crates/rolecall/src/generated/schema");
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let schema: Value =
            serde_json::from_str(&fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap();
        assert_eq!(
            schema["$schema"],
            "https://json-schema.org/draft/2020-12/schema"
        );
        jsonschema::meta::validate(&schema).unwrap();
        seen += 1;
    }
    assert!(
        seen >= REQUESTS.len() + RESPONSES.len() + TYPES_ONLY.len(),
        "{seen}"
    );
}

#[test]
fn the_data_follow_their_schemas() {
    let read = |name: &str| -> Value {
        serde_json::from_str(
            &fs::read_to_string(workspace().join("schema/data").join(name)).unwrap(),
        )
        .unwrap()
    };
    let mut seen = 0;
    for entry in fs::read_dir(workspace().join("schema/data")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".schema.json") {
            continue;
        }
        seen += 1;
        let table = read(&name);
        let schema = read(table["$schema"].as_str().unwrap());
        jsonschema::meta::validate(&schema).unwrap();
        let judge = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<_> = judge
            .iter_errors(&table)
            .map(|error| format!("{name}: {error} at {}", error.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
    }
    assert!(seen > 5, "{seen}");
}
