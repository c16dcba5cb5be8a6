//! The parser: RFC 8259, without recursion, going on where a fault has an obvious reading.

#![expect(
    clippy::unnecessary_box_returns,
    reason = "a fault is large, and the way without faults should not carry it around"
)]

use super::{
    Fault, Tree,
    scan::{BLOCK, Scanner},
    tree::{Names, Node, SAFE_DIGITS, Tag, fingerprint},
};
use crate::Span;
use std::collections::HashMap;

/// What became of a text.
#[derive(Debug)]
pub(crate) struct Parsed<'t> {
    /// Absent where a [`Fault::Invalid`] stopped the parser.
    pub(crate) tree: Option<Tree<'t>>,
    /// In the order of the text.
    pub(crate) faults: Vec<Fault>,
}

/// The key of tags. Other names may have its fingerprint, and their strings then count as tags too.
const TYPE: u32 = fingerprint(b"type");

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

/// The bytes that may stand before a token: white space, control characters and the slash of a comment.
const BEFORE_TOKENS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte <= b' ' as usize {
        table[byte] = true;
        byte += 1;
    }
    table[b'/' as usize] = true;
    table
};

/// Reads one JSON value with white space around it.
pub(crate) fn parse(text: &str) -> Parsed<'_> {
    let mut parser = Parser {
        text,
        bytes: text.as_bytes(),
        scanner: Scanner::new(text.as_bytes()),
        // A node for every twelve bytes is more than usual payloads have; memory that nobody touches costs nothing.
        nodes: Vec::with_capacity(text.len() / 12 + 8),
        outer: Vec::with_capacity(16),
        names: Names::new(),
        faults: Vec::new(),
    };
    match parser.document() {
        Ok(()) => Parsed {
            tree: Some(Tree {
                text,
                links: std::cell::OnceCell::new(),
                nodes: parser.nodes,
                names: parser.names,
            }),
            faults: parser.faults,
        },
        Err(fault) => {
            parser.faults.push(*fault);
            Parsed {
                tree: None,
                faults: parser.faults,
            }
        }
    }
}

type Stop = Box<Fault>;
type Result<T> = std::result::Result<T, Stop>;

/// Its functions take the offset to go on at and give back the one behind what they have read.
struct Parser<'t> {
    text: &'t str,
    bytes: &'t [u8],
    scanner: Scanner<'t>,
    nodes: Vec<Node>,
    /// The containers around the one that is being read.
    outer: Vec<Open>,
    names: Names,
    faults: Vec<Fault>,
}

/// A container that is not closed yet.
#[derive(Clone, Copy)]
struct Open {
    /// A bit for each key of the object, by its fingerprint.
    seen: u64,
    node: u32,
    /// The bracket that closes it.
    closing: u8,
    /// Whether two keys have the same bit, so that they may be equal.
    may_repeat: bool,
}

impl Open {
    fn is_object(self) -> bool {
        self.closing == b'}'
    }
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
        let mut at = 0;
        if self.text.starts_with('\u{feff}') {
            at = 3;
            self.faults.push(Fault::ByteOrderMark {
                at: Span { start: 0, end: at },
            });
        }
        let (at, byte) = self.token(at)?;
        if at == self.bytes.len() {
            return Err(invalid(self.here(at), "the document is empty", None));
        }
        let end = match byte {
            b'{' | b'[' => self.container(at, byte)?,
            b'"' => self.string_value(at)?,
            _ => self.other_value(at, byte)?,
        };
        let (end, _) = self.token(end)?;
        if end < self.bytes.len() {
            let help =
                "one document holds one value; for one value per line use JSON Lines (`.jsonl`)";
            return Err(invalid(
                self.here(end),
                "there is more text after the end of the JSON value",
                Some(help),
            ));
        }
        Ok(())
    }

    /// Reads an object or an array with all that is in it.
    fn container(&mut self, start: usize, bracket: u8) -> Result<usize> {
        let mut open = self.open(start, bracket);
        let mut comma = None;
        let (mut at, mut byte) = self.token(start + 1)?;
        loop {
            // Behind a bracket or a comma.
            if byte == open.closing {
                if let Some(comma) = comma {
                    self.note_trailing_comma(comma, open);
                }
            } else {
                let mut is_tag = false;
                if open.is_object() {
                    (at, is_tag) = self.key(at, byte, &mut open)?;
                    (at, byte) = self.token(at)?;
                    if byte != b':' {
                        return Err(self.no_colon(at, open));
                    }
                    (at, byte) = self.token(at + 1)?;
                }
                match byte {
                    b'"' => {
                        at = self.string_value(at)?;
                        if is_tag {
                            self.note_tag();
                        }
                    }
                    b'{' | b'[' => {
                        self.outer.push(open);
                        open = self.open(at, byte);
                        comma = None;
                        (at, byte) = self.token(at + 1)?;
                        continue;
                    }
                    _ if at == self.bytes.len() => return Err(self.unclosed(open)),
                    _ => at = self.other_value(at, byte)?,
                }
                (at, byte) = self.token(at)?;
            }
            // Behind an element, or where there is none.
            while byte == open.closing {
                at += 1;
                self.close(open, at);
                match self.outer.pop() {
                    Some(outer) => open = outer,
                    None => return Ok(at),
                }
                (at, byte) = self.token(at)?;
            }
            if byte != b',' {
                return Err(self.no_comma(at, open));
            }
            comma = Some(at);
            (at, byte) = self.token(at + 1)?;
        }
    }

    fn open(&mut self, at: usize, bracket: u8) -> Open {
        let (tag, closing) = if bracket == b'{' {
            (Tag::Object, b'}')
        } else {
            (Tag::Array, b']')
        };
        Open {
            seen: 0,
            node: self.push(at, at + 1, tag),
            closing,
            may_repeat: false,
        }
    }

    fn close(&mut self, open: Open, end: usize) {
        let next = offset(self.nodes.len());
        if let Some(node) = self.nodes.get_mut(open.node as usize) {
            node.end = offset(end);
            node.next = next;
        }
        if open.may_repeat {
            self.find_duplicates(open);
        }
    }

    #[cold]
    fn note_trailing_comma(&mut self, comma: usize, open: Open) {
        self.faults.push(Fault::TrailingComma {
            at: Span {
                start: comma,
                end: comma + 1,
            },
            container: open.node,
        });
    }

    #[cold]
    fn no_comma(&self, at: usize, open: Open) -> Stop {
        if at == self.bytes.len() {
            return self.unclosed(open);
        }
        let message = if open.is_object() {
            "expected `,` or `}`"
        } else {
            "expected `,` or `]`"
        };
        invalid(
            self.here(at),
            message,
            Some("separate the elements with a comma"),
        )
    }

    #[cold]
    fn no_colon(&self, at: usize, open: Open) -> Stop {
        if at == self.bytes.len() {
            return self.unclosed(open);
        }
        invalid(self.here(at), "expected `:` after the key", None)
    }

    #[cold]
    fn no_key(&self, at: usize, open: Open) -> Stop {
        if at == self.bytes.len() {
            return self.unclosed(open);
        }
        let help = "write keys in double quotes";
        invalid(self.here(at), "expected a key in double quotes", Some(help))
    }

    /// Adds what the last node, the value of a `type`, says to the names.
    fn note_tag(&mut self) {
        if let Some(node) = self.nodes.last() {
            let name = super::tree::string_of(self.text, *node);
            self.names.add(fingerprint(name.as_bytes()));
        }
    }

    /// Reads a value that is no string and no container.
    fn other_value(&mut self, at: usize, byte: u8) -> Result<usize> {
        match byte {
            b'-' | b'0'..=b'9' => self.number(at),
            b't' => self.word(at, "true", Tag::True),
            b'f' => self.word(at, "false", Tag::False),
            b'n' => self.word(at, "null", Tag::Null),
            b'\'' => Err(invalid(
                self.here(at),
                "strings are written in double quotes",
                Some("replace `'` by `\"`"),
            )),
            _ => Err(self.no_value(at)),
        }
    }

    #[expect(clippy::inline_always, reason = "most values are strings")]
    #[inline(always)]
    fn string_value(&mut self, at: usize) -> Result<usize> {
        let (end, is_escaped) = self.string(at)?;
        let tag = if is_escaped {
            Tag::EscapedString
        } else {
            Tag::String
        };
        self.push(at, end, tag);
        Ok(end)
    }

    /// Reads a key; tells whether it is `type`.
    #[inline]
    fn key(&mut self, at: usize, byte: u8, open: &mut Open) -> Result<(usize, bool)> {
        if byte != b'"' {
            return Err(self.no_key(at, *open));
        }
        let (end, is_escaped) = self.string(at)?;
        let (tag, print) = if is_escaped {
            (Tag::EscapedKey, self.print_of_escaped(at, end))
        } else {
            (Tag::Key, fingerprint(&self.bytes[at + 1..end - 1]))
        };
        self.nodes.push(Node {
            start: offset(at),
            end: offset(end),
            next: print,
            tag,
        });
        let bit = self.names.add(print);
        open.may_repeat |= open.seen & bit != 0;
        open.seen |= bit;
        Ok((end, print == TYPE))
    }

    #[cold]
    fn print_of_escaped(&self, start: usize, end: usize) -> u32 {
        let written = self.text.get(start + 1..end - 1).unwrap_or_default();
        fingerprint(super::tree::unescape(written).as_bytes())
    }

    /// Reads from the opening quote to behind the closing one; tells whether there were escapes.
    #[expect(
        clippy::inline_always,
        reason = "a call costs as much as reading a short string"
    )]
    #[inline(always)]
    fn string(&mut self, start: usize) -> Result<(usize, bool)> {
        let at = self.scanner.end_of_plain(start + 1);
        if self.bytes.get(at) == Some(&b'"') {
            return Ok((at + 1, false));
        }
        Ok((self.string_with_escapes(start, at)?, true))
    }

    /// As [`Parser::string`], from the first special byte on, which is not the closing quote.
    #[inline(never)]
    fn string_with_escapes(&mut self, start: usize, first: usize) -> Result<usize> {
        let bytes = self.bytes;
        let (mut block, mut specials) = self.scanner.specials_from(first);
        let mut behind_escape = first;
        loop {
            while specials != 0 {
                let at = block * BLOCK + specials.trailing_zeros() as usize;
                specials &= specials - 1;
                if at < behind_escape {
                    continue;
                }
                behind_escape = match bytes.get(at..).unwrap_or_default() {
                    [b'\\', letter, ..] if PLAIN_ESCAPES[*letter as usize] => at + 2,
                    [b'\\', ..] => self.escape(at)?,
                    [b'"', ..] => return Ok(at + 1),
                    _ => return Err(self.broken_string(start, at)),
                };
            }
            block += 1;
            specials = self.scanner.specials_of(block);
        }
    }

    /// The fault of a string that a control character or the end of the text interrupts.
    #[cold]
    fn broken_string(&self, start: usize, at: usize) -> Stop {
        if at < self.bytes.len() {
            let help = "write line breaks as `\\n` and other control characters as `\\u00XX`";
            return invalid(
                self.here(at),
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

    fn number(&mut self, start: usize) -> Result<usize> {
        let first = start + usize::from(self.bytes.get(start) == Some(&b'-'));
        let mut at = self.digits(first)?;
        if self.bytes.get(first) == Some(&b'0') && at > first + 1 {
            return Err(invalid(
                Span { start, end: at },
                "a number has a leading zero",
                Some("remove the zero"),
            ));
        }
        let mut tag = Tag::Integer;
        if self.bytes.get(at) == Some(&b'.') {
            tag = Tag::Float;
            at = self.digits(at + 1)?;
        }
        if let Some(b'e' | b'E') = self.bytes.get(at) {
            tag = Tag::Float;
            let is_signed = matches!(self.bytes.get(at + 1), Some(b'+' | b'-'));
            at = self.digits(at + 1 + usize::from(is_signed))?;
        }
        self.check_precision(Span { start, end: at }, tag);
        self.push(start, at, tag);
        Ok(at)
    }

    /// Notes a number that parsers with doubles read as another one. Short ones they hold.
    fn check_precision(&mut self, at: Span, tag: Tag) {
        let written = self.text.get(at.start..at.end).unwrap_or_default();
        let may_overflow = tag == Tag::Float && written.len() > 4;
        if (written.len() > SAFE_DIGITS || may_overflow) && !is_exact(written, tag) {
            // The number becomes the next node.
            let value = offset(self.nodes.len());
            self.faults.push(Fault::InexactNumber { at, value });
        }
    }

    /// Reads one digit or more.
    fn digits(&self, start: usize) -> Result<usize> {
        let rest = self.bytes.get(start..).unwrap_or_default();
        match rest.iter().position(|byte| !byte.is_ascii_digit()) {
            None if !rest.is_empty() => Ok(self.bytes.len()),
            Some(count) if count > 0 => Ok(start + count),
            _ => Err(invalid(self.here(start), "expected a digit", None)),
        }
    }

    fn word(&mut self, at: usize, word: &str, tag: Tag) -> Result<usize> {
        let end = at + word.len();
        if self.bytes.get(at..end) != Some(word.as_bytes()) {
            return Err(self.no_value(at));
        }
        self.push(at, end, tag);
        Ok(end)
    }

    /// The fault of a place where a value should stand, spanning the word that stands there instead.
    #[cold]
    fn no_value(&self, start: usize) -> Stop {
        let rest = self.text.get(start..).unwrap_or_default();
        let word = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let at = Span {
            start,
            end: start + word.max(first),
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

    #[cold]
    fn unclosed(&self, open: Open) -> Stop {
        let start = self.nodes[open.node as usize].start as usize;
        let message = if open.is_object() {
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

    /// The first byte behind white space, and where it stands; zero at the end of the text.
    #[expect(
        clippy::inline_always,
        reason = "four calls for each member, nearly all of which have little to do"
    )]
    #[inline(always)]
    fn token(&mut self, at: usize) -> Result<(usize, u8)> {
        match self.bytes.get(at) {
            Some(&byte) if !BEFORE_TOKENS[usize::from(byte)] => Ok((at, byte)),
            _ => self.token_behind_space(at),
        }
    }

    #[inline(never)]
    fn token_behind_space(&mut self, mut at: usize) -> Result<(usize, u8)> {
        loop {
            match self.bytes.get(at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => at += 1,
                Some(b'/') => at = self.comment(at)?,
                Some(&byte) => return Ok((at, byte)),
                None => return Ok((at, 0)),
            }
        }
    }

    fn comment(&mut self, start: usize) -> Result<usize> {
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
            _ => return Err(self.no_value(start)),
        };
        let end = start + length;
        self.faults.push(Fault::Comment {
            at: Span { start, end },
        });
        Ok(end)
    }

    /// Compares the keys of an object that has just been read. Only keys of one fingerprint can be equal.
    #[cold]
    fn find_duplicates(&mut self, open: Open) {
        let mut keys = Vec::new();
        let mut key = open.node + 1;
        while let [Some(node), Some(value)] =
            [key, key + 1].map(|index| self.nodes.get(index as usize))
        {
            keys.push((node.next, key));
            key = value.next;
        }
        keys.sort_unstable();
        let mut found = Vec::new();
        for alike in keys.chunk_by(|left, right| left.0 == right.0) {
            if alike.len() > 1 {
                self.find_duplicates_among(alike, &mut found);
            }
        }
        found.sort_unstable_by_key(|(_, again)| *again);
        for (before, again) in found {
            self.faults.push(Fault::DuplicateKey {
                first: self.span(before),
                again: self.span(again),
                value: again + 1,
            });
            self.nodes[before as usize].tag = Tag::ShadowedKey;
        }
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

    /// The character at an offset, or the empty span at the end of the text.
    fn here(&self, start: usize) -> Span {
        let length = self
            .text
            .get(start..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
        Span {
            start,
            end: start + length,
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
#[expect(clippy::cast_possible_truncation, reason = "said above")]
fn offset(value: usize) -> u32 {
    value as u32
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
    fn of_equal_keys_the_last_counts() {
        let text = r#"{"a": 1, "b": 2, "\u0061": 3, "c": 4, "a": {"b": 5, "b": 6}}"#;
        let parsed = parse(text);
        let tree = parsed.tree.unwrap();
        let judge: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(value(tree.root()), judge);
        let names: Vec<_> = tree.root().entries().map(|(key, _)| key.name()).collect();
        assert_eq!(names, ["b", "c", "a"]);
        let inner = tree.root().get("a").and_then(|a| a.get("b"));
        assert_eq!(inner.and_then(super::super::Value::as_i64), Some(6));
        assert_eq!(parsed.faults.len(), 3);
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
