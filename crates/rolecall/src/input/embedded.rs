//! Payloads that stand inside of other texts.

use super::{
    sent::{HeaderPlaces, Sent},
    text::Text,
};
use memchr::memmem;
use rolecall_validate::{Finding, Span};
use std::ops::Range;

/// A payload and what is known of it from what stands around it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Embedded {
    pub(crate) text: Text<'static>,
    pub(crate) sent: Sent,
    /// Where its headers stand.
    pub(crate) headers: Option<HeaderPlaces>,
    pub(crate) manner: Manner,
    /// Whether it may be a part of a payload only, as pages show them.
    pub(crate) may_be_excerpt: bool,
    /// Whether comments are no fault of it.
    pub(crate) may_have_comments: bool,
}

/// How a payload stands in the other text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Beyond doubt, as it is sent.
    #[default]
    Sent,
    /// Beyond doubt, and to be read by people: some of its strings may only say what to put there.
    Shown,
    /// Only its shape can tell that it is one.
    Uncertain,
}

/// What is unknown in a payload.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unknown {
    /// The values that hold something unknown, sorted.
    values: Vec<Span>,
    /// Whether something stands outside of strings, where it could be anything.
    is_bare: bool,
    /// Whether an id is unknown.
    has_ids: bool,
}

/// Makes the placeholders of a text fit to JSON. Nothing where the text is no payload that can be looked at: it is
/// unknown as a whole, or left out in part.
pub(super) fn known_text(mut text: Text<'static>) -> Option<Text<'static>> {
    let unknown = text.unknown();
    let known: usize = unknown.iter().map(Range::len).sum();
    if known == text.bytes.len() {
        return None;
    }
    let bytes = text.bytes.to_mut();
    let mut in_string = false;
    let mut at = 0;
    let mut unknown = unknown.into_iter().peekable();
    while at < bytes.len() {
        if let Some(range) = unknown.next_if(|range| range.start == at) {
            if !in_string {
                // A number: JSON takes no bare letters.
                bytes[range.clone()].fill(b'1');
            }
            at = range.end;
            continue;
        }
        match bytes[at] {
            b'"' if !in_string && stands_for_more(bytes, at) => return None,
            b'"' => in_string = !in_string,
            b'\\' if in_string => at += 1,
            b'.' if !in_string && bytes[at..].starts_with(b"...") => return None,
            0xe2 if !in_string && bytes[at..].starts_with("…".as_bytes()) => return None,
            _ => {}
        }
        at += 1;
    }
    Some(text)
}

/// Whether the string at an offset is an ellipsis in the place of a key or an item: `[{…}, "..."]`, `{"...": "..."}`.
fn stands_for_more(text: &[u8], at: usize) -> bool {
    let Some(string) = ["\"...\"", "\"…\""]
        .into_iter()
        .find(|string| text[at..].starts_with(string.as_bytes()))
    else {
        return false;
    };
    let before = text[..at].trim_ascii_end().last();
    let after = text[at + string.len()..].trim_ascii_start().first();
    matches!(before, Some(b'[' | b',' | b'{')) && matches!(after, Some(b':' | b',' | b']'))
}

/// Whether a string of a page is no value but says what to put there: `<base64>`, `toolu_...`, `{{name}}`.
fn is_placeholder(string: &[u8]) -> bool {
    let inner = string.strip_prefix(b"\"").unwrap_or(string);
    let inner = inner.strip_suffix(b"\"").unwrap_or(inner);
    let is_between = |first: &[u8], last: &[u8]| inner.starts_with(first) && inner.ends_with(last);
    [&b"..."[..], "…".as_bytes()]
        .into_iter()
        .any(|dots| inner.starts_with(dots) || inner.ends_with(dots))
        || is_between(b"<", b">")
        || memmem::find(inner, b"{{")
            .is_some_and(|open| memmem::find(&inner[open..], b"}}").is_some())
}

impl Unknown {
    pub(super) fn of(text: &Text<'_>) -> Self {
        let mut unknown = Self::default();
        let ranges = text.unknown();
        if ranges.is_empty() {
            return unknown;
        }
        let mut strings = strings(&text.bytes).into_iter().peekable();
        for range in ranges {
            while strings
                .next_if(|string| string.end <= range.start)
                .is_some()
            {}
            match strings.peek() {
                Some(string) if string.start < range.start => {
                    unknown.has_ids |= is_id(&text.bytes[..string.start]);
                    unknown.values.push(*string);
                }
                _ => {
                    unknown.is_bare = true;
                    unknown.values.push(Span {
                        start: range.start,
                        end: range.end,
                    });
                }
            }
        }
        unknown
    }

    /// Adds the strings of a payload that only say what to put there.
    pub(super) fn add_placeholders(&mut self, text: &[u8]) {
        for string in strings(text) {
            if is_placeholder(&text[string.start..string.end]) {
                self.has_ids |= is_id(&text[..string.start]);
                self.values.push(string);
            }
        }
        self.values.sort_unstable();
        self.values.dedup();
    }

    /// Takes out the findings that are about a placeholder.
    pub(super) fn filter(&self, findings: &mut Vec<Finding>) {
        if self.values.is_empty() {
            return;
        }
        let is_broken = findings
            .iter()
            .any(|finding| finding.rule == "syntax/invalid-json");
        if self.is_bare && is_broken {
            findings.clear();
        }
        findings.retain(|finding| {
            let is_about = |value: &Span| {
                let overlaps = finding.span.start < value.end && value.start < finding.span.end;
                let is_around = finding.span.start < value.start && value.end < finding.span.end;
                overlaps && !is_around
            };
            let of_tools = finding.rule.contains("tool-") || finding.rule.starts_with("server-");
            let related = finding.related.iter().map(|related| related.span);
            let mut spans = related.collect::<Vec<_>>();
            spans.push(finding.span);
            let is_about_any = self.values.iter().any(is_about)
                || self.values.iter().any(|value| spans.contains(value));
            !(is_about_any || of_tools && self.has_ids)
        });
    }
}

/// The strings of a JSON text, with their quotes.
fn strings(text: &[u8]) -> Vec<Span> {
    let mut strings = Vec::new();
    let mut start = None;
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match (byte, start) {
            (b'"', None) => start = Some(at),
            (b'"', Some(begin)) => {
                strings.push(Span {
                    start: begin,
                    end: at + 1,
                });
                start = None;
            }
            (b'\\', Some(_)) => at += 1,
            _ => {}
        }
        at += 1;
    }
    strings
}

/// Whether a text ends with the key of an id.
fn is_id(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    let Some(before) = before.strip_suffix(b":") else {
        return false;
    };
    let before = before.trim_ascii_end();
    before.ends_with(b"\"id\"") || before.ends_with(b"\"tool_use_id\"")
}
