//! How a text holds documents.

use super::{lines::split_lines, sse};
use rolecall_validate::{DocumentKind, Edit, Finding, Options, Span, lint};
use std::{borrow::Cow, ops::Range};

/// How the documents of a text stand in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// The whole text is one document.
    Json,
    /// Each line that is not blank is a document.
    Lines,
    /// Each line is an event of one stream, which is one document.
    EventLines,
    /// Server-sent events; the transcript is one document.
    Sse,
}

/// A text with documents in it: a file, or a piece of one.
#[derive(Debug)]
pub(crate) struct Unit {
    pub(crate) layout: Layout,
    pub(crate) text: Vec<u8>,
    /// Its lines, where they were looked for already.
    pub(crate) lines: Option<Vec<Range<usize>>>,
    /// Offset in the file.
    pub(crate) offset: usize,
    /// Number of lines of the file before it.
    pub(crate) line: usize,
    /// Number of documents of the file before it.
    pub(crate) document: usize,
}

/// One document, in as many parts as it is linted in.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    pub(crate) parts: Vec<Part<'t>>,
    /// What it must be, because of how it stands in the file.
    pub(crate) kind: Option<DocumentKind>,
}

/// A JSON text and where it comes from.
#[derive(Debug)]
pub(crate) struct Part<'t> {
    pub(crate) text: Cow<'t, [u8]>,
    /// Where the lines of `text` begin in the unit; more than one only for an event with several lines of data.
    ranges: Vec<Range<usize>>,
    /// Number of the event in its stream; pointers begin with it.
    event: Option<usize>,
}

impl Layout {
    /// Finds the layout of a whole text. `kind` is what the command line says the documents are.
    pub(crate) fn of(name: &str, kind: Option<DocumentKind>, text: &[u8]) -> Self {
        let may_be_stream = matches!(kind, None | Some(DocumentKind::Stream));
        let is_json = is_json(name) && kind != Some(DocumentKind::Stream);
        if is_json {
            Self::Json
        } else if may_be_stream && sse::is_sse(text) {
            Self::Sse
        } else if is_json_lines(name) || looks_like_lines(text) {
            let first = split_first_line(text).0;
            Self::of_lines(kind, first)
        } else {
            Self::Json
        }
    }

    /// Finds the layout of JSON Lines by their first line.
    fn of_lines(kind: Option<DocumentKind>, first: &[u8]) -> Self {
        match kind {
            Some(DocumentKind::Stream) => Self::EventLines,
            None if lint(first, &Options::new()).kind == Some(DocumentKind::Stream) => {
                Self::EventLines
            }
            _ => Self::Lines,
        }
    }
}

/// Whether the name of a file says that it holds JSON Lines.
pub(super) fn is_json_lines(name: &str) -> bool {
    has_ending(name, &["jsonl", "ndjson"])
}

/// Whether the name of a file says that it holds one JSON value.
pub(super) fn is_json(name: &str) -> bool {
    has_ending(name, &["json"])
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| {
        endings
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

/// Whether a text without a telling name is JSON Lines: a line that is a whole object and another object below it.
/// Between two such lines a JSON value would need a comma.
fn looks_like_lines(text: &[u8]) -> bool {
    let (first, rest) = split_first_line(text);
    let is_object = first.starts_with(b"{") && first.ends_with(b"}");
    is_object && rest.trim_ascii_start().starts_with(b"{")
}

/// The first line that is not blank, trimmed, and what follows it.
fn split_first_line(text: &[u8]) -> (&[u8], &[u8]) {
    let text = text.trim_ascii_start();
    let end = memchr::memchr(b'\n', text).unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    (first.trim_ascii_end(), rest)
}

impl Unit {
    /// A unit that is a whole file.
    pub(crate) fn whole(text: Vec<u8>, layout: Layout) -> Self {
        Self {
            layout,
            text,
            lines: None,
            offset: 0,
            line: 0,
            document: 0,
        }
    }

    /// The documents, in order. A text without any is one document, an empty one, so that it is not passed over.
    pub(crate) fn documents(&self) -> Vec<Document<'_>> {
        let lines = match (&self.lines, self.layout) {
            (Some(lines), _) => Cow::Borrowed(lines),
            (None, Layout::Lines | Layout::EventLines) => {
                Cow::Owned(split_lines(&self.text).ranges)
            }
            (None, Layout::Json | Layout::Sse) => Cow::Owned(Vec::new()),
        };
        let part = |range: &Range<usize>| Part {
            text: Cow::Borrowed(&self.text[range.clone()]),
            ranges: vec![range.clone()],
            event: None,
        };
        let whole = || Document {
            parts: vec![part(&(0..self.text.len()))],
            kind: None,
        };
        match self.layout {
            Layout::Json => vec![whole()],
            Layout::Lines if lines.is_empty() && self.offset == 0 => vec![whole()],
            Layout::Lines => lines
                .iter()
                .map(|range| Document {
                    parts: vec![part(range)],
                    kind: None,
                })
                .collect(),
            Layout::EventLines => {
                let events = lines.iter().map(|line| vec![line.clone()]);
                vec![self.stream(events.collect())]
            }
            Layout::Sse => vec![self.stream(sse::events(&self.text))],
        }
    }

    fn stream(&self, events: Vec<sse::Event>) -> Document<'_> {
        let parts = events
            .into_iter()
            .enumerate()
            .map(|(event, ranges)| Part {
                text: self.join(&ranges),
                ranges,
                event: Some(event),
            })
            .collect::<Vec<_>>();
        let nothing = Part {
            text: Cow::Borrowed(&[]),
            ranges: Vec::new(),
            event: None,
        };
        Document {
            parts: if parts.is_empty() {
                vec![nothing]
            } else {
                parts
            },
            kind: Some(DocumentKind::Stream),
        }
    }

    /// Puts the lines of an event's data together, as a reader of the stream does.
    fn join(&self, ranges: &[Range<usize>]) -> Cow<'_, [u8]> {
        match ranges {
            [one] => Cow::Borrowed(&self.text[one.clone()]),
            several => {
                let lines: Vec<_> = several
                    .iter()
                    .map(|range| &self.text[range.clone()])
                    .collect();
                Cow::Owned(lines.join(&b'\n'))
            }
        }
    }
}

impl Part<'_> {
    /// Lints this part; the findings are in terms of the document and the unit.
    pub(crate) fn lint(&self, options: &Options) -> (Option<DocumentKind>, Vec<Finding>) {
        let report = lint(&self.text, options);
        let mut findings = report.findings;
        for finding in &mut findings {
            self.relocate(finding);
        }
        (report.kind, findings)
    }

    fn relocate(&self, finding: &mut Finding) {
        if let Some(event) = self.event {
            finding.pointer.insert_str(0, &format!("/{event}"));
            for related in &mut finding.related {
                related.pointer.insert_str(0, &format!("/{event}"));
            }
        }
        finding.span = self.span_in_unit(finding.span);
        for related in &mut finding.related {
            related.span = self.span_in_unit(related.span);
        }
        if let Some(fix) = &mut finding.fix {
            let edits = fix
                .edits
                .iter()
                .map(|edit| self.edit_in_unit(edit))
                .collect();
            // An edit across two lines of data would remove the `data:` between them.
            match edits {
                Some(edits) => fix.edits = edits,
                None => finding.fix = None,
            }
        }
    }

    fn span_in_unit(&self, span: Span) -> Span {
        Span {
            start: self.offset_in_unit(span.start).1,
            end: self.offset_in_unit(span.end).1,
        }
    }

    fn edit_in_unit(&self, edit: &Edit) -> Option<Edit> {
        let (first, start) = self.offset_in_unit(edit.span.start);
        let (last, end) = self.offset_in_unit(edit.span.end);
        (first == last).then(|| Edit {
            span: Span { start, end },
            text: edit.text.clone(),
        })
    }

    /// In which range an offset of the part falls, and where that is in the unit.
    fn offset_in_unit(&self, offset: usize) -> (usize, usize) {
        let mut left = offset;
        for (number, range) in self.ranges.iter().enumerate() {
            if left <= range.len() {
                return (number, range.start + left);
            }
            // One more for the line end that joins it to the next.
            left -= range.len() + 1;
        }
        let last = self.ranges.len().saturating_sub(1);
        (last, self.ranges.last().map_or(0, |range| range.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(name: &str, kind: Option<DocumentKind>, text: &str) -> Layout {
        Layout::of(name, kind, text.as_bytes())
    }

    const PING: &str = "{\"type\": \"ping\"}";

    #[test]
    fn the_name_tells_json_from_json_lines() {
        assert_eq!(layout("a.json", None, "{}\n{}"), Layout::Json);
        assert_eq!(layout("a.JSONL", None, "{}"), Layout::Lines);
        assert_eq!(layout("a.b.ndjson", None, "{}"), Layout::Lines);
    }

    #[test]
    fn without_a_telling_name_the_text_tells() {
        assert_eq!(layout("<stdin>", None, "{\n}\n"), Layout::Json);
        assert_eq!(layout("<stdin>", None, "{\"a\": {}}"), Layout::Json);
        assert_eq!(layout("<stdin>", None, "\n{}\r\n\n {}"), Layout::Lines);
        assert_eq!(layout("<stdin>", None, "[{}]\n[{}]"), Layout::Json);
        assert_eq!(layout("a.txt", None, "event: ping\ndata: {}"), Layout::Sse);
    }

    #[test]
    fn a_stream_is_one_document() {
        let two = format!("{PING}\n{PING}\n");
        assert_eq!(layout("a.jsonl", None, &two), Layout::EventLines);
        assert_eq!(layout("<stdin>", None, &two), Layout::EventLines);
        let stream = Some(DocumentKind::Stream);
        assert_eq!(layout("a.json", stream, &two), Layout::EventLines);
        assert_eq!(layout("a.json", stream, "data: {}"), Layout::Sse);
        assert_eq!(layout("a.json", stream, "[{}]"), Layout::Json);
        let request = Some(DocumentKind::Request);
        assert_eq!(layout("a.jsonl", request, &two), Layout::Lines);
    }

    #[test]
    fn offsets_of_data_in_several_lines_are_those_of_the_file() {
        let text = b"data: {\"a\":\ndata: 1}\n\n".to_vec();
        let unit = Unit::whole(text, Layout::Sse);
        let documents = unit.documents();
        let part = &documents[0].parts[0];
        assert_eq!(&*part.text, b"{\"a\":\n1}");
        assert_eq!(part.offset_in_unit(0), (0, 6));
        assert_eq!(part.offset_in_unit(5), (0, 11));
        assert_eq!(part.offset_in_unit(6), (1, 18));
        assert_eq!(part.offset_in_unit(8), (1, 20));
    }
}
