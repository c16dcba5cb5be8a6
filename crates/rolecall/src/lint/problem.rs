//! From the documents of a text to findings with places in the file.

use super::excerpt::{self, Excerpt};
use crate::{
    config::Settings,
    input::{Document, Found, Known, Pointer, Unit},
};
use rolecall_validate::{CustomId, DocumentKind, Finding, Likeness, LineIndex, Span};
use std::cell::OnceCell;

/// A finding and where it is. The spans and edits of the finding are bytes of the file.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) finding: Finding,
    /// Number of the document in its file, from 0.
    pub(crate) document: usize,
    pub(crate) kind: Option<DocumentKind>,
    pub(crate) place: Place,
    /// The places of `finding.related`.
    pub(crate) related: Vec<Place>,
    /// The places of the edits of `finding.fix`.
    pub(crate) edits: Vec<Place>,
    /// The lines to show; only where they were asked for.
    pub(crate) excerpts: Vec<Excerpt>,
}

/// Both ends of a span.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) start: Point,
    /// Behind the last character.
    pub(crate) end: Point,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Point {
    /// Bytes, from 0.
    pub(crate) offset: usize,
    /// From 1.
    pub(crate) line: usize,
    /// Characters, from 1.
    pub(crate) column: usize,
}

/// What linting a text came to.
#[derive(Debug)]
pub(crate) struct Linted {
    pub(crate) documents: usize,
    /// Whether any document looks like a payload.
    pub(crate) is_recognised: bool,
    pub(crate) problems: Vec<Problem>,
    /// The ids of batch items that are to be compared with those of other pieces, each with its document.
    pub(crate) custom_ids: Vec<(usize, Vec<CustomId>)>,
}

/// Lints all documents of a text. In a file that nobody named, only what is meant for the API is judged.
pub(crate) fn lint_unit(
    unit: &Unit,
    settings: &Settings,
    pointer: Option<&Pointer>,
    is_named: bool,
    with_excerpts: bool,
) -> Linted {
    let documents = unit.documents(Known {
        kind: settings.options.kind,
        pointer,
    });
    let locator = Locator::new(unit, with_excerpts);
    let mut linted = Linted {
        documents: unit.beginning(documents.len()),
        is_recognised: false,
        problems: Vec::new(),
        custom_ids: Vec::new(),
    };
    for (number, document) in documents.iter().enumerate() {
        let Found {
            kind,
            likeness,
            mut findings,
            custom_ids,
        } = document.lint(&settings.options);
        let is_meant = document.is_certain
            || likeness != Likeness::Faint
            || is_broken_payload(document, &findings);
        linted.is_recognised |= is_meant;
        if !is_named {
            if !is_meant && kind.is_some() {
                findings.clear();
            } else if likeness == Likeness::Excerpt {
                findings.retain(|finding| !is_left_out(finding));
            }
        }
        findings.retain(|finding| !settings.ignores(finding));
        let number = unit.document + number;
        let problems = findings
            .into_iter()
            .map(|finding| locator.problem(finding, number, kind));
        linted.problems.extend(problems);
        if !custom_ids.is_empty() {
            linted.custom_ids.push((number, custom_ids));
        }
    }
    linted
}

/// Whether what is missing is what whoever sends a conversation adds to it.
fn is_left_out(finding: &Finding) -> bool {
    finding.pointer.is_empty() && matches!(finding.missing.as_deref(), Some("model" | "max_tokens"))
}

/// Whether a text that does not parse was meant as a request, judging by the names in it: such a file should not be
/// passed over because of the very fault that makes it worth reporting.
fn is_broken_payload(document: &Document<'_>, findings: &[Finding]) -> bool {
    let is_broken = findings
        .iter()
        .any(|finding| matches!(finding.rule, "syntax/invalid-json" | "syntax/invalid-utf8"));
    let has = |name: &str| document.has_name(name);
    is_broken && has("messages") && ["role", "model", "max_tokens"].into_iter().any(has)
}

impl Problem {
    /// Corrects the places in the file for a text before them that became so much longer and shorter.
    pub(crate) fn shift(&mut self, (longer, shorter): (usize, usize)) {
        let shift = |offset: &mut usize| *offset = (*offset + longer).saturating_sub(shorter);
        let places = [&mut self.place]
            .into_iter()
            .chain(&mut self.related)
            .chain(&mut self.edits);
        for place in places {
            shift(&mut place.start.offset);
            shift(&mut place.end.offset);
        }
        let finding = &mut self.finding;
        let related = finding.related.iter_mut().map(|related| &mut related.span);
        let edits = finding.fix.iter_mut().flat_map(|fix| &mut fix.edits);
        let spans = [&mut finding.span]
            .into_iter()
            .chain(related)
            .chain(edits.map(|edit| &mut edit.span));
        for span in spans {
            shift(&mut span.start);
            shift(&mut span.end);
        }
    }
}

/// Turns offsets of a unit into places of its file.
pub(super) struct Locator<'u> {
    unit: &'u Unit,
    with_excerpts: bool,
    /// Made for the first finding: most units have none.
    index: OnceCell<LineIndex<'u>>,
}

impl<'u> Locator<'u> {
    pub(super) fn new(unit: &'u Unit, with_excerpts: bool) -> Self {
        Self {
            unit,
            with_excerpts,
            index: OnceCell::new(),
        }
    }

    /// A finding in terms of the unit, and where it is in the file.
    pub(super) fn problem(
        &self,
        mut finding: Finding,
        document: usize,
        kind: Option<DocumentKind>,
    ) -> Problem {
        let excerpts = if self.with_excerpts {
            excerpt::excerpts(&self.unit.text, &finding, |offset| self.point(offset))
        } else {
            Vec::new()
        };
        let place = self.place(&mut finding.span);
        let related = finding
            .related
            .iter_mut()
            .map(|related| self.place(&mut related.span))
            .collect();
        let edits = finding
            .fix
            .iter_mut()
            .flat_map(|fix| &mut fix.edits)
            .map(|edit| self.place(&mut edit.span))
            .collect();
        Problem {
            finding,
            document,
            kind,
            place,
            related,
            edits,
            excerpts,
        }
    }

    /// The place of a span, which is put in terms of the file.
    fn place(&self, span: &mut Span) -> Place {
        let place = Place {
            start: self.point(span.start),
            end: self.point(span.end),
        };
        *span = self.in_file(*span);
        place
    }

    fn in_file(&self, span: Span) -> Span {
        Span {
            start: self.unit.offset + span.start,
            end: self.unit.offset + span.end,
        }
    }

    fn point(&self, offset: usize) -> Point {
        let index = self.index.get_or_init(|| LineIndex::new(&self.unit.text));
        let place = index.locate(offset);
        let before = if place.line == 1 { self.unit.column } else { 0 };
        Point {
            offset: self.unit.offset + offset,
            line: self.unit.line + place.line,
            column: before + place.column,
        }
    }
}
