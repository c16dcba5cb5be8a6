//! How a text holds documents.

use super::{
    embedded::{Embedded, Manner, Unknown},
    har,
    lines::split_lines,
    markdown,
    pointer::Pointer,
    sent::{HeaderPlaces, Sent},
    shell, sse,
    text::{Piece, Quoting, Text, TextMap},
    yaml,
};
use memchr::memmem;
use rolecall_validate::{
    CustomId, DocumentKind, Finding, Group, Likeness, Options, Report, ServerSentEvent, lint,
    lint_sse, lint_stream,
};
use std::{borrow::Cow, ops::Range};

/// How the documents of a text stand in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// The whole text is one document.
    Json,
    /// Each line that is not blank is a document.
    Lines,
    /// The text is a part of the body of a batch, cut between items.
    Items {
        /// Number of items before it.
        first: usize,
        /// Of the last part: the size of the body.
        total: Option<usize>,
    },
    /// Each line is an event of one stream, which is one document.
    EventLines,
    /// Server-sent events; the transcript is one document.
    Sse,
    /// Payloads stand in the fences of a page.
    Markdown,
    /// Payloads stand in the commands of a script.
    Shell,
    /// Payloads stand in the commands that a text shows, between lines that are no script.
    Page,
    /// Each document of the YAML is one.
    Yaml,
    /// The bodies of recorded requests are the documents.
    Har,
}

/// What is known of the inputs beside their names.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Known<'a> {
    /// What the documents are.
    pub(crate) kind: Option<DocumentKind>,
    /// Where the payload stands in each document.
    pub(crate) pointer: Option<&'a Pointer>,
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
    /// Number of characters before it in its first line.
    pub(crate) column: usize,
    /// Number of documents of the file before it.
    pub(crate) document: usize,
    /// Whether it is the whole file.
    pub(crate) is_whole: bool,
    /// Whether the file holds it compressed, so that its offsets are none of the file.
    pub(crate) is_compressed: bool,
}

/// One document, in as many parts as it is linted in.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    pub(crate) parts: Vec<Part<'t>>,
    /// What is known of it, because of how it stands in the file.
    pub(crate) sent: Sent,
    /// Whether it is a payload beyond doubt.
    pub(crate) is_certain: bool,
    headers: Option<HeaderPlaces>,
    may_be_excerpt: bool,
    may_have_comments: bool,
    /// Which part of a batch's body it is.
    items: Option<Items>,
}

/// What linting a document came to.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) kind: Option<DocumentKind>,
    /// How much it looks like that.
    pub(crate) likeness: Likeness,
    /// In terms of the document and the unit.
    pub(crate) findings: Vec<Finding>,
    /// The ids to compare with those of other documents of the file.
    pub(crate) custom_ids: Vec<CustomId>,
}

/// A part of a batch's body. Fillers stand for the items that are not in it.
#[derive(Debug, Clone)]
struct Items {
    /// How many items the pointers are to be moved by.
    moved: usize,
    /// What of the text is the part, and not made up.
    own: Range<usize>,
    /// Of the last part: the size of the body.
    total: Option<usize>,
}

/// A JSON text and where it comes from.
#[derive(Debug)]
pub(crate) struct Part<'t> {
    pub(crate) text: Cow<'t, [u8]>,
    /// Where it comes from, in the unit.
    map: TextMap,
    unknown: Unknown,
    /// The events, where it is a stream; pointers begin with the number of the event.
    events: Option<Events>,
}

/// The events of a stream.
#[derive(Debug)]
struct Events {
    /// Where each stands in the text.
    places: Vec<Range<usize>>,
    /// What each is called, where they were sent by server.
    names: Option<Vec<Option<String>>>,
}

impl Layout {
    /// Finds the layout of a whole text. `kind` is what the command line says the documents are.
    pub(crate) fn of(name: &str, kind: Option<DocumentKind>, text: &[u8]) -> Self {
        let may_be_stream = matches!(kind, None | Some(DocumentKind::Stream));
        let is_json = is_json(name) && kind != Some(DocumentKind::Stream);
        if is_json {
            Self::Json
        } else if let Some(layout) = Self::of_ending(name) {
            layout
        } else if may_be_stream && sse::is_sse(text) {
            Self::Sse
        } else if is_json_lines(name) || looks_like_lines(text) {
            let first = split_first_line(text).0;
            Self::of_lines(kind, first)
        } else if looks_like_page(text) {
            Self::Page
        } else {
            Self::Json
        }
    }

    /// The layout that only a name can tell.
    fn of_ending(name: &str) -> Option<Self> {
        let endings: [(&[&str], Self); 4] = [
            (&["md", "markdown", "mdx"], Self::Markdown),
            (&["sh", "bash", "zsh"], Self::Shell),
            (&["yaml", "yml"], Self::Yaml),
            (&["har"], Self::Har),
        ];
        endings
            .into_iter()
            .find(|(endings, _)| has_ending(name, endings))
            .map(|(_, layout)| layout)
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
    let name = without_compression(name);
    name.rsplit_once('.').is_some_and(|(_, ending)| {
        endings
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

/// Whether the name of a file says that it is linted as a whole, so that it need not be read in order.
pub(super) fn is_one_document(name: &str) -> bool {
    is_json(name) || Layout::of_ending(name).is_some()
}

/// Whether a file of this name is looked at when a folder is walked.
pub(super) fn is_walked(name: &str) -> bool {
    is_one_document(name) || is_json_lines(name)
}

/// Whether the name of a file says that it is compressed.
pub(super) fn is_compressed(name: &str) -> bool {
    without_compression(name).len() < name.len()
}

/// The name without the ending of a compressed file.
fn without_compression(name: &str) -> &str {
    let endings = [".gz", ".zst"];
    let length = endings.into_iter().find_map(|ending| {
        let at = name.len().checked_sub(ending.len())?;
        let own = name.get(at..)?;
        own.eq_ignore_ascii_case(ending).then_some(at)
    });
    length.map_or(name, |length| &name[..length])
}

/// Whether a text without a telling name is JSON Lines: a line that is a whole object and another object below it.
/// Between two such lines a JSON value would need a comma.
fn looks_like_lines(text: &[u8]) -> bool {
    let (first, rest) = split_first_line(text);
    let is_object = first.starts_with(b"{") && first.ends_with(b"}");
    is_object && rest.trim_ascii_start().starts_with(b"{")
}

/// Whether it cannot be told yet whether a text is JSON Lines, because nothing follows its first line so far.
pub(super) fn is_open(text: &[u8]) -> bool {
    split_first_line(text).1.trim_ascii_start().is_empty()
}

/// Whether a text without a telling name is a page that shows commands: the copy of a documentation page, a mail.
fn looks_like_page(text: &[u8]) -> bool {
    let may_be_json = matches!(text.trim_ascii_start().first(), Some(b'{' | b'['));
    !may_be_json && memmem::find(text, b"curl ").is_some()
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
            column: 0,
            document: 0,
            is_whole: true,
            is_compressed: false,
        }
    }

    /// Whether a line end in an edit would cut a document in two.
    pub(crate) fn is_by_lines(&self) -> bool {
        matches!(
            self.layout,
            Layout::Lines | Layout::EventLines | Layout::Sse
        )
    }

    /// The unit with another text in its place, after a repair.
    pub(crate) fn with_text(&self, text: Vec<u8>) -> Self {
        Self {
            text,
            lines: None,
            ..*self
        }
    }

    /// The documents, in order. A text without any is one document, an empty one, so that it is not passed over.
    pub(crate) fn documents(&self, known: Known<'_>) -> Vec<Document<'_>> {
        let plain: Vec<_> = match (self.layout, known.pointer) {
            (Layout::Json, None) => return vec![self.document(0..self.text.len())],
            (Layout::Json, Some(pointer)) => pointer
                .payload(&self.text, 0..self.text.len())
                .into_iter()
                .collect(),
            (Layout::Items { first, total }, _) => return vec![self.items(first, total)],
            (Layout::Lines, None) => {
                let lines = self.lines();
                if lines.is_empty() && self.offset == 0 {
                    return vec![self.document(0..self.text.len())];
                }
                return lines
                    .iter()
                    .map(|line| self.document(line.clone()))
                    .collect();
            }
            (Layout::Lines, Some(pointer)) => self
                .lines()
                .iter()
                .filter_map(|line| pointer.payload(&self.text, line.clone()))
                .collect(),
            (Layout::EventLines, _) => {
                let lines = self.lines();
                let events = lines.iter().map(std::slice::from_ref);
                return vec![self.stream(events, None)];
            }
            (Layout::Sse, _) => {
                let events = sse::events(&self.text);
                let name = |event: &sse::Event| {
                    let name = self.text.get(event.name.clone()?)?;
                    Some(String::from_utf8_lossy(name).into_owned())
                };
                let names = events.iter().map(name).collect();
                let data = events.iter().map(|event| &*event.data);
                return vec![self.stream(data, Some(names))];
            }
            (Layout::Markdown, _) => markdown::payloads(&self.text, known.kind),
            (Layout::Shell, _) => shell::payloads(&Text::of(&self.text, 0..self.text.len())),
            (Layout::Page, _) => shell::shown_payloads(&Text::of(&self.text, 0..self.text.len())),
            (Layout::Yaml, _) => yaml::payloads(&self.text),
            (Layout::Har, _) => har::payloads(&self.text),
        };
        if plain.is_empty() && self.is_whole {
            return vec![Self::nothing()];
        }
        plain.into_iter().map(Document::from).collect()
    }

    /// The lines of the unit that are not blank.
    fn lines(&self) -> Cow<'_, [Range<usize>]> {
        match &self.lines {
            Some(lines) => Cow::Borrowed(lines),
            None => Cow::Owned(split_lines(&self.text).ranges),
        }
    }

    /// A range of the unit that is a document as it stands.
    fn document(&self, range: Range<usize>) -> Document<'_> {
        Document::of(vec![Part::of(Text::of(&self.text, range))])
    }

    /// How many documents begin in the unit, of those that are in it.
    pub(crate) fn beginning(&self, documents: usize) -> usize {
        match self.layout {
            Layout::Items { first, .. } if first > 0 => 0,
            _ => documents,
        }
    }

    /// Puts the brackets of a body around some of its items. In the last part fillers stand for the items before it,
    /// so that what is said of the number of items is right; in the others a filler takes the comma at the end.
    fn items(&self, first: usize, total: Option<usize>) -> Document<'_> {
        let mut text = Text::default();
        let mut moved = first;
        let end = self.text.len();
        // What is said of the body as a whole stands at its end: its beginning is no longer there.
        if first > 0 {
            text.push(b"{\"requests\":[", end..end, Piece::Fixed);
        }
        if total.is_some() {
            text.push("0,".repeat(first).as_bytes(), end..end, Piece::Fixed);
            moved = 0;
        }
        let start = text.bytes.len();
        text.append(&Text::of(&self.text, 0..end));
        let own = start..text.bytes.len();
        if total.is_none() {
            text.push(b"0]}", end..end, Piece::Fixed);
        }
        let mut document = Document::of(vec![Part::of(text)]);
        document.sent.kind = Some(DocumentKind::Batch);
        document.is_certain = true;
        document.items = Some(Items { moved, own, total });
        document
    }

    /// Stands for the payload that a file does not hold: a value that is no payload, at its beginning.
    fn nothing() -> Document<'static> {
        let mut text = Text::default();
        text.push(b"null", 0..0, Piece::Fixed);
        Document::of(vec![Part::of(text)])
    }

    /// Puts the events together, a line end between any two, as the validator counts them.
    fn stream<'e>(
        &self,
        events: impl Iterator<Item = &'e [Range<usize>]>,
        names: Option<Vec<Option<String>>>,
    ) -> Document<'_> {
        let mut text = Text::default();
        let mut places = Vec::new();
        let mut last_end = None;
        for ranges in events {
            let data = self.join(ranges);
            let start = ranges.first().map_or(0, |range| range.start);
            if let Some(end) = last_end {
                text.push(b"\n", end..start, Piece::Fixed);
            }
            last_end = ranges.last().map(|range| range.end);
            let at = text.bytes.len();
            text.append(&data);
            places.push(at..text.bytes.len());
        }
        let mut part = Part::of(text);
        if !places.is_empty() {
            part.events = Some(Events { places, names });
        }
        let mut document = Document::of(vec![part]);
        document.sent.kind = Some(DocumentKind::Stream);
        document
    }

    /// Puts the lines of an event's data together, as a reader of the stream does.
    fn join(&self, ranges: &[Range<usize>]) -> Text<'_> {
        if let [one] = ranges {
            return Text::of(&self.text, one.clone());
        }
        let mut text = Text::default();
        let mut last_end = None;
        for range in ranges {
            if let Some(end) = last_end {
                // An edit across two lines of data would remove the `data:` between them.
                text.push(b"\n", end..range.start, Piece::Fixed);
            }
            let plain = Piece::Known(Quoting::Plain);
            text.push(&self.text[range.clone()], range.clone(), plain);
            last_end = Some(range.end);
        }
        text
    }
}

impl<'t> Document<'t> {
    fn of(parts: Vec<Part<'t>>) -> Self {
        Self {
            parts,
            sent: Sent::default(),
            is_certain: false,
            headers: None,
            may_be_excerpt: false,
            may_have_comments: false,
            items: None,
        }
    }

    /// Lints all parts; the findings are in terms of the document and the unit.
    pub(crate) fn lint(&self, options: &Options) -> Found {
        let own_options;
        let options = if self.sent == Sent::default() {
            options
        } else {
            own_options = self.sent.apply(options);
            &own_options
        };
        let mut found = Found {
            kind: None,
            likeness: Likeness::Faint,
            findings: Vec::new(),
            custom_ids: Vec::new(),
        };
        for part in &self.parts {
            let own = part.lint(options, self.items.as_ref());
            if found.kind.is_none() {
                found.kind = own.kind;
                found.likeness = own.likeness;
            }
            found.findings.extend(own.findings);
            found.custom_ids.extend(own.custom_ids);
        }
        let findings = &mut found.findings;
        if let Some(headers) = &self.headers {
            for finding in findings.iter_mut() {
                finding.span = headers.place(finding).unwrap_or(finding.span);
            }
        }
        if self.may_be_excerpt {
            findings.retain(|finding| {
                !(finding.rule == "schema/missing-field" && finding.pointer.is_empty())
            });
        }
        if self.may_have_comments {
            findings.retain(|finding| finding.rule != "syntax/comment");
        }
        found
    }

    /// Whether a name stands in it as a string.
    pub(crate) fn has_name(&self, name: &str) -> bool {
        let quoted = format!("\"{name}\"");
        self.parts
            .iter()
            .any(|part| memmem::find(&part.text, quoted.as_bytes()).is_some())
    }
}

impl From<Embedded> for Document<'static> {
    fn from(embedded: Embedded) -> Self {
        let mut part = Part::of(embedded.text);
        if embedded.manner == Manner::Shown {
            part.unknown.add_placeholders(&part.text);
        }
        Self {
            parts: vec![part],
            sent: embedded.sent,
            is_certain: embedded.manner != Manner::Uncertain,
            headers: embedded.headers,
            may_be_excerpt: embedded.may_be_excerpt,
            may_have_comments: embedded.may_have_comments,
            items: None,
        }
    }
}

impl<'t> Part<'t> {
    fn of(text: Text<'t>) -> Self {
        Self {
            unknown: Unknown::of(&text),
            text: text.bytes,
            map: text.map,
            events: None,
        }
    }

    fn lint(&self, options: &Options, items: Option<&Items>) -> Found {
        let own_options;
        let options = match items.and_then(|items| items.total) {
            Some(total) => {
                own_options = options.clone().body_size(total);
                &own_options
            }
            None => options,
        };
        let mut report = match &self.events {
            None => lint(&self.text, options),
            Some(Events { places, names }) => {
                let data = places.iter().map(|event| &self.text[event.clone()]);
                match names {
                    Some(names) => {
                        let events: Vec<_> = data
                            .zip(names)
                            .map(|(data, name)| ServerSentEvent {
                                name: name.as_deref(),
                                data,
                            })
                            .collect();
                        lint_sse(&events, options)
                    }
                    None => lint_stream(&data.collect::<Vec<_>>(), options),
                }
            }
        };
        match items {
            Some(items) => items.sort_out(&mut report),
            // The ids of a body that is a document of its own are compared already.
            None => report.custom_ids.retain(|id| id.pointer == "/custom_id"),
        }
        let mut custom_ids = report.custom_ids;
        for id in &mut custom_ids {
            id.span = self.map.span(id.span);
        }
        let mut findings = report.findings;
        self.unknown.filter(&mut findings);
        for finding in &mut findings {
            self.relocate(finding);
        }
        if items.is_some() {
            findings.sort_by_key(|finding| finding.span);
        }
        Found {
            kind: report.kind,
            likeness: report.likeness,
            findings,
            custom_ids,
        }
    }

    fn relocate(&self, finding: &mut Finding) {
        finding.span = self.map.span(finding.span);
        for related in &mut finding.related {
            related.span = self.map.span(related.span);
        }
        finding.fix = finding.fix.take().and_then(|fix| self.map.fix(&fix));
    }
}

impl Items {
    /// Takes out what is said of fillers, and puts pointers in terms of the whole body.
    fn sort_out(&self, report: &mut Report) {
        report.findings.retain(|finding| {
            let is_of_items = finding.pointer.starts_with("/requests/");
            let is_of_whole = !is_of_items && finding.group != Group::Syntax;
            match self.total {
                // What is said of the body as a whole is true in its last part only.
                None if is_of_whole => false,
                None => finding.group == Group::Syntax || self.own.contains(&finding.span.start),
                Some(_) => !is_of_items || self.own.start <= finding.span.start,
            }
        });
        let moved = |pointer: &mut String| {
            let number = pointer.strip_prefix("/requests/").map(|rest| {
                let end = rest.find('/').unwrap_or(rest.len());
                (rest[..end].parse::<usize>(), rest[end..].to_owned())
            });
            if let Some((Ok(number), rest)) = number {
                *pointer = format!("/requests/{}{rest}", number + self.moved);
            }
        };
        for finding in &mut report.findings {
            moved(&mut finding.pointer);
            for related in &mut finding.related {
                moved(&mut related.pointer);
            }
        }
        for id in &mut report.custom_ids {
            moved(&mut id.pointer);
        }
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
        assert_eq!(layout("a.txt", None, "Try\ncurl x"), Layout::Page);
        assert_eq!(layout("a.txt", None, "{\"a\": \"curl x\"}"), Layout::Json);
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
        let documents = unit.documents(Known::default());
        let part = &documents[0].parts[0];
        assert_eq!(&*part.text, b"{\"a\":\n1}");
        let place = |start, end| {
            let span = part.map.span(rolecall_validate::Span { start, end });
            (span.start, span.end)
        };
        assert_eq!(place(0, 5), (6, 11));
        assert_eq!(place(6, 8), (18, 20));
    }
}
