//! YAML: each document is turned into the JSON that it stands for, with the place of every value.

use super::{
    embedded::{Embedded, Manner},
    text::{Piece, Text},
};
use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};
use std::{collections::HashMap, ops::Range};

/// So long may the JSON of a document get: aliases of aliases grow without bound.
const LONGEST: usize = 64 << 20;

/// The documents of a file. A file that is no YAML, or that stands for no JSON, has none.
pub(super) fn payloads(text: &[u8]) -> Vec<Embedded> {
    let Ok(text) = std::str::from_utf8(text) else {
        return Vec::new();
    };
    let mut reader = Reader::new(text);
    let mut payloads = Vec::new();
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else {
            return Vec::new();
        };
        match event {
            Event::DocumentEnd => {
                let json = std::mem::take(&mut reader.json);
                if !std::mem::take(&mut reader.is_odd) && !json.bytes.is_empty() {
                    payloads.push(Embedded {
                        text: json,
                        manner: Manner::Uncertain,
                        ..Embedded::default()
                    });
                }
                reader.anchors.clear();
                reader.open.clear();
            }
            event => reader.take(event, &span),
        }
        if reader.json.bytes.len() > LONGEST {
            return Vec::new();
        }
    }
    payloads
}

/// Writes JSON for events.
struct Reader<'t> {
    text: &'t str,
    /// The byte at which each character begins: the parser counts characters.
    bytes: Vec<usize>,
    json: Text<'static>,
    /// The collections that are open, from the outside.
    open: Vec<Open>,
    /// The JSON of values that have a name.
    anchors: HashMap<usize, Range<usize>>,
    /// Whether something has no JSON: a merge of mappings, a key that is no string.
    is_odd: bool,
}

struct Open {
    is_mapping: bool,
    /// Number of the keys and values so far.
    count: usize,
    /// Where its JSON begins, and its name.
    start: usize,
    anchor: usize,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        let bytes = text.char_indices().map(|(byte, _)| byte);
        Self {
            text,
            bytes: bytes.chain([text.len()]).collect(),
            json: Text::default(),
            open: Vec::new(),
            anchors: HashMap::new(),
            is_odd: false,
        }
    }

    fn take(&mut self, event: Event<'_>, span: &Span) {
        let place = self.place(span);
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                let is_key = self.begin(place.start);
                let start = self.json.bytes.len();
                let json = scalar(&value, style, tag.as_deref(), is_key);
                self.is_odd |= is_key && value == "<<" && style == ScalarStyle::Plain;
                let place = self.without_indicators(place, style);
                self.json.push(json.as_bytes(), place, Piece::Fixed);
                self.name(anchor, start);
                self.end();
            }
            Event::MappingStart(anchor, _) => self.open(true, anchor, &place),
            Event::SequenceStart(anchor, _) => self.open(false, anchor, &place),
            Event::MappingEnd | Event::SequenceEnd => self.close(&place),
            Event::Alias(anchor) => {
                self.is_odd |= self.begin(place.start);
                match self.anchors.get(&anchor) {
                    Some(range) => {
                        let json = self.json.bytes[range.clone()].to_vec();
                        self.json.push(&json, place, Piece::Fixed);
                    }
                    None => self.is_odd = true,
                }
                self.end();
            }
            _ => {}
        }
    }

    /// Writes what stands before a key or value, and tells whether it is a key.
    fn begin(&mut self, at: usize) -> bool {
        let Some(open) = self.open.last() else {
            return false;
        };
        let sign: &[u8] = match (open.is_mapping, open.count) {
            (_, 0) => b"",
            (true, count) if count % 2 == 1 => b":",
            _ => b",",
        };
        let is_key = open.is_mapping && open.count.is_multiple_of(2);
        if !sign.is_empty() {
            self.json.push(sign, at..at, Piece::Fixed);
        }
        is_key
    }

    fn end(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.count += 1;
        }
    }

    fn open(&mut self, is_mapping: bool, anchor: usize, place: &Range<usize>) {
        self.is_odd |= self.begin(place.start);
        self.open.push(Open {
            is_mapping,
            count: 0,
            start: self.json.bytes.len(),
            anchor,
        });
        let sign: &[u8] = if is_mapping { b"{" } else { b"[" };
        self.json.push(sign, place.start..place.start, Piece::Fixed);
    }

    fn close(&mut self, place: &Range<usize>) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let sign: &[u8] = if open.is_mapping { b"}" } else { b"]" };
        // The end of a block is only seen behind the line ends and comments that follow it.
        let last = self.json.map.last_place().unwrap_or(place.start);
        let end = if place.is_empty() { last } else { place.end };
        self.json.push(sign, end..end, Piece::Fixed);
        self.name(open.anchor, open.start);
        self.end();
    }

    fn name(&mut self, anchor: usize, start: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, start..self.json.bytes.len());
        }
    }

    fn place(&self, span: &Span) -> Range<usize> {
        let byte = |index: usize| self.bytes.get(index).copied().unwrap_or(self.text.len());
        let start = byte(span.start.index());
        start..byte(span.end.index()).max(start)
    }

    /// A block's text ends with its last line, not with the blank ones behind it.
    fn without_indicators(&self, place: Range<usize>, style: ScalarStyle) -> Range<usize> {
        if !matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            return place;
        }
        let length = self.text[place.clone()].trim_end().len();
        place.start..place.start + length
    }
}

/// The JSON of a scalar, by the core schema of YAML 1.2.
fn scalar(value: &str, style: ScalarStyle, tag: Option<&Tag>, is_key: bool) -> String {
    let is_text = tag.is_some_and(|tag| tag.suffix == "str");
    let plain = style == ScalarStyle::Plain && !is_text && !is_key;
    match value {
        "" | "~" | "null" | "Null" | "NULL" if plain => "null".to_owned(),
        "true" | "True" | "TRUE" if plain => "true".to_owned(),
        "false" | "False" | "FALSE" if plain => "false".to_owned(),
        _ if plain && is_number(value) => value.to_owned(),
        _ => serde_json::Value::from(value).to_string(),
    }
}

/// Whether a plain scalar is a number that JSON writes in the same way.
fn is_number(value: &str) -> bool {
    let starts_well = value.starts_with(|first: char| first.is_ascii_digit() || first == '-');
    starts_well && serde_json::from_str::<serde_json::Number>(value).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(yaml: &str) -> Vec<String> {
        payloads(yaml.as_bytes())
            .into_iter()
            .map(|payload| String::from_utf8(payload.text.bytes.into_owned()).unwrap())
            .collect()
    }

    #[test]
    fn yaml_stands_for_json() {
        assert_eq!(
            json("a: 1\nb: [x, 'y', null, ~, true, 1.5, 2026-01-01]\n\"c\": {d: |\n"),
            [""; 0]
        );
        assert_eq!(
            json(
                "a: 1\nb: [x, '1', null, ~, yes, 1.5, 2026-01-01, !!str 2]\nc:\n  - |\n    two\n    lines\n  - >-\n    one\n    line\n---\n- {}\n"
            ),
            [
                r#"{"a":1,"b":["x","1",null,null,"yes",1.5,"2026-01-01","2"],"c":["two\nlines\n","one line"]}"#,
                "[{}]"
            ]
        );
        assert_eq!(
            json("a: &x {b: 1}\nc: [*x, *x]"),
            [r#"{"a":{"b":1},"c":[{"b":1},{"b":1}]}"#]
        );
        assert!(json("a: &x {b: 1}\nc:\n  <<: *x").is_empty());
        assert!(json("? [a]\n: 1").is_empty());
    }

    #[test]
    fn places_are_bytes_of_the_file() {
        let yaml = "ü: 'é'\nb:\n  c: word\n";
        let payload = &payloads(yaml.as_bytes())[0];
        let text = std::str::from_utf8(&payload.text.bytes).unwrap();
        let shown = |json: &str| {
            let start = text.find(json).unwrap();
            let span = payload.text.map.span(rolecall_validate::Span {
                start,
                end: start + json.len(),
            });
            &yaml[span.start..span.end]
        };
        assert_eq!(shown("\"ü\""), "ü");
        assert_eq!(shown("\"é\""), "'é'");
        assert_eq!(shown("\"word\""), "word");
        assert_eq!(shown("{\"c\":\"word\"}"), "c: word");
        assert_eq!(shown(text), yaml.trim_end());
    }
}
