//! The documentation's examples: linted, read into the types, written back, and the result snapshotted.

use crate::support::{findings, fixtures};
use rolecall_types::{CreateMessage, Message};
use rolecall_validate::{DocumentKind, Options, lint};
use serde_json::Value;
use std::{fmt::Write as _, fs, path::Path};

/// One example of a page's `index.json`.
pub(crate) struct Example {
    pub(crate) page: String,
    pub(crate) file: String,
    pub(crate) kind: DocumentKind,
    pub(crate) is_valid_json: bool,
    pub(crate) text: String,
}

/// All examples of all pages.
pub(crate) fn examples() -> Vec<Example> {
    let folder = fixtures().join("docs");
    let mut pages: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    pages.retain(|page| page.is_dir());
    pages.sort();
    let examples: Vec<_> = pages.iter().flat_map(|page| examples_of(page)).collect();
    assert!(
        examples.len() >= 35,
        "the documentation pages hold 35 examples, found {}",
        examples.len()
    );
    examples
}

fn examples_of(page: &Path) -> Vec<Example> {
    let index: Value =
        serde_json::from_str(&fs::read_to_string(page.join("index.json")).unwrap()).unwrap();
    let listed = index["examples"].as_array().unwrap();
    let files = fs::read_dir(page)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let present = files
        .filter(|file| file.extension().is_some_and(|e| e == "json"))
        .count()
        - 1;
    assert_eq!(
        listed.len(),
        present,
        "{} lists every example",
        page.display()
    );
    listed
        .iter()
        .map(|example| {
            let file = example["file"].as_str().unwrap().to_owned();
            Example {
                page: page.file_name().unwrap().to_str().unwrap().to_owned(),
                kind: example["kind"].as_str().unwrap().parse().unwrap(),
                is_valid_json: example["json"] == "valid",
                text: fs::read_to_string(page.join(&file)).unwrap(),
                file,
            }
        })
        .collect()
}

#[test]
fn every_example_is_linted_parsed_and_written_back() {
    for example in examples() {
        let report = lint(&example.text, &Options::new().kind(example.kind));
        let mut seen = String::from("findings:\n");
        match findings(&example.text, &report) {
            lines if lines.is_empty() => seen.push_str("  none\n"),
            lines => lines
                .iter()
                .for_each(|line| writeln!(seen, "  {line}").unwrap()),
        }
        match round_trip(example.kind, &example.text) {
            Ok(written) => writeln!(seen, "written back:\n{written}").unwrap(),
            Err(error) => writeln!(seen, "not read into the types: {error}").unwrap(),
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(fixtures().join("docs").join(&example.page));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(example.file.trim_end_matches(".json"), seen));
    }
}

/// Reads the text into its type and writes it back, which must give an equal JSON value.
fn round_trip(kind: DocumentKind, text: &str) -> Result<String, serde_json::Error> {
    let mut written = match kind {
        DocumentKind::Request => serde_json::to_value(serde_json::from_str::<CreateMessage>(text)?),
        _ => serde_json::to_value(serde_json::from_str::<Message>(text)?),
    }?;
    assert_eq!(
        written,
        serde_json::from_str::<Value>(text)?,
        "the types lose something"
    );
    // Whether objects keep their order depends on what else is built along.
    written.sort_all_objects();
    serde_json::to_string_pretty(&written)
}

#[test]
fn the_only_broken_json_is_where_the_page_has_it() {
    for example in examples() {
        assert_eq!(
            serde_json::from_str::<Value>(&example.text).is_ok(),
            example.is_valid_json,
            "{}",
            example.file
        );
    }
}

/// The reference page says of `max_tokens` "x > 1"; the other pages send 1, and the API takes it.
#[test]
fn one_token_is_enough_whatever_the_reference_page_claims() {
    let prefill = examples()
        .into_iter()
        .find(|e| e.page == "id-2025" && e.file.contains("request-prefill"))
        .unwrap();
    let value: Value = serde_json::from_str(&prefill.text).unwrap();
    assert_eq!(value["max_tokens"], 1);
    let report = lint(&prefill.text, &Options::new());
    assert!(
        report
            .findings
            .iter()
            .all(|finding| finding.pointer != "/max_tokens"),
        "{report:?}"
    );
}
