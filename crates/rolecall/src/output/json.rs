//! The JSON report, version 1, as `schema/report-v1.schema.json` describes it.
//!
//! It carries messages, pointers and places, no text of the payload.

use super::{Reporter, Totals, docs_url};
use crate::lint::{Place, Point, Problem};
use rolecall_validate::{ApiVersion, DocumentKind, Fix};
use serde::Serialize;
use std::io::{self, Write};

/// Keeps the findings until the summary, which stands before them, is known.
#[derive(Default)]
pub(super) struct Json {
    findings: Vec<FindingV1>,
}

impl Reporter for Json {
    fn problem(&mut self, _: &mut dyn Write, file: &str, problem: Problem) -> io::Result<()> {
        self.findings.push(FindingV1::new(file, problem));
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, totals: &Totals) -> io::Result<()> {
        let report = ReportV1 {
            head: totals.into(),
            findings: &self.findings,
        };
        serde_json::to_writer_pretty(&mut *out, &report)?;
        writeln!(out)
    }
}

#[derive(Serialize)]
struct ReportV1<'a> {
    #[serde(flatten)]
    head: HeadV1,
    findings: &'a [FindingV1],
}

/// What a run came to; also the last line of JSON Lines.
#[derive(Serialize)]
pub(super) struct HeadV1 {
    version: u8,
    files: usize,
    documents: usize,
    summary: SummaryV1,
}

#[derive(Serialize)]
struct SummaryV1 {
    error: usize,
    warning: usize,
    info: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    would_fix: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_baseline: Option<usize>,
}

/// One finding; what does not apply is absent.
#[derive(Serialize)]
pub(super) struct FindingV1 {
    rule: &'static str,
    group: &'static str,
    level: &'static str,
    message: String,
    file: String,
    document: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    api_version: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_id: Option<String>,
    pointer: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<String>,
    span: SpanV1,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<RelatedV1>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixV1>,
    docs: String,
}

#[derive(Serialize)]
struct SpanV1 {
    start: PointV1,
    end: PointV1,
}

#[derive(Serialize)]
struct PointV1 {
    offset: usize,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct RelatedV1 {
    pointer: String,
    message: String,
    span: SpanV1,
}

#[derive(Serialize)]
struct FixV1 {
    safe: bool,
    edits: Vec<EditV1>,
}

#[derive(Serialize)]
struct EditV1 {
    start: usize,
    end: usize,
    text: String,
}

impl FindingV1 {
    pub(super) fn new(file: &str, problem: Problem) -> Self {
        let finding = problem.finding;
        let related = finding.related.into_iter().zip(problem.related);
        Self {
            rule: finding.rule,
            group: finding.group.as_str(),
            level: finding.level.as_str(),
            message: finding.message,
            file: file.to_owned(),
            document: problem.document,
            kind: problem.kind.map(DocumentKind::as_str),
            api_version: finding.api_version.map(ApiVersion::as_str),
            custom_id: finding.custom_id,
            pointer: finding.pointer,
            missing: finding.missing,
            span: problem.place.into(),
            related: related
                .map(|(related, place)| RelatedV1 {
                    pointer: related.pointer,
                    message: related.message,
                    span: place.into(),
                })
                .collect(),
            help: finding.help,
            fix: finding.fix.map(FixV1::from),
            docs: docs_url(finding.rule),
        }
    }
}

impl From<&Totals> for HeadV1 {
    fn from(totals: &Totals) -> Self {
        Self {
            version: 1,
            files: totals.files,
            documents: totals.documents,
            summary: SummaryV1 {
                error: totals.errors,
                warning: totals.warnings,
                info: totals.infos,
                fixed: totals.fixed,
                would_fix: totals.would_fix,
                in_baseline: totals.in_baseline,
            },
        }
    }
}

impl From<Place> for SpanV1 {
    fn from(place: Place) -> Self {
        Self {
            start: place.start.into(),
            end: place.end.into(),
        }
    }
}

impl From<Point> for PointV1 {
    fn from(point: Point) -> Self {
        Self {
            offset: point.offset,
            line: point.line,
            column: point.column,
        }
    }
}

impl From<Fix> for FixV1 {
    fn from(fix: Fix) -> Self {
        let edits = fix.edits.into_iter().map(|edit| EditV1 {
            start: edit.span.start,
            end: edit.span.end,
            text: edit.text,
        });
        Self {
            safe: fix.safe,
            edits: edits.collect(),
        }
    }
}
