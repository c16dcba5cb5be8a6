//! Each repair by itself: what every rule that offers one promises, on texts in any layout.

use crate::{
    repairs::faulty_examples,
    strategies::{written_backwards, written_loosely},
    support::workspace,
};
use proptest::prelude::*;
use rolecall_validate::{Finding, Fix, Options, Repairs, fix, lint};
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path};

/// What attaches repairs for several rules: the file, and what it is called by.
const HELPERS: [(&str, &str); 5] = [
    ("citations/mod.rs", "report_mixture("),
    ("media/mod.rs", "report_fault("),
    // It completes the structural check, whose rules are named in `STRUCTURAL`.
    ("schema/repairs.rs", ""),
    ("structured_output/subset.rs", ".unsupported("),
    // It reports all faults of the parser; which of them it repairs is said in `SYNTAX`.
    ("syntax/mod.rs", ""),
];
const SYNTAX: [&str; 3] = [
    "syntax/byte-order-mark",
    "syntax/comment",
    "syntax/trailing-comma",
];

/// The rules of the structural check that repair something.
const STRUCTURAL: [&str; 8] = [
    "schema/bad-format",
    "schema/missing-field",
    "schema/not-allowed-value",
    "schema/out-of-range",
    "schema/unknown-field",
    "schema/unknown-tag",
    "schema/wrong-length",
    "schema/wrong-type",
];
/// How a rule attaches a repair.
const CALLS: [&str; 5] = [
    "safe_fix(",
    "unsafe_fix(",
    "maybe_fix(",
    "fix_where_any(",
    "sink.repair(",
];

/// Payloads that need a repair which no example in the documentation of the rule needs.
const FURTHER: &[(&str, &str)] = &[
    (
        "syntax/byte-order-mark",
        "\u{feff}{\"model\": \"claude-opus-5\", \"max_tokens\": 16, \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}",
    ),
    (
        "beta-header-missing",
        r#"{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}], "output_format": {"type": "json_schema", "schema": {"type": "object", "properties": {}, "additionalProperties": false}}}"#,
    ),
    (
        "browser-state-count",
        r#"{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "navigate", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "is_error": true, "content": [{"type": "text", "text": "Lost."}, {"type": "browser_state", "tabs": [{"tab_id": "t1", "title": "Sky", "url": "https://sky.example", "active": true}]}]}]}]}"#,
    ),
    (
        "document-pdf-invalid",
        r#"{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "data:application/pdf;base64,JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+IGVuZG9iagoyIDAgb2JqPDwvVHlwZS9QYWdlcy9Db3VudCAxL0tpZHNbMyAwIFJdPj4gZW5kb2JqCg=="}}, {"type": "text", "text": "What is this?"}]}]}"#,
    ),
    (
        "schema/missing-field",
        r#"{"model": "claude-opus-5", "max_tokens": 16, "cache_control": {"ttl": "1h"}, "messages": [{"role": "user", "content": "Hi"}]}"#,
    ),
    (
        "tool-change-after-pause",
        r#"{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search"}, {"name": "weather", "defer_loading": true, "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "sky"}}, {"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1", "content": []}]}, {"role": "system", "content": [{"type": "text", "text": "Be brief."}, {"type": "tool_addition", "tool": {"type": "tool_reference", "name": "weather"}}]}]}"#,
    ),
    (
        "tool-names-unique",
        r#"{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "f", "description": "Does it.", "input_schema": {"type": "object"}}, {"name": "f", "description": "Does it.", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "Hi"}]}"#,
    ),
];

/// A payload with a finding that can be repaired.
struct Subject {
    rule: &'static str,
    options: Options,
    text: &'static str,
}

/// What is known about a payload: nothing, save where the rule is about what is not sent.
fn sent_without_betas(rule: &str) -> Options {
    if rule == "beta-header-missing" {
        Options::new().betas(Vec::<String>::new())
    } else {
        Options::new()
    }
}

fn subjects() -> Vec<Subject> {
    let further = FURTHER
        .iter()
        .map(|(rule, text)| (*rule, sent_without_betas(rule), *text));
    faulty_examples()
        .into_iter()
        .chain(further)
        .map(|(rule, options, text)| Subject {
            rule,
            options,
            text,
        })
        .filter(|subject| !subject.repairs(subject.text).is_empty())
        .collect()
}

impl Subject {
    /// The findings of the rule that carry a repair.
    fn repairs(&self, text: &str) -> Vec<(Finding, Fix)> {
        let findings = lint(text, &self.options).findings.into_iter();
        findings
            .filter(|finding| finding.rule == self.rule)
            .filter_map(|finding| Some((finding.clone(), finding.fix?)))
            .collect()
    }

    fn count(&self, text: &str) -> usize {
        let findings = lint(text, &self.options).findings;
        let own = findings.iter().filter(|finding| finding.rule == self.rule);
        own.count()
    }

    /// Checks the promises of each repair that the rule offers for this text.
    fn check(&self, text: &str) -> Result<(), TestCaseError> {
        let repairs = self.repairs(text);
        prop_assert!(
            !repairs.is_empty(),
            "{} repairs nothing in {text}",
            self.rule
        );
        for (finding, repair) in repairs {
            let repaired = repair.apply(text);
            check_edits(&repair, text, &repaired)?;
            prop_assert!(
                serde_json::from_str::<Value>(&repaired).is_ok(),
                "{} broke {text}: {repaired}",
                self.rule
            );
            prop_assert!(
                self.count(&repaired) < self.count(text),
                "{} is still there: {finding:?} in {repaired}",
                self.rule
            );
            let kind = if repair.safe {
                Repairs::Safe
            } else {
                Repairs::All
            };
            let whole = fix(text, &self.options, kind).text;
            prop_assert_eq!(&fix(&whole, &self.options, kind).text, &whole);
        }
        Ok(())
    }
}

/// The edits stand in order and apart, and everything between them is as it was.
fn check_edits(repair: &Fix, text: &str, repaired: &str) -> Result<(), TestCaseError> {
    let mut rest = repaired;
    let mut at = 0;
    for edit in &repair.edits {
        prop_assert!(at <= edit.span.start, "{repair:?} overlaps");
        let kept = text.get(at..edit.span.start);
        prop_assert!(kept.is_some(), "{repair:?} does not fit {text}");
        let after = rest
            .strip_prefix(kept.unwrap_or_default())
            .and_then(|rest| rest.strip_prefix(edit.text.as_str()));
        prop_assert!(after.is_some(), "{repair:?} changed more: {repaired}");
        rest = after.unwrap_or_default();
        at = edit.span.end;
    }
    prop_assert_eq!(text.get(at..), Some(rest));
    Ok(())
}

/// A rule cannot offer a repair and be left out of the properties below.
#[test]
fn every_rule_that_repairs_is_a_subject() {
    let seen: BTreeSet<_> = subjects().iter().map(|subject| subject.rule).collect();
    let folder = workspace().join("crates/rolecall-validate/src/rules");
    let built = SYNTAX.iter().chain(&STRUCTURAL);
    let mut repairing: BTreeSet<String> = built.map(|rule| (*rule).to_owned()).collect();
    for topic in names(&folder) {
        for file in names(&folder.join(&topic)) {
            let text = fs::read_to_string(folder.join(&topic).join(&file)).unwrap();
            let (code, _) = text.split_once("#[cfg(test)]").unwrap_or((&text, ""));
            let name = code
                .split_once("static RULE: Rule")
                .and_then(|(_, rule)| rule.split('"').nth(1));
            let attaches = CALLS.iter().any(|call| code.contains(call));
            let is_helped = HELPERS
                .iter()
                .any(|(_, call)| !call.is_empty() && code.contains(call));
            match name {
                Some(name) if attaches || is_helped => {
                    repairing.insert(name.to_owned());
                }
                None if attaches => {
                    let path = format!("{topic}/{file}");
                    let is_known = HELPERS.iter().any(|(helper, _)| *helper == path);
                    assert!(is_known, "`{path}` attaches repairs; name it in `HELPERS`");
                }
                _ => {}
            }
        }
    }
    let missing: Vec<_> = repairing
        .iter()
        .filter(|rule| !seen.contains(rule.as_str()))
        .collect();
    assert!(
        missing.is_empty(),
        "no payload here needs the repairs of {missing:?}; add one to their examples or to `FURTHER`"
    );
    let stray: Vec<_> = seen
        .iter()
        .filter(|rule| !repairing.contains(**rule))
        .collect();
    assert!(
        stray.is_empty(),
        "nothing in the files of {stray:?} attaches a repair"
    );
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn each_repair_keeps_its_promises_as_the_examples_are_written() {
    for subject in subjects() {
        subject.check(subject.text).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_repair_keeps_its_promises_in_any_layout(gaps in prop::collection::vec(0usize..5, 1..40), backwards in any::<bool>()) {
        for subject in subjects() {
            // What is no JSON has no other layout.
            let Ok(value) = serde_json::from_str::<Value>(subject.text) else {
                continue;
            };
            let text = if backwards {
                written_backwards(&value)
            } else {
                written_loosely(&value, &gaps)
            };
            // A key that stands twice is lost on the way.
            if !subject.repairs(&text).is_empty() {
                subject.check(&text)?;
            }
        }
    }
}
