//! `check` and `apply` on small bundles of our own: what is planted is named, and nothing else.

use super::{
    apply::{self, Sources},
    bundle::Bundle,
    divergences::{self, Divergences},
    draft::Draft,
    report,
    scope::{self, Scopes},
};
use crate::schema::{self, finished};
use serde_json::{Value, json};
use std::path::PathBuf;

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/upstream")
}

fn text(name: &str) -> String {
    std::fs::read_to_string(fixtures().join(name)).unwrap()
}

/// The bundle with single places set to a value, or removed where the value is null.
fn planted(name: &str, edits: &[(&str, Value)]) -> Bundle {
    let mut document: Value = serde_json::from_str(&text(name)).unwrap();
    for (pointer, value) in edits {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        match document
            .pointer_mut(parent)
            .unwrap_or_else(|| panic!("no {parent}"))
        {
            Value::Object(object) if value.is_null() => {
                object
                    .shift_remove(key)
                    .unwrap_or_else(|| panic!("no {pointer}"));
            }
            Value::Object(object) => {
                object.insert(key.to_owned(), value.clone());
            }
            Value::Array(list) if value.is_null() => {
                list.remove(key.parse().unwrap());
            }
            Value::Array(list) if key == "-" => list.push(value.clone()),
            Value::Array(list) => list[key.parse::<usize>().unwrap()] = value.clone(),
            other => panic!("{pointer} leads into {other}"),
        }
    }
    Bundle::parse(&document.to_string(), name).unwrap()
}

fn scopes() -> Scopes {
    Scopes::parse(&text("schema/upstream.json")).unwrap()
}

fn divergences() -> Divergences {
    Divergences::parse(&text("schema/divergences.json")).unwrap()
}

/// The lines of `check` for a bundle.
fn check(bundle: &Bundle) -> Vec<String> {
    lines(
        &Draft::load(&fixtures().join("schema")).unwrap(),
        bundle,
        &divergences(),
    )
}

fn lines(draft: &Draft, bundle: &Bundle, divergences: &Divergences) -> Vec<String> {
    let scopes = scopes();
    let scope = scopes.choose(None, bundle.version.as_deref()).unwrap();
    let report = report(&draft.schema().unwrap(), bundle, scope, divergences);
    let lines: Vec<_> = report
        .text
        .lines()
        .filter(|l| !l.is_empty())
        .map(str::to_owned)
        .collect();
    assert_eq!(lines.len(), report.differences + report.stale);
    lines
}

struct Applied {
    outcome: apply::Outcome,
    /// What `check` says afterwards.
    left: Vec<String>,
}

fn apply(bundle: &Bundle) -> Applied {
    let scopes = scopes();
    let known = divergences();
    let sources = Sources {
        bundle,
        scope: scopes.choose(None, bundle.version.as_deref()).unwrap(),
        divergences: &known,
    };
    let draft = Draft::load(&fixtures().join("schema")).unwrap();
    let outcome = apply::apply(sources, draft).unwrap();
    let list = text("schema/divergences.json");
    let list = divergences::with_new(&list, sources.scope, &outcome.divergences).unwrap();
    let left = lines(&outcome.draft, bundle, &Divergences::parse(&list).unwrap());
    Applied { outcome, left }
}

fn definition(applied: &Applied, name: &str) -> Value {
    Value::Object(applied.outcome.draft.definition(name).unwrap().clone())
}

#[test]
fn the_bundles_as_they_are_show_no_difference() {
    assert_eq!(check(&planted("bundle.json", &[])), [""; 0]);
    assert_eq!(check(&planted("openapi.json", &[])), [""; 0]);
}

/// What is planted, where, and the lines that name it.
type Case<'c> = (&'c str, Vec<(&'c str, Value)>, Vec<&'c str>);

#[test]
fn every_planted_change_is_named_and_nothing_else() {
    let string = || json!({"type": "string"});
    let cases: Vec<Case<'_>> = vec![
        (
            "new property",
            vec![("/$defs/NoteParam/properties/colour", string())],
            vec!["NoteParam.colour: missing here"],
        ),
        (
            "removed property",
            vec![("/$defs/BetaNoteParam/properties/cache", Value::Null)],
            vec!["BetaNoteParam.cache: gone there"],
        ),
        (
            "property of answers in a request",
            vec![(
                "/$defs/NoteParam/properties/marks",
                json!({"type": "array", "items": string()}),
            )],
            vec!["NoteParam.marks: missing here (here only in responses)"],
        ),
        (
            "beta property on the other face",
            vec![("/$defs/AskParams/properties/trace", string())],
            vec!["AskParams.trace: missing here (here only on the beta face)"],
        ),
        (
            "property that an API version removed",
            vec![(
                "/$defs/AskParams/properties/heat",
                json!({"type": "number"}),
            )],
            vec!["AskParams.heat: missing here (here removed in 2026-10-21)"],
        ),
        (
            "renamed value",
            vec![(
                "/$defs/AskParams/properties/mood/anyOf/0/enum/1",
                json!("noisy"),
            )],
            vec![
                "AskParams.mood: value `noisy` missing here",
                "AskParams.mood: value `loud` gone there",
            ],
        ),
        (
            "beta value on the other face",
            vec![(
                "/$defs/Reply/properties/mood/anyOf/0/enum/-",
                json!("shrill"),
            )],
            vec!["Reply.mood: value `shrill` missing here"],
        ),
        (
            "changed constant",
            vec![("/$defs/Picture/properties/type/const", json!("image"))],
            vec!["Picture.type: constant differs (upstream \"image\", here \"picture\")"],
        ),
        (
            "no longer required",
            vec![("/$defs/AskParams/required/1", Value::Null)],
            vec!["AskParams.limit: required differs (upstream optional, here required)"],
        ),
        (
            "required now",
            vec![("/$defs/NoteParam/required/-", json!("cache"))],
            vec!["NoteParam.cache: required differs (upstream required, here optional)"],
        ),
        (
            "changed type",
            vec![("/$defs/AskParams/properties/limit", string())],
            vec!["AskParams.limit: type differs (upstream string, here integer)"],
        ),
        (
            "changed type of items",
            vec![(
                "/$defs/Note/properties/marks/anyOf/0/items/type",
                json!("integer"),
            )],
            vec!["Note.marks[]: type differs (upstream integer, here string)"],
        ),
        (
            "no longer nullable",
            vec![(
                "/$defs/NoteParam/properties/cache",
                json!({"type": "boolean"}),
            )],
            vec!["NoteParam.cache: null gone there"],
        ),
        (
            "nullable now",
            vec![(
                "/$defs/AskParams/properties/limit",
                json!({"type": ["integer", "null"]}),
            )],
            vec!["AskParams.limit: null missing here"],
        ),
        (
            "new type in a union",
            vec![
                (
                    "/$defs/Sound",
                    json!({"type": "object", "properties": {"type": {"const": "sound"}}}),
                ),
                (
                    "/$defs/Reply/properties/blocks/items/anyOf/-",
                    json!({"$ref": "#/$defs/Sound"}),
                ),
            ],
            vec!["Sound: missing here (used by Reply.blocks)"],
        ),
        (
            "known type in another union",
            vec![(
                "/$defs/Reply/properties/usage",
                json!({"anyOf": [{"$ref": "#/$defs/Usage"}, {"$ref": "#/$defs/Note"}]}),
            )],
            vec!["Reply.usage: member `Note` missing here"],
        ),
        (
            "removed member",
            vec![("/$defs/Reply/properties/blocks/items/anyOf/1", Value::Null)],
            vec!["Reply.blocks[]: member `Picture` gone there"],
        ),
        (
            "removed parameter class beside the class of answers",
            vec![(
                "/$defs/AskParams/properties/blocks/items/anyOf/0",
                Value::Null,
            )],
            vec!["AskParams.blocks[]: member `NoteParam` gone there"],
        ),
        (
            "removed class of answers beside the parameter class",
            vec![(
                "/$defs/AskParams/properties/blocks/items/anyOf/3",
                Value::Null,
            )],
            vec!["AskParams.blocks[]: member `Picture` gone there"],
        ),
        (
            "removed root",
            vec![("/$defs/BetaAskParams", Value::Null)],
            vec!["BetaAskParams: gone there (a root of this scope)"],
        ),
        (
            "removed type that nothing refers to",
            vec![("/$defs/BlockParam", Value::Null)],
            vec!["BlockParam: gone there (`Block` names it)"],
        ),
        (
            "a divergence that is settled upstream",
            vec![("/$defs/Reply/required/2", Value::Null)],
            vec![
                "Reply.usage: stale divergence (schema/divergences.json says required, the bundle no longer does)",
            ],
        ),
        (
            "a change outside the scope",
            vec![("/$defs/Unrelated/properties/size", string())],
            vec![],
        ),
    ];
    for (name, edits, expected) in cases {
        let mut found = check(&planted("bundle.json", &edits));
        let mut expected: Vec<_> = expected.into_iter().map(str::to_owned).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn an_older_scope_knows_what_came_later() {
    let old = |edits: &[(&str, Value)]| {
        let mut all = vec![("/$comment", json!("SDK 1.0.0"))];
        for face in ["", "Beta"] {
            all.push(if face.is_empty() {
                (
                    "/$defs/AskParams/properties/heat",
                    json!({"type": "number"}),
                )
            } else {
                (
                    "/$defs/BetaAskParams/properties/heat",
                    json!({"type": "number"}),
                )
            });
        }
        // `usage` is a divergence of the other scope, where it is required.
        all.push(("/$defs/Reply/required/2", Value::Null));
        all.push(("/$defs/BetaReply/required/2", Value::Null));
        all.push((
            "/$defs/AskParams/properties/mood/anyOf/0/enum/1",
            Value::Null,
        ));
        all.extend(edits.iter().cloned());
        check(&planted("bundle.json", &all))
    };
    assert_eq!(old(&[]), [""; 0]);
    assert_eq!(
        old(&[("/$defs/BetaAskParams/properties/heat", Value::Null)]),
        ["BetaAskParams.heat: gone there"]
    );
}

#[test]
fn an_openapi_document_is_compared_by_derived_names() {
    let schemas = "/components/schemas";
    let cases = [
        (
            vec![(
                format!("{schemas}/RequestNoteBlock/properties/colour"),
                json!({"type": "string"}),
            )],
            "RequestNoteBlock.colour: missing here",
        ),
        (
            vec![(format!("{schemas}/BetaTone/enum/1"), Value::Null)],
            "BetaTone: value `loud` gone there",
        ),
        (
            vec![(
                format!("{schemas}/RequestPicture/properties/url"),
                json!({"type": "integer"}),
            )],
            "RequestPicture.url: type differs (upstream integer, here string)",
        ),
    ];
    for (edits, expected) in cases {
        let edits: Vec<_> = edits.iter().map(|(p, v)| (p.as_str(), v.clone())).collect();
        let found = check(&planted("openapi.json", &edits));
        // An enumeration has a name of its own there, and is opened wherever it is used.
        assert!(!found.is_empty());
        let about = expected.split(':').next().unwrap();
        let part = expected.rsplit(": ").next().unwrap();
        assert!(
            found.iter().all(
                |line| line.ends_with(part) && (line.starts_with(about) || about == "BetaTone")
            ),
            "{expected}: {found:?}"
        );
    }
}

#[test]
fn a_type_that_two_definitions_name_is_reported() {
    let mut draft = Draft::load(&fixtures().join("schema")).unwrap();
    super::draft::add_upstream(draft.edit("Usage").unwrap(), "Note");
    assert_eq!(
        lines(&draft, &planted("bundle.json", &[]), &divergences()),
        ["Note: named twice (by Note, Usage)"]
    );
}

#[test]
fn additions_are_taken_over_and_leave_nothing() {
    let sound = |answer: bool| {
        json!({"type": "object", "additionalProperties": answer, "properties": {
            "type": {"const": "sound", "type": "string"},
            "length": {"type": "integer"},
        }, "required": ["type", "length"]})
    };
    let member = |name: &str| json!({"$ref": format!("#/$defs/{name}")});
    let bundle = planted(
        "bundle.json",
        &[
            ("/$defs/Sound", sound(true)),
            ("/$defs/BetaSound", sound(true)),
            ("/$defs/SoundParam", sound(false)),
            ("/$defs/BetaSoundParam", sound(false)),
            (
                "/$defs/SoundParam/properties/cache",
                json!({"type": "boolean"}),
            ),
            (
                "/$defs/BetaSoundParam/properties/cache",
                json!({"type": "boolean"}),
            ),
            (
                "/$defs/Reply/properties/blocks/items/anyOf/-",
                member("Sound"),
            ),
            (
                "/$defs/BetaReply/properties/blocks/items/anyOf/-",
                member("BetaSound"),
            ),
            (
                "/$defs/AskParams/properties/blocks/items/anyOf/-",
                member("SoundParam"),
            ),
            (
                "/$defs/AskParams/properties/blocks/items/anyOf/-",
                member("Sound"),
            ),
            (
                "/$defs/BetaAskParams/properties/blocks/items/anyOf/-",
                member("BetaSoundParam"),
            ),
            (
                "/$defs/BetaAskParams/properties/blocks/items/anyOf/-",
                member("BetaSound"),
            ),
        ],
    );
    let applied = apply(&bundle);
    assert_eq!(applied.left, [""; 0]);
    assert_eq!(
        definition(&applied, "Sound"),
        json!({
            "description": "TODO: describe",
            "type": "object",
            "properties": {
                "type": {"description": "TODO: describe", "type": "string", "const": "sound"},
                "length": {"description": "TODO: describe", "type": "integer"},
                "cache": {"description": "TODO: describe", "type": "boolean", "writeOnly": true},
            },
            "required": ["type", "length"],
            "x-upstream": ["BetaSound", "BetaSoundParam", "Sound", "SoundParam"],
        })
    );
    assert_eq!(
        definition(&applied, "Block")["oneOf"][2],
        json!({"$ref": "#/$defs/Sound"})
    );
    assert_eq!(applied.outcome.draft.file_of("Sound"), Some("request"));
}

#[test]
fn what_was_written_stays_as_it_was() {
    let bundle = planted(
        "bundle.json",
        &[
            (
                "/$defs/AskParams/properties/depth",
                json!({"type": "integer"}),
            ),
            (
                "/$defs/BetaAskParams/properties/depth",
                json!({"type": "integer"}),
            ),
        ],
    );
    let applied = apply(&bundle);
    assert_eq!(applied.left, [""; 0]);
    let folder = std::env::temp_dir().join(format!("rolecall-xtask-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let before = Draft::load(&fixtures().join("schema")).unwrap();
    applied.outcome.draft.write(&folder, &before).unwrap();
    let written = std::fs::read_to_string(folder.join("request.json")).unwrap();
    let untouched = folder.join("response.json").exists();
    std::fs::remove_dir_all(&folder).unwrap();

    assert!(!untouched, "a file without additions was written");
    let old = text("schema/request.json");
    let added: Vec<_> = written
        .lines()
        .filter(|line| !old.lines().any(|o| o == *line))
        .map(str::trim)
        .collect();
    assert_eq!(
        added,
        [
            "\"depth\": {",
            "\"description\": \"TODO: describe\",",
            "\"type\": \"integer\""
        ]
    );
    assert_eq!(old.lines().count() + 4, written.lines().count());
}

#[test]
fn a_part_of_one_face_is_annotated() {
    let bundle = planted(
        "bundle.json",
        &[
            (
                "/$defs/BetaAskParams/properties/depth",
                json!({"type": "integer"}),
            ),
            (
                "/$defs/BetaAskParams/properties/mood/anyOf/0/enum/-",
                json!("hoarse"),
            ),
            (
                "/$defs/BetaReply/properties/mood/anyOf/0/enum/-",
                json!("hoarse"),
            ),
            (
                "/$defs/BetaReply/properties/previous/anyOf/0/enum/-",
                json!("hoarse"),
            ),
        ],
    );
    let applied = apply(&bundle);
    assert_eq!(applied.left, [""; 0]);
    assert_eq!(
        definition(&applied, "Ask")["properties"]["depth"]["x-face"],
        "beta"
    );
    let mood = definition(&applied, "Mood");
    assert_eq!(mood["enum"], json!(["calm", "loud", "shrill", "hoarse"]));
    assert_eq!(mood["x-values"]["hoarse"], json!({"x-face": "beta"}));
    assert_eq!(mood["x-values"]["shrill"]["description"], "Too loud.");
    let by_hand = applied.outcome.by_hand.join("\n");
    assert!(
        by_hand.contains("Ask.depth: decide which `x-beta` value it needs"),
        "{by_hand}"
    );
    assert!(
        by_hand.contains("Mood: decide which `x-beta` value `hoarse` needs"),
        "{by_hand}"
    );
}

#[test]
fn a_part_of_one_direction_is_annotated() {
    let bundle = planted(
        "bundle.json",
        &[
            ("/$defs/Note/properties/tone", json!({"type": "string"})),
            ("/$defs/BetaNote/properties/tone", json!({"type": "string"})),
            ("/$defs/Note/required/-", json!("tone")),
            ("/$defs/BetaNote/required/-", json!("tone")),
        ],
    );
    let applied = apply(&bundle);
    assert_eq!(applied.left, [""; 0]);
    let note = definition(&applied, "Note");
    assert_eq!(note["properties"]["tone"]["readOnly"], true);
    assert_eq!(note["x-required"], json!({"response": ["tone"]}));
}

#[test]
fn a_beta_property_that_became_general_loses_its_annotation() {
    let bundle = planted(
        "bundle.json",
        &[(
            "/$defs/AskParams/properties/trace",
            json!({"type": "string"}),
        )],
    );
    let applied = apply(&bundle);
    assert_eq!(applied.left, [""; 0]);
    assert_eq!(
        definition(&applied, "Ask")["properties"]["trace"],
        json!({"description": "Follows the request.", "type": "string"})
    );
}

#[test]
fn what_no_annotation_can_say_becomes_a_divergence_without_a_reason() {
    let bundle = planted(
        "bundle.json",
        &[(
            "/$defs/AskParams/properties/depth",
            json!({"type": "integer"}),
        )],
    );
    let applied = apply(&bundle);
    assert_eq!(applied.left, [""; 0]);
    let lines: Vec<_> = applied
        .outcome
        .divergences
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(lines, ["BetaAskParams.depth: gone there"]);
    assert!(
        applied
            .outcome
            .by_hand
            .iter()
            .any(|line| line.starts_with("divergences.json: "))
    );
}

#[test]
fn a_value_of_one_place_gets_an_enumeration_of_its_own() {
    let hoarse = || json!("hoarse");
    let bundle = planted(
        "bundle.json",
        &[
            ("/$defs/Reply/properties/mood/anyOf/0/enum/-", hoarse()),
            ("/$defs/BetaReply/properties/mood/anyOf/0/enum/-", hoarse()),
        ],
    );
    let applied = apply(&bundle);
    assert_eq!(applied.left, [""; 0]);
    let reply = definition(&applied, "Reply");
    assert_eq!(
        reply["properties"]["mood"]["anyOf"][0],
        json!({"$ref": "#/$defs/ReplyMood"})
    );
    assert_eq!(
        reply["properties"]["previous"]["anyOf"][0]["$ref"],
        "request.json#/$defs/Mood"
    );
    assert_eq!(
        definition(&applied, "Mood")["enum"],
        json!(["calm", "loud", "shrill"])
    );
    let own = definition(&applied, "ReplyMood");
    assert_eq!(own["enum"], json!(["calm", "loud", "shrill", "hoarse"]));
    assert_eq!(own["x-values"]["shrill"]["x-face"], "beta");
}

#[test]
fn a_value_of_all_requests_is_annotated() {
    let bundle = planted(
        "bundle.json",
        &[
            (
                "/$defs/AskParams/properties/mood/anyOf/0/enum/-",
                json!("hoarse"),
            ),
            (
                "/$defs/BetaAskParams/properties/mood/anyOf/0/enum/-",
                json!("hoarse"),
            ),
        ],
    );
    let applied = apply(&bundle);
    assert_eq!(applied.left, [""; 0]);
    assert_eq!(
        definition(&applied, "Mood")["x-values"]["hoarse"],
        json!({"writeOnly": true})
    );
}

#[test]
fn a_new_property_uses_an_enumeration_that_takes_the_same() {
    let moods = |values: &[&str]| json!({"enum": values, "type": "string"});
    let tone = |ga: Value, beta: Value| {
        let edits = [
            ("/$defs/AskParams/properties/tone", ga),
            ("/$defs/BetaAskParams/properties/tone", beta),
        ];
        let applied = apply(&planted("bundle.json", &edits));
        assert_eq!(applied.left, [""; 0]);
        definition(&applied, "Ask")["properties"]["tone"]["$ref"].clone()
    };
    let same = tone(moods(&["calm", "loud"]), moods(&["calm", "loud", "shrill"]));
    assert_eq!(same, "#/$defs/Mood");
    let other = tone(moods(&["high", "low"]), moods(&["high", "low"]));
    assert_eq!(other, "#/$defs/AskTone");
}

#[test]
fn removals_are_reported_and_nothing_is_deleted() {
    let bundle = planted(
        "bundle.json",
        &[
            ("/$defs/NoteParam/properties/cache", Value::Null),
            ("/$defs/Reply/properties/blocks/items/anyOf/1", Value::Null),
        ],
    );
    let before = Draft::load(&fixtures().join("schema")).unwrap();
    let applied = apply(&bundle);
    assert_eq!(applied.outcome.done, [""; 0]);
    for name in ["Note", "Block"] {
        assert_eq!(
            applied.outcome.draft.definition(name),
            before.definition(name)
        );
    }
    let [first, second] = applied.outcome.by_hand.as_slice() else {
        panic!("{:?}", applied.outcome.by_hand);
    };
    assert!(
        first.starts_with("NoteParam.cache: gone there: take it out, annotate it"),
        "{first}"
    );
    assert!(
        second.starts_with("Reply.blocks[]: member `Picture` gone there: "),
        "{second}"
    );
}

#[test]
fn an_unfinished_schema_is_not_generated_from() {
    let bundle = planted(
        "bundle.json",
        &[
            (
                "/$defs/AskParams/properties/depth",
                json!({"type": "integer"}),
            ),
            (
                "/$defs/BetaAskParams/properties/depth",
                json!({"type": "integer"}),
            ),
        ],
    );
    let before = Draft::load(&fixtures().join("schema")).unwrap();
    assert!(finished(&before.schema().unwrap()).is_ok());
    let applied = apply(&bundle);
    let message = finished(&applied.outcome.draft.schema().unwrap())
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("schema/request.json: Ask.depth"),
        "{message}"
    );
}

#[test]
fn older_scopes_learn_what_came_later() {
    let scopes = scopes();
    let newest = scopes.choose(Some("2.0.0"), None).unwrap();
    let gained = [("Ask".to_owned(), ["depth".to_owned()].into())].into();
    let text = text("schema/upstream.json");
    let text = scope::with_later(&text, newest, &gained, &[].into()).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        file["bundles"]["1.0.0"]["later"],
        json!({"Mood": ["loud"], "Ask": ["depth"]})
    );
    assert!(file["bundles"]["2.0.0"].get("later").is_none());
}

#[test]
fn the_scope_follows_from_the_version() {
    let scopes = scopes();
    let name = |asked, found| {
        scopes
            .choose(asked, found)
            .map(|scope| scope.name.clone())
            .ok()
    };
    assert_eq!(name(None, Some("2.0.0")).as_deref(), Some("2.0.0"));
    assert_eq!(name(None, Some("2.7.1")).as_deref(), Some("2.0.0"));
    assert_eq!(name(Some("1.0.0"), Some("2.7.1")).as_deref(), Some("1.0.0"));
    assert_eq!(name(None, Some("3.0.0")), None);
    assert_eq!(name(None, None), None);
    assert_eq!(name(Some("9.9.9"), None), None);
    assert_eq!(
        scope::find_version("sdk-python-2.12.0.schema.json").as_deref(),
        Some("2.12.0")
    );
    assert_eq!(
        scope::find_version("anthropic 0.125.0 (API").as_deref(),
        Some("0.125.0")
    );
    assert_eq!(scope::find_version("no version here"), None);
}

#[test]
fn a_divergence_without_a_reason_is_refused() {
    let entry = |reason: &str| {
        json!({"divergences": [{"upstream": "A", "kind": "type", "reason": reason, "since": "2.0.0"}]})
            .to_string()
    };
    assert!(Divergences::parse(&entry("The SDK is wrong.")).is_ok());
    assert!(Divergences::parse(&entry("")).is_err());
}

#[test]
fn the_schema_of_the_workspace_and_what_stands_beside_it_can_be_read() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../schema");
    let schema = schema::load(&folder).unwrap();
    let scopes = Scopes::load(&folder.join("upstream.json")).unwrap();
    for scope in scopes.0.values() {
        scope.verify(&schema).unwrap();
    }
    Divergences::load(&folder.join("divergences.json")).unwrap();
}
