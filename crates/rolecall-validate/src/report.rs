//! What a lint run reports.

use crate::{ApiVersion, DocumentKind};
use std::fmt;

/// A range of bytes of the linted text, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

/// How serious a finding is. Levels are ordered: `Info < Warning < Error`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Accepted by the API, or rejected only in some case that the text does not show.
    Warning,
    /// The API rejects it.
    Error,
}

/// What a rule is about; the group gives its findings their default level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The text is not strict JSON.
    Syntax,
    /// The shape is not what the API takes.
    Schema,
    /// The API rejects it although the shape is right.
    Correctness,
    /// Accepted, but almost surely not what was meant.
    Suspicious,
    /// Accepted, but costs money or speed for nothing.
    Cost,
    /// Still accepted, but on its way out.
    Deprecated,
    /// Good advice that not everybody wants to hear; off by default.
    Pedantic,
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Name of the rule: `schema/unknown-field`, `tool-use-unanswered`.
    pub rule: &'static str,
    /// Group of the rule.
    pub group: Group,
    /// How serious it is, after the options were applied.
    pub level: Level,
    /// What is wrong: a lower-case phrase without a final stop.
    pub message: String,
    /// JSON Pointer of the faulty value, from the root of the document.
    pub pointer: String,
    /// Name of the missing field, where the fault is that it is missing; `pointer` then names its parent.
    pub missing: Option<String>,
    /// Where the faulty value stands in the text; for an unknown field its key.
    pub span: Span,
    /// Other places that explain the finding.
    pub related: Vec<Related>,
    /// What to do about it, as an imperative.
    pub help: Option<String>,
    /// Edits that mend it.
    pub fix: Option<Fix>,
    /// The API version that rejects it, where it depends on the version.
    pub api_version: Option<ApiVersion>,
    /// `custom_id` of the batch item that it stands in.
    pub custom_id: Option<String>,
}

/// A place that explains a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// JSON Pointer of the place.
    pub pointer: String,
    /// What is to be seen there.
    pub message: String,
    /// Where it stands in the text.
    pub span: Span,
}

/// Edits that mend a finding, to be applied together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether the edits leave alone what the model is told.
    pub safe: bool,
    /// Sorted by place, without overlaps.
    pub edits: Vec<Edit>,
}

/// Replaces a range of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// The result of linting one document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// What the document was taken for; absent when its shape told nothing and nothing was said.
    pub kind: Option<DocumentKind>,
    /// How much it looks like that.
    pub likeness: Likeness,
    /// Sorted by place, then by rule.
    pub findings: Vec<Finding>,
    /// The ids of the batch items in it, in order; one where the document is an item itself, as in JSON Lines.
    pub custom_ids: Vec<CustomId>,
}

/// How much a document looks like what it was taken for, for callers that come upon documents and are not given them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Likeness {
    /// It is one, well made or not: the options say so, or its parts do.
    Whole,
    /// A conversation with neither `model` nor `max_tokens`, as fixtures and training data keep it.
    Excerpt,
    /// It shares no more than a name or two with one, or has what only other APIs have: settings, a template, a request
    /// for another model.
    Faint,
}

/// The `custom_id` of a batch item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomId {
    /// The id.
    pub value: String,
    /// JSON Pointer of the id, from the root of the document.
    pub pointer: String,
    /// Where it stands in the text.
    pub span: Span,
}

impl Report {
    /// The highest level among the findings.
    pub fn worst(&self) -> Option<Level> {
        self.findings.iter().map(|finding| finding.level).max()
    }

    /// Whether nothing was found that the API rejects.
    pub fn is_sendable(&self) -> bool {
        self.worst() != Some(Level::Error)
    }
}

impl Finding {
    /// Puts its places in terms of another text.
    pub(crate) fn move_spans(&mut self, to: impl Fn(usize) -> usize) {
        let move_one = |span: &mut Span| {
            span.start = to(span.start);
            span.end = to(span.end);
        };
        move_one(&mut self.span);
        for related in &mut self.related {
            move_one(&mut related.span);
        }
        for edit in self.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
            move_one(&mut edit.span);
        }
    }

    /// Makes its pointers begin with a position in an array.
    pub(crate) fn move_pointers(&mut self, position: usize) {
        let prefix = format!("/{position}");
        self.pointer.insert_str(0, &prefix);
        for related in &mut self.related {
            related.pointer.insert_str(0, &prefix);
        }
    }
}

impl Level {
    /// The name that options and reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Group {
    /// All groups, in the order of the documentation.
    pub const ALL: [Self; 7] = [
        Self::Syntax,
        Self::Schema,
        Self::Correctness,
        Self::Suspicious,
        Self::Cost,
        Self::Deprecated,
        Self::Pedantic,
    ];

    /// The level of this group's findings unless the options say otherwise; `None` is off.
    pub fn default_level(self) -> Option<Level> {
        match self {
            Self::Syntax | Self::Schema | Self::Correctness => Some(Level::Error),
            Self::Suspicious | Self::Cost | Self::Deprecated => Some(Level::Warning),
            Self::Pedantic => None,
        }
    }

    /// The name that options and reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Schema => "schema",
            Self::Correctness => "correctness",
            Self::Suspicious => "suspicious",
            Self::Cost => "cost",
            Self::Deprecated => "deprecated",
            Self::Pedantic => "pedantic",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
