//! The parser: RFC 8259, without recursion, going on where a fault has an obvious reading.

#![expect(
    clippy::unnecessary_box_returns,
    reason = "a fault is large, and the way without faults should not carry it around"
)]

use super::{
    Fault, Tree,
    scan::Scanner,
    tree::{GOLDEN, Names, Node, Tag, fingerprint},
};
use crate::Span;
use std::{collections::HashMap, mem};

/// What became of a text.
#[derive(Debug)]
pub(crate) struct Parsed<'t> {
    /// Absent where a [`Fault::Invalid`] stopped the parser.
    pub(crate) tree: Option<Tree<'t>>,
    /// In the order of the text.
    pub(crate) faults: Vec<Fault>,
}

/// The key of tags: a name so short that no other has its fingerprint.
const TYPE: u32 = fingerprint(b"type");

/// A double holds every whole number of so many digits.
const SAFE_DIGITS: usize = 15;

/// A double keeps so many significant digits, so that a number printed with them is read back as the same one.
const KEPT_DIGITS: usize = 17;

/// The letters that make an escape with the backslash alone; a table, because a jump for each would be guessed wrong.
const PLAIN_ESCAPES: [bool; 256] = {
    let mut table = [false; 256];
    let letters = b"\"\\/bfnrt";
    let mut at = 0;
    while at < letters.len() {
        table[letters[at] as usize] = true;
        at += 1;
    }
    table
};

/// Reads one JSON value with white space around it.
pub(crate) fn parse(text: &str) -> Parsed<'_> {
    let mut parser = Parser {
        text,
        bytes: text.as_bytes(),
        scanner: Scanner::new(text.as_bytes()),
        at: 0,
        // A node for every twelve bytes is more than usual payloads have; memory that nobody touches costs nothing.
        nodes: Vec::with_capacity(text.len() / 12 + 8),
        open: Vec::with_capacity(16),
        keys: Vec::with_capacity(32),
        names: Names::new(),
        faults: Vec::new(),
    };
    let whole = parser.document();
    let Parser {
        nodes,
        names,
        mut faults,
        ..
    } = parser;
    let tree = match whole {
        Ok(()) => Some(Tree {
            text,
            links: std::cell::OnceCell::new(),
            nodes,
            names,
            repeats: faults
                .iter()
                .any(|fault| matches!(fault, Fault::DuplicateKey { .. })),
        }),
        Err(fault) => {
            faults.push(*fault);
            None
        }
    };
    Parsed { tree, faults }
}

type Stop = Box<Fault>;
type Result<T> = std::result::Result<T, Stop>;

struct Parser<'t> {
    text: &'t str,
    bytes: &'t [u8],
    scanner: Scanner<'t>,
    at: usize,
    nodes: Vec<Node>,
    /// Containers that are not closed yet.
    open: Vec<Open>,
    /// Indexes of the key nodes of all open objects, innermost last.
    keys: Vec<u32>,
    names: Names,
    faults: Vec<Fault>,
}

#[derive(Clone, Copy)]
struct Open {
    node: u32,
    is_object: bool,
    /// Where this object's keys begin in `keys`.
    first_key: usize,
}

impl<'t> Parser<'t> {
    fn document(&mut self) -> Result<()> {
        if u32::try_from(self.bytes.len()).is_err() {
            return Err(invalid(
                Span { start: 0, end: 0 },
                "the document is larger than 4 GiB",
                None,
            ));
        }
        if self.text.starts_with('\u{feff}') {
            self.faults.push(Fault::ByteOrderMark {
                at: Span { start: 0, end: 3 },
            });
            self.at = 3;
        }
        self.skip_space()?;
        if self.at == self.bytes.len() {
            return Err(invalid(self.here(), "the document is empty", None));
        }
        self.value()?;
        while let Some(&open) = self.open.last() {
            self.element(open)?;
        }
        self.skip_space()?;
        if self.at < self.bytes.len() {
            let help =
                "one document holds one value; for one value per line use JSON Lines (`.jsonl`)";
            return Err(invalid(
                self.here(),
                "there is more text after the end of the JSON value",
                Some(help),
            ));
        }
        Ok(())
    }

    /// Reads what follows inside the innermost open container: its end, or one more element.
    fn element(&mut self, open: Open) -> Result<()> {
        self.skip_space()?;
        let close = if open.is_object { b'}' } else { b']' };
        let is_first = self.nodes.len() == open.node as usize + 1;
        if self.peek() == Some(close) {
            self.close(open);
            return Ok(());
        }
        if !is_first {
            let comma = self.at;
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(_) => {
                    let message = if open.is_object {
                        "expected `,` or `}`"
                    } else {
                        "expected `,` or `]`"
                    };
                    return Err(invalid(
                        self.here(),
                        message,
                        Some("separate the elements with a comma"),
                    ));
                }
                None => return Err(self.unclosed(open)),
            }
            self.skip_space()?;
            if self.peek() == Some(close) {
                self.faults.push(Fault::TrailingComma {
                    at: Span {
                        start: comma,
                        end: comma + 1,
                    },
                    container: open.node,
                });
                self.close(open);
                return Ok(());
            }
        }
        if open.is_object {
            self.key(open)?;
            self.skip_space()?;
            match self.peek() {
                Some(b':') => self.at += 1,
                Some(_) => return Err(invalid(self.here(), "expected `:` after the key", None)),
                None => return Err(self.unclosed(open)),
            }
            self.skip_space()?;
        }
        if self.peek().is_none() {
            return Err(self.unclosed(open));
        }
        let is_tag = open.is_object && self.nodes.last().is_some_and(|key| key.next == TYPE);
        let first = self.nodes.len();
        self.value()?;
        if is_tag {
            self.note_tag(first);
        }
        Ok(())
    }

    /// Adds what a `type` says to the names.
    fn note_tag(&mut self, index: usize) {
        if let Some(node) = self.nodes.get(index)
            && matches!(node.tag, Tag::String | Tag::EscapedString)
        {
            let name = super::tree::string_of(self.text, *node);
            self.names.add(fingerprint(name.as_bytes()));
        }
    }

    /// Most values are strings, so these are read without a call.
    #[inline]
    fn value(&mut self) -> Result<()> {
        if self.peek() != Some(b'"') {
            return self.value_but_no_string();
        }
        let start = self.at;
        let tag = if self.string()? {
            Tag::EscapedString
        } else {
            Tag::String
        };
        self.push(start, self.at, tag);
        Ok(())
    }

    fn value_but_no_string(&mut self) -> Result<()> {
        match self.peek() {
            Some(b'{') => self.open(Tag::Object),
            Some(b'[') => self.open(Tag::Array),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", Tag::True)?,
            Some(b'f') => self.word("false", Tag::False)?,
            Some(b'n') => self.word("null", Tag::Null)?,
            Some(b'\'') => {
                return Err(invalid(
                    self.here(),
                    "strings are written in double quotes",
                    Some("replace `'` by `\"`"),
                ));
            }
            _ => return Err(self.no_value()),
        }
        Ok(())
    }

    fn open(&mut self, tag: Tag) {
        let node = self.push(self.at, self.at + 1, tag);
        self.open.push(Open {
            node,
            is_object: tag == Tag::Object,
            first_key: self.keys.len(),
        });
        self.at += 1;
    }

    fn close(&mut self, open: Open) {
        self.at += 1;
        let next = offset(self.nodes.len());
        let node = &mut self.nodes[open.node as usize];
        node.end = offset(self.at);
        node.next = next;
        if open.is_object {
            self.find_duplicates(open.first_key);
            self.keys.truncate(open.first_key);
        }
        self.open.pop();
    }

    fn key(&mut self, open: Open) -> Result<()> {
        let start = self.at;
        match self.peek() {
            Some(b'"') => {}
            None => return Err(self.unclosed(open)),
            Some(_) => {
                let help = "write keys in double quotes";
                return Err(invalid(
                    self.here(),
                    "expected a key in double quotes",
                    Some(help),
                ));
            }
        }
        let escaped = self.string()?;
        let tag = if escaped { Tag::EscapedKey } else { Tag::Key };
        let index = self.push(start, self.at, tag);
        self.keys.push(index);
        let node = &mut self.nodes[index as usize];
        node.next = if escaped {
            let name = super::tree::string_of(self.text, *node);
            fingerprint(name.as_bytes())
        } else {
            fingerprint(&self.bytes[start + 1..self.at - 1])
        };
        self.names.add(node.next);
        Ok(())
    }

    /// Reads from the opening quote to behind the closing one; tells whether there were escapes.
    #[expect(
        clippy::inline_always,
        reason = "a call costs as much as reading a short string"
    )]
    #[inline(always)]
    fn string(&mut self) -> Result<bool> {
        let at = self.scanner.end_of_plain(self.at + 1);
        if self.bytes.get(at) == Some(&b'"') {
            self.at = at + 1;
            return Ok(false);
        }
        self.string_with_escapes(at)
    }

    /// As [`Parser::string`], from the first special byte on, which is not the closing quote.
    #[inline(never)]
    fn string_with_escapes(&mut self, mut at: usize) -> Result<bool> {
        let bytes = self.bytes;
        loop {
            match bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok(true);
                }
                Some(b'\\') => {
                    let behind = match bytes.get(at + 1) {
                        Some(&letter) if PLAIN_ESCAPES[letter as usize] => at + 2,
                        _ => self.escape(at)?,
                    };
                    at = self.scanner.end_of_plain(behind);
                }
                _ => return Err(self.broken_string(at)),
            }
        }
    }

    /// The fault of a string that a control character or the end of the text interrupts.
    fn broken_string(&mut self, at: usize) -> Stop {
        let start = mem::replace(&mut self.at, at);
        if at < self.bytes.len() {
            let help = "write line breaks as `\\n` and other control characters as `\\u00XX`";
            return invalid(
                self.here(),
                "a raw control character stands in a string",
                Some(help),
            );
        }
        let message = "the string is not closed; the text ends inside it";
        invalid(Span { start, end: at }, message, None)
    }

    /// Reads an escape that is not one of the two-character ones; tells where it ends.
    fn escape(&mut self, start: usize) -> Result<usize> {
        if self.bytes.get(start + 1) != Some(&b'u') {
            let next = self.text.get(start + 1..).and_then(|t| t.chars().next());
            let end = start + 1 + next.map_or(0, char::len_utf8);
            let help = "write a backslash itself as `\\\\`";
            return Err(invalid(
                Span { start, end },
                "unknown escape in a string",
                Some(help),
            ));
        }
        let unit = self.code_unit(start)?;
        let end = start + 6;
        let is_pair = (0xd800..0xdc00).contains(&unit)
            && self.bytes.get(end..end + 2) == Some(b"\\u")
            && (0xdc00..0xe000).contains(&self.code_unit(end)?);
        if is_pair {
            return Ok(end + 6);
        }
        if (0xd800..0xe000).contains(&unit) {
            self.faults.push(Fault::LoneSurrogate {
                at: Span { start, end },
                // The string that it stands in becomes the next node.
                value: offset(self.nodes.len()),
            });
        }
        Ok(end)
    }

    fn code_unit(&self, start: usize) -> Result<u32> {
        let digits = self.bytes.get(start + 2..start + 6);
        let unit = digits.and_then(|digits| {
            digits.iter().try_fold(0, |unit, &digit| {
                Some(unit << 4 | char::from(digit).to_digit(16)?)
            })
        });
        unit.ok_or_else(|| {
            let at = Span {
                start,
                end: start + 2,
            };
            invalid(at, "`\\u` is not followed by four hexadecimal digits", None)
        })
    }

    fn number(&mut self) -> Result<()> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let first = self.at;
        self.digits()?;
        if self.bytes[first] == b'0' && self.at > first + 1 {
            let at = Span {
                start,
                end: self.at,
            };
            return Err(invalid(
                at,
                "a number has a leading zero",
                Some("remove the zero"),
            ));
        }
        let mut tag = Tag::Integer;
        if self.peek() == Some(b'.') {
            tag = Tag::Float;
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            tag = Tag::Float;
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        self.check_precision(start, tag);
        self.push(start, self.at, tag);
        Ok(())
    }

    /// Notes a number that parsers with doubles read as another one. Short ones they hold.
    fn check_precision(&mut self, start: usize, tag: Tag) {
        let written = self.text.get(start..self.at).unwrap_or_default();
        let may_overflow = tag == Tag::Float && written.len() > 4;
        if (written.len() > SAFE_DIGITS || may_overflow) && !is_exact(written, tag) {
            let at = Span {
                start,
                end: self.at,
            };
            let value = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            self.faults.push(Fault::InexactNumber { at, value });
        }
    }

    fn digits(&mut self) -> Result<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start {
            Err(invalid(self.here(), "expected a digit", None))
        } else {
            Ok(())
        }
    }

    fn word(&mut self, word: &str, tag: Tag) -> Result<()> {
        let end = self.at + word.len();
        if self.bytes.get(self.at..end) != Some(word.as_bytes()) {
            return Err(self.no_value());
        }
        self.push(self.at, end, tag);
        self.at = end;
        Ok(())
    }

    /// The fault of a place where a value should stand, spanning the word that stands there instead.
    fn no_value(&self) -> Stop {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let word = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let at = Span {
            start: self.at,
            end: self.at + word.max(first),
        };
        let help = match &rest[..word] {
            "True" | "False" | "None" => {
                Some("this looks like Python; JSON writes `true`, `false` and `null`")
            }
            "NaN" | "Infinity" => Some("JSON has no such number"),
            "undefined" => Some("leave the field out, or write `null`"),
            _ => None,
        };
        invalid(at, "expected a value", help)
    }

    fn unclosed(&self, open: Open) -> Stop {
        let start = self.nodes[open.node as usize].start as usize;
        let message = if open.is_object {
            "this object is not closed"
        } else {
            "this array is not closed"
        };
        invalid(
            Span {
                start,
                end: start + 1,
            },
            &format!("{message}; the text ends before it"),
            None,
        )
    }

    #[expect(
        clippy::inline_always,
        reason = "three calls for each value, nearly all of which have nothing to do"
    )]
    #[inline(always)]
    fn skip_space(&mut self) -> Result<()> {
        match self.peek() {
            Some(byte) if byte > b' ' && byte != b'/' => Ok(()),
            _ => self.skip_space_and_comments(),
        }
    }

    fn skip_space_and_comments(&mut self) -> Result<()> {
        loop {
            match self.peek() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(b'/') => self.comment()?,
                _ => return Ok(()),
            }
        }
    }

    fn comment(&mut self) -> Result<()> {
        let start = self.at;
        let rest = &self.text[start..];
        let length = match self.bytes.get(start + 1) {
            Some(b'/') => rest.find('\n').unwrap_or(rest.len()),
            Some(b'*') => rest.find("*/").map(|end| end + 2).ok_or_else(|| {
                let at = Span {
                    start,
                    end: start + 2,
                };
                invalid(at, "this comment is not closed", None)
            })?,
            _ => return Err(self.no_value()),
        };
        self.at = start + length;
        self.faults.push(Fault::Comment {
            at: Span {
                start,
                end: self.at,
            },
        });
        Ok(())
    }

    fn find_duplicates(&mut self, first: usize) {
        // Most objects have few keys: each sets a bit of its own, or the keys are compared.
        let keys = &self.keys[first..];
        let mut seen = [0_u64; 4];
        let mut is_clear = true;
        for &key in keys {
            let hash = self.nodes[key as usize].next.wrapping_mul(GOLDEN);
            let (word, bit) = (&mut seen[(hash >> 30) as usize], 1 << (hash >> 24 & 63));
            is_clear &= *word & bit == 0;
            *word |= bit;
        }
        if !is_clear {
            self.compare_keys(first);
        }
    }

    fn compare_keys(&mut self, first: usize) {
        let keys = &self.keys[first..];
        // Only keys of one fingerprint can be equal.
        let mut sorted: Vec<_> = keys
            .iter()
            .map(|&key| (self.nodes[key as usize].next, key))
            .collect();
        sorted.sort_unstable();
        let mut found = Vec::new();
        for alike in sorted.chunk_by(|left, right| left.0 == right.0) {
            if alike.len() > 1 {
                self.find_duplicates_among(alike, &mut found);
            }
        }
        found.sort_unstable_by_key(|(_, again)| *again);
        let faults = found
            .into_iter()
            .map(|(before, again)| self.duplicate(before, again))
            .collect::<Vec<_>>();
        self.faults.extend(faults);
    }

    /// Keys of one fingerprint, by their names.
    fn find_duplicates_among(&self, alike: &[(u32, u32)], found: &mut Vec<(u32, u32)>) {
        let mut seen = HashMap::with_capacity(alike.len());
        for &(_, key) in alike {
            if let Some(before) = seen.insert(self.key_name(key), key) {
                found.push((before, key));
            }
        }
    }

    fn duplicate(&self, first: u32, again: u32) -> Fault {
        Fault::DuplicateKey {
            first: self.span(first),
            again: self.span(again),
            value: again + 1,
        }
    }

    fn key_name(&self, index: u32) -> std::borrow::Cow<'t, str> {
        super::tree::string_of(self.text, self.nodes[index as usize])
    }

    fn span(&self, index: u32) -> Span {
        let node = self.nodes[index as usize];
        Span {
            start: node.start as usize,
            end: node.end as usize,
        }
    }

    fn push(&mut self, start: usize, end: usize, tag: Tag) -> u32 {
        let index = offset(self.nodes.len());
        self.nodes.push(Node {
            start: offset(start),
            end: offset(end),
            next: index + 1,
            tag,
        });
        index
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The character at the current place, or the empty span at the end of the text.
    fn here(&self) -> Span {
        let length = self
            .text
            .get(self.at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
        Span {
            start: self.at,
            end: self.at + length,
        }
    }
}

fn invalid(at: Span, message: &str, help: Option<&'static str>) -> Stop {
    Box::new(Fault::Invalid {
        at,
        message: message.to_owned(),
        help,
    })
}

/// Offsets fit into 32 bits: [`Parser::document`] refuses longer texts, and nodes are fewer than bytes.
fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// Whether a double holds a number as it is written, or as exactly as a printed double is.
fn is_exact(written: &str, tag: Tag) -> bool {
    let Ok(number) = written.parse::<f64>() else {
        return true;
    };
    if number.is_infinite() {
        return false;
    }
    if tag == Tag::Integer {
        return format!("{number:.0}") == written;
    }
    let mantissa = written.split(['e', 'E']).next().unwrap_or_default();
    let digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).collect();
    let first = digits.iter().position(|digit| *digit != b'0');
    let last = digits.iter().rposition(|digit| *digit != b'0');
    match (first, last) {
        (Some(first), Some(last)) => last - first < KEPT_DIGITS,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<Fault> {
        parse(text).faults
    }

    /// Reads the tree back into `serde_json`, the independent judge.
    fn value(value: super::super::Value<'_>) -> serde_json::Value {
        use super::super::JsonType;
        match value.json_type() {
            JsonType::Null => serde_json::Value::Null,
            JsonType::Boolean => value.as_bool().into(),
            JsonType::Number => serde_json::from_str(value.raw()).unwrap(),
            JsonType::String => value.as_str().unwrap().into_owned().into(),
            JsonType::Array => value.items().map(self::value).collect(),
            JsonType::Object => serde_json::Value::Object(
                value
                    .entries()
                    .map(|(key, v)| (key.name().into_owned(), self::value(v)))
                    .collect(),
            ),
        }
    }

    #[test]
    fn agrees_with_serde_json_on_what_is_json() {
        let cases = [
            "null",
            " true ",
            "[]",
            "{}",
            "[1, -2.5e+3, 0, -0, 0.1]",
            r#"{"a": {"b": [null, "c"]}}"#,
            r#""\u00e9\n\t\"\\\/\ud83d\ude00 \ud83d\ude00x""#,
            r#"{"\u0061": 1}"#,
            "[[[[[]]]]]",
            "1e5",
            "[\"\u{2028}\"]",
        ];
        for case in cases {
            let parsed = parse(case);
            assert_eq!(parsed.faults, [], "{case}");
            let tree = parsed.tree.unwrap();
            assert_eq!(
                value(tree.root()),
                serde_json::from_str::<serde_json::Value>(case).unwrap(),
                "{case}"
            );
        }
        let broken = [
            "",
            "  ",
            "[",
            "{",
            "[1",
            "[1 2]",
            "{\"a\"}",
            "{\"a\":}",
            "{a: 1}",
            "'a'",
            "01",
            "1.",
            "-",
            "1e",
            "+1",
            ".5",
            "tru",
            "nul",
            "\"\n\"",
            "\"\\x\"",
            "\"\\u12g4\"",
            "\"abc",
            "[1]]",
            "NaN",
            "[,]",
            "{,}",
            "[1,,2]",
            "\u{a0}1",
            "/",
            "{\"a\":1 \"b\":2}",
            "\"\\",
            "\"\\u1",
        ];
        for case in broken {
            assert!(
                serde_json::from_str::<serde_json::Value>(case).is_err(),
                "{case}"
            );
            let parsed = parse(case);
            assert!(parsed.tree.is_none(), "{case}");
            assert!(
                matches!(parsed.faults.last(), Some(Fault::Invalid { .. })),
                "{case}"
            );
        }
    }

    #[test]
    fn goes_on_where_the_reading_is_obvious() {
        let text = "\u{feff}{ // c\n \"a\": [1, 2, ], /* d */ \"a\": \"\\ud800\", }";
        let parsed = parse(text);
        let kinds: Vec<_> = parsed
            .faults
            .iter()
            .map(|f| {
                format!("{f:?}")
                    .split([' ', '{'])
                    .next()
                    .unwrap()
                    .to_owned()
            })
            .collect();
        assert_eq!(
            kinds,
            [
                "ByteOrderMark",
                "Comment",
                "TrailingComma",
                "Comment",
                "LoneSurrogate",
                "TrailingComma",
                "DuplicateKey"
            ]
        );
        let tree = parsed.tree.unwrap();
        assert_eq!(tree.root().get("a").unwrap().pointer(), "/a");
        assert_eq!(tree.root().get("a").unwrap().as_str().unwrap(), "\u{fffd}");
    }

    #[test]
    fn duplicate_keys_are_seen_in_small_and_large_objects_and_through_escapes() {
        assert_eq!(faults(r#"{"a": 1, "\u0061": 2}"#).len(), 1);
        assert_eq!(faults(r#"{"a": {"a": 1}, "b": {"a": 2}}"#).len(), 0);
        let members: Vec<_> = (0..50).map(|n| format!("\"k{}\": {n}", n % 49)).collect();
        assert_eq!(faults(&format!("{{{}}}", members.join(","))).len(), 1);
    }

    #[test]
    fn pointers_lead_to_their_value() {
        let text = r#"{"a/b": [0, {"m~n": [[], [1, 2]]}], "": {"x": null}}"#;
        let parsed = parse(text);
        let tree = parsed.tree.unwrap();
        let judge: serde_json::Value = serde_json::from_str(text).unwrap();
        for index in 0..tree.nodes.len() {
            if matches!(tree.nodes[index].tag, Tag::Key | Tag::EscapedKey) {
                continue;
            }
            let at = tree.value_at(u32::try_from(index).unwrap());
            assert_eq!(
                judge.pointer(&at.pointer()),
                Some(&value(at)),
                "{}",
                at.pointer()
            );
        }
    }

    #[test]
    fn deep_nesting_needs_no_stack() {
        let deep = "[".repeat(200_000) + &"]".repeat(200_000);
        assert!(parse(&deep).tree.is_some());
        assert!(parse(&"[".repeat(200_000)).tree.is_none());
    }
}
