//! A text put together from pieces of a file, which knows where in the file each of its bytes comes from.

use rolecall_validate::{Edit, Fix, Span};
use std::{borrow::Cow, ops::Range};

/// A document's text and its origin.
#[derive(Debug, Clone, Default)]
pub(crate) struct Text<'t> {
    pub(crate) bytes: Cow<'t, [u8]>,
    pub(crate) map: TextMap,
    /// The variable of the shell that was expanded last in it.
    pub(crate) variable: Option<String>,
}

/// Where the pieces of a text come from, in order and without gaps in the text.
#[derive(Debug, Clone, Default)]
pub(crate) struct TextMap {
    segments: Vec<Segment>,
}

#[derive(Debug, Clone)]
struct Segment {
    /// Offset in the text.
    at: usize,
    /// Length in the text.
    length: usize,
    /// Bytes of the file.
    source: Range<usize>,
    kind: Piece,
}

/// How a piece of a text stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Byte for byte, or a byte that is written with an escape; what is put there must be written in this way.
    Known(Quoting),
    /// Something that only a run of the shell would know; a placeholder stands for it.
    Unknown,
    /// Not in the file, or something that must stay: no edit touches it.
    Fixed,
}

/// How text must be written where it is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quoting {
    Plain,
    /// Between `'` of a shell.
    Single,
    /// Between `"` of a shell.
    Double,
    /// In a here-document whose variables are expanded.
    HereDocument,
    /// In a JSON string.
    Json,
}

impl<'t> Text<'t> {
    /// A range of the file as it is.
    pub(crate) fn of(file: &'t [u8], range: Range<usize>) -> Self {
        Self {
            bytes: Cow::Borrowed(&file[range.clone()]),
            map: TextMap {
                segments: vec![Segment {
                    at: 0,
                    length: range.len(),
                    source: range,
                    kind: Piece::Known(Quoting::Plain),
                }],
            },
            variable: None,
        }
    }

    /// Appends a piece that stands for a range of the file.
    pub(crate) fn push(&mut self, bytes: &[u8], source: Range<usize>, kind: Piece) {
        let at = self.bytes.len();
        self.bytes.to_mut().extend_from_slice(bytes);
        let is_exact = |segment: &Segment| segment.length == segment.source.len();
        if let Some(last) = self.map.segments.last_mut()
            && last.kind == kind
            && kind != Piece::Unknown
            && is_exact(last)
            && bytes.len() == source.len()
            && last.source.end == source.start
        {
            last.length += bytes.len();
            last.source.end = source.end;
            return;
        }
        self.map.segments.push(Segment {
            at,
            length: bytes.len(),
            source,
            kind,
        });
    }

    /// Appends something unknown; the placeholder is never empty.
    pub(crate) fn push_unknown(&mut self, source: Range<usize>) {
        let placeholder = vec![b'x'; source.len().max(1)];
        self.push(&placeholder, source, Piece::Unknown);
    }

    /// Appends another text of the same file.
    pub(crate) fn append(&mut self, other: &Text<'_>) {
        for segment in &other.map.segments {
            let bytes = &other.bytes[segment.at..segment.at + segment.length];
            self.push(bytes, segment.source.clone(), segment.kind);
        }
    }

    /// A part of the text.
    pub(crate) fn slice(&self, range: Range<usize>) -> Text<'static> {
        let mut part = Text::default();
        let segments = &self.map.segments;
        let first = segments.partition_point(|segment| segment.at + segment.length <= range.start);
        for segment in segments[first..]
            .iter()
            .take_while(|segment| segment.at < range.end)
        {
            let start = range.start.max(segment.at);
            let end = range.end.min(segment.at + segment.length);
            if start >= end {
                continue;
            }
            let source = if segment.length == segment.source.len() {
                let begin = segment.source.start + start - segment.at;
                begin..begin + (end - start)
            } else {
                segment.source.clone()
            };
            part.push(&self.bytes[start..end], source, segment.kind);
        }
        part
    }

    /// Where it stands in the file, from the first piece to the last.
    pub(crate) fn place(&self) -> Span {
        self.map.span(Span {
            start: 0,
            end: self.bytes.len(),
        })
    }

    /// The pieces and their places in the file.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = (&[u8], Range<usize>)> {
        self.map.segments.iter().map(|segment| {
            let bytes = &self.bytes[segment.at..segment.at + segment.length];
            (bytes, segment.source.clone())
        })
    }

    /// Where something unknown stands in the text.
    pub(crate) fn unknown(&self) -> Vec<Range<usize>> {
        self.map
            .segments
            .iter()
            .filter(|segment| segment.kind == Piece::Unknown)
            .map(|segment| segment.at..segment.at + segment.length)
            .collect()
    }

    /// The text, where nothing of it is unknown.
    pub(crate) fn known(&self) -> Option<&str> {
        if self.unknown().is_empty() {
            std::str::from_utf8(&self.bytes).ok()
        } else {
            None
        }
    }
}

impl TextMap {
    /// Where the last piece ends in the file.
    pub(crate) fn last_place(&self) -> Option<usize> {
        self.segments.last().map(|segment| segment.source.end)
    }

    /// The place of a span of the text in the file.
    pub(crate) fn span(&self, span: Span) -> Span {
        let start = self.start(span.start);
        if span.start == span.end {
            return Span { start, end: start };
        }
        Span {
            start,
            end: self.end(span.end).max(start),
        }
    }

    /// The fix in terms of the file, where it can be made there.
    pub(crate) fn fix(&self, fix: &Fix) -> Option<Fix> {
        let edits: Option<Vec<_>> = fix.edits.iter().map(|edit| self.edit(edit)).collect();
        Some(Fix {
            edits: edits?,
            safe: fix.safe,
        })
    }

    fn edit(&self, edit: &Edit) -> Option<Edit> {
        let Span { start, end } = edit.span;
        let touched = self.segments.iter().filter(|segment| {
            let last = segment.at + segment.length;
            if start == end {
                segment.at <= start && start <= last
            } else {
                segment.at < end && start < last
            }
        });
        let mut quoting = None;
        let mut before: Option<&Segment> = None;
        for segment in touched {
            let Piece::Known(own) = segment.kind else {
                return None;
            };
            let is_apart = before.is_some_and(|before| before.source.end != segment.source.start);
            if is_apart || quoting.is_some_and(|first| first != own) {
                return None;
            }
            quoting = Some(own);
            before = Some(segment);
        }
        Some(Edit {
            span: self.span(edit.span),
            text: quoting?.write(&edit.text),
        })
    }

    /// Where the byte at an offset begins in the file.
    fn start(&self, offset: usize) -> usize {
        let number = self
            .segments
            .partition_point(|segment| segment.at + segment.length <= offset);
        match (self.segments.get(number), self.segments.last()) {
            (Some(segment), _) => segment.source(offset, segment.source.start),
            (None, Some(last)) => last.source.end,
            (None, None) => 0,
        }
    }

    /// Where the byte before an offset ends in the file.
    fn end(&self, offset: usize) -> usize {
        let number = self
            .segments
            .partition_point(|segment| segment.at + segment.length < offset);
        match (self.segments.get(number), self.segments.last()) {
            (Some(segment), _) => segment.source(offset, segment.source.end),
            (None, Some(last)) => last.source.end,
            (None, None) => 0,
        }
    }
}

impl Segment {
    /// An offset of the text in the file; inside of something that is written otherwise, the place given.
    fn source(&self, offset: usize, otherwise: usize) -> usize {
        if self.length == self.source.len() {
            self.source.start + offset.saturating_sub(self.at)
        } else {
            otherwise
        }
    }
}

impl Quoting {
    fn write(self, text: &str) -> String {
        let escaped = |special: &[char]| {
            let mut written = String::new();
            for character in text.chars() {
                if special.contains(&character) {
                    written.push('\\');
                }
                written.push(character);
            }
            written
        };
        match self {
            Self::Plain => text.to_owned(),
            Self::Single => text.replace('\'', r"'\''"),
            Self::Double => escaped(&['"', '$', '`', '\\']),
            Self::HereDocument => escaped(&['$', '`', '\\']),
            Self::Json => {
                let quoted = serde_json::Value::from(text).to_string();
                quoted[1..quoted.len() - 1].to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &[u8] = b"'a'\"$V\"'bc\\\"d'";

    /// The text `axxxxxbc"d` as a shell would put it together.
    fn text() -> Text<'static> {
        let mut text = Text::default();
        let single = Piece::Known(Quoting::Single);
        text.push(b"a", 1..2, single);
        text.push_unknown(2..8);
        text.push(b"bc", 8..10, single);
        text.push(b"\"", 10..12, single);
        text.push(b"d", 12..13, single);
        text
    }

    fn span(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    #[test]
    fn spans_lead_to_the_file() {
        let text = text();
        assert_eq!(&*text.bytes, b"axxxxxxbc\"d");
        let shown = |start, end| {
            let span = text.map.span(span(start, end));
            std::str::from_utf8(&FILE[span.start..span.end]).unwrap()
        };
        assert_eq!(shown(0, 1), "a");
        assert_eq!(shown(7, 9), "bc");
        assert_eq!(shown(9, 10), "\\\"");
        assert_eq!(shown(8, 11), "c\\\"d");
        assert_eq!(shown(0, 9), "a'\"$V\"'bc");
        assert_eq!(text.map.span(span(11, 11)), span(13, 13));
    }

    #[test]
    fn a_slice_keeps_its_places() {
        let slice = text().slice(8..11);
        assert_eq!(&*slice.bytes, b"c\"d");
        assert_eq!(slice.map.span(span(0, 1)), span(9, 10));
        assert_eq!(slice.map.span(span(2, 3)), span(12, 13));
    }

    #[test]
    fn edits_are_written_as_the_place_wants_them() {
        let text = text();
        let fix = |start, end, insert: &str| {
            let fix = text.map.fix(&Fix {
                safe: true,
                edits: vec![Edit {
                    span: span(start, end),
                    text: insert.to_owned(),
                }],
            })?;
            let edit = &fix.edits[0];
            Some((edit.span.start, edit.span.end, edit.text.clone()))
        };
        assert_eq!(fix(7, 10, "it's"), Some((8, 12, r"it'\''s".to_owned())));
        assert_eq!(fix(0, 9, "x"), None);
        assert_eq!(fix(2, 2, "x"), None);
    }

    #[test]
    fn every_way_of_writing_reads_back() {
        assert_eq!(Quoting::Double.write("a\"$`\\"), "a\\\"\\$\\`\\\\");
        assert_eq!(Quoting::HereDocument.write("\"$x\""), "\"\\$x\"");
        assert_eq!(Quoting::Json.write("\"\n"), "\\\"\\n");
    }
}
