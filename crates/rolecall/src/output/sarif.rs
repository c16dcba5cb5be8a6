//! SARIF 2.1.0, which code scanning services read. The part of the format that a linter needs is small, so it is
//! modelled here; a test holds the report against the official schema.

use super::{Reporter, Totals, docs_url, fingerprint::Fingerprints};
use crate::lint::{Place, Problem};
use rolecall_validate::{Level, rule};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{self, Write},
};

/// Keeps the results until the end, because the rules stand before them.
#[derive(Default)]
pub(super) struct Sarif {
    results: Vec<SarifResult>,
    fingerprints: Fingerprints,
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: &'a [SarifResult],
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    information_uri: &'static str,
    rules: Vec<RuleMetadata>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleMetadata {
    id: &'static str,
    short_description: Text,
    help: Help,
    help_uri: String,
    default_configuration: Configuration,
    properties: RuleProperties,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
struct RuleProperties {
    tags: [&'static str; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    /// Set when the rules are known.
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[SarifFix; 1]>,
    partial_fingerprints: PartialFingerprints,
}

#[derive(Serialize)]
struct PartialFingerprints {
    #[serde(rename = "rolecall/v1")]
    v1: String,
}

#[expect(
    clippy::struct_field_names,
    reason = "the names are those of the format"
)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    logical_locations: [LogicalLocation; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    /// The JSON Pointer; the document itself is `/`, because a name must not be empty.
    fully_qualified_name: String,
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifFix {
    description: Text,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Text,
}

impl Reporter for Sarif {
    fn problem(&mut self, _: &mut dyn Write, file: &str, problem: Problem) -> io::Result<()> {
        let fingerprint = self.fingerprints.of(file, &problem);
        self.results
            .push(SarifResult::new(file, problem, fingerprint));
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Totals) -> io::Result<()> {
        let rules = self.number_rules();
        let log = Log {
            schema: "https://json.schemastore.org/sarif-2.1.0.json",
            version: "2.1.0",
            runs: [Run {
                tool: Tool {
                    driver: Driver {
                        name: "rolecall",
                        version: env!("CARGO_PKG_VERSION"),
                        information_uri: env!("CARGO_PKG_REPOSITORY"),
                        rules,
                    },
                },
                column_kind: "unicodeCodePoints",
                results: &self.results,
            }],
        };
        serde_json::to_writer_pretty(&mut *out, &log)?;
        writeln!(out)
    }
}

impl Sarif {
    /// Describes the rules that found something, by name, and tells the results their places in the list.
    fn number_rules(&mut self) -> Vec<RuleMetadata> {
        let mut places: BTreeMap<&'static str, usize> = self
            .results
            .iter()
            .map(|result| (result.rule_id, 0))
            .collect();
        for (number, place) in places.values_mut().enumerate() {
            *place = number;
        }
        for result in &mut self.results {
            result.rule_index = places[result.rule_id];
        }
        places.into_keys().map(metadata).collect()
    }
}

fn metadata(name: &'static str) -> RuleMetadata {
    let known = rule(name);
    let default = known.and_then(rolecall_validate::Rule::default_level);
    let docs = known.map_or("", |rule| rule.docs);
    RuleMetadata {
        id: name,
        short_description: Text {
            text: known
                .map_or(name, rolecall_validate::Rule::summary)
                .to_owned(),
        },
        help: Help {
            text: docs,
            markdown: docs,
        },
        help_uri: docs_url(name),
        default_configuration: Configuration {
            enabled: default.is_some(),
            level: default.map_or("none", level),
        },
        properties: RuleProperties {
            tags: [known.map_or("", |rule| rule.group.as_str())],
        },
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

impl SarifResult {
    fn new(file: &str, problem: Problem, fingerprint: String) -> Self {
        let finding = problem.finding;
        let location = |place: Place, pointer: String| Location {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: artifact(file),
                region: place.into(),
            },
            logical_locations: [LogicalLocation {
                fully_qualified_name: if pointer.is_empty() {
                    "/".to_owned()
                } else {
                    pointer
                },
                kind: "value",
            }],
            message: None,
        };
        let related = finding.related.into_iter().zip(problem.related);
        let description = finding.help.clone().unwrap_or_else(|| "mend it".to_owned());
        let fix = finding.fix.map(|fix| {
            let edits = fix.edits.into_iter().zip(problem.edits);
            [SarifFix {
                description: Text { text: description },
                artifact_changes: [ArtifactChange {
                    artifact_location: artifact(file),
                    replacements: edits
                        .map(|(edit, place)| Replacement {
                            deleted_region: place.into(),
                            inserted_content: Text { text: edit.text },
                        })
                        .collect(),
                }],
            }]
        });
        let mut message = finding.message;
        if let Some(help) = finding.help {
            let _ = write!(message, "; {help}");
        }
        Self {
            rule_id: finding.rule,
            rule_index: 0,
            level: level(finding.level),
            message: Text { text: message },
            locations: [location(problem.place, finding.pointer)],
            related_locations: related
                .enumerate()
                .map(|(number, (related, place))| Location {
                    id: Some(number),
                    message: Some(Text {
                        text: related.message,
                    }),
                    ..location(place, related.pointer)
                })
                .collect(),
            fixes: fix,
            partial_fingerprints: PartialFingerprints { v1: fingerprint },
        }
    }
}

impl From<Place> for Region {
    fn from(place: Place) -> Self {
        Self {
            start_line: place.start.line,
            start_column: place.start.column,
            end_line: place.end.line,
            end_column: place.end.column,
        }
    }
}

fn artifact(file: &str) -> ArtifactLocation {
    ArtifactLocation { uri: uri(file) }
}

/// The path as a URI: relative as it is, absolute with the scheme `file`.
fn uri(path: &str) -> String {
    let has_drive = path.get(1..3) == Some(":/");
    let mut uri = match path {
        path if path.starts_with('/') => "file://".to_owned(),
        _ if has_drive => "file:///".to_owned(),
        _ => String::new(),
    };
    for byte in path.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        if is_plain || (byte == b':' && has_drive) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("a b/ü.json"), "a%20b/%C3%BC.json");
        assert_eq!(uri("/tmp/a.json"), "file:///tmp/a.json");
        assert_eq!(uri("C:/a.json"), "file:///C:/a.json");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
    }
}
