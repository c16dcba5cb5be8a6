//! Finding values in a JSON text without reading all of it: just enough to get at the payload inside a record.
//!
//! The text is taken to be JSON; where it is not, nothing is found.

use super::text::{Piece, Quoting, Text};
use std::ops::Range;

/// The member of an object.
#[derive(Debug)]
pub(super) struct Member {
    /// The key as it is written, without quotes.
    pub(super) key: Range<usize>,
    pub(super) value: Range<usize>,
}

/// The members of the object at a range; none where there is no object.
pub(super) fn members(text: &[u8], value: Range<usize>) -> Vec<Member> {
    let mut members = Vec::new();
    let mut at = skip_space(text, value.start);
    if text.get(at) != Some(&b'{') {
        return members;
    }
    at += 1;
    loop {
        at = skip_space(text, at);
        let Some(key) = string(text, at) else {
            return members;
        };
        at = skip_space(text, key.end);
        if text.get(at) != Some(&b':') {
            return members;
        }
        let Some(value) = self::value(text, at + 1) else {
            return members;
        };
        at = skip_space(text, value.end);
        members.push(Member {
            key: key.start + 1..key.end - 1,
            value,
        });
        if text.get(at) != Some(&b',') {
            return members;
        }
        at += 1;
    }
}

/// The elements of the array at a range; none where there is no array.
pub(super) fn elements(text: &[u8], array: Range<usize>) -> Vec<Range<usize>> {
    let mut elements = Vec::new();
    let mut at = skip_space(text, array.start);
    if text.get(at) != Some(&b'[') {
        return elements;
    }
    while let Some(element) = value(text, at + 1) {
        at = skip_space(text, element.end);
        elements.push(element);
        if text.get(at) != Some(&b',') {
            break;
        }
    }
    elements
}

/// The value of a member, the last of that name, as parsers keep it.
pub(super) fn get(text: &[u8], object: Range<usize>, name: &str) -> Option<Range<usize>> {
    members(text, object)
        .into_iter()
        .rev()
        .find(|member| is_named(text, member, name))
        .map(|member| member.value)
}

fn is_named(text: &[u8], member: &Member, name: &str) -> bool {
    let written = &text[member.key.clone()];
    written == name.as_bytes()
        || (written.contains(&b'\\')
            && *unescaped(text, member.key.clone()).bytes == *name.as_bytes())
}

/// The text inside of a string at a range; nothing where there is no string.
pub(super) fn inner(text: &[u8], value: &Range<usize>) -> Option<Text<'static>> {
    let string = string(text, value.start)?;
    Some(unescaped(text, string.start + 1..string.end - 1))
}

/// The characters that the inside of a string stands for, each with its place.
fn unescaped(text: &[u8], range: Range<usize>) -> Text<'static> {
    let known = Piece::Known(Quoting::Json);
    let mut inner = Text::default();
    let mut at = range.start;
    while at < range.end {
        let length = memchr::memchr(b'\\', &text[at..range.end]).unwrap_or(range.end - at);
        if length > 0 {
            inner.push(&text[at..at + length], at..at + length, known);
            at += length;
            continue;
        }
        let (character, length) = escape(&text[at..range.end]);
        let end = (at + length).min(range.end);
        let mut buffer = [0; 4];
        inner.push(
            character.encode_utf8(&mut buffer).as_bytes(),
            at..end,
            known,
        );
        at = end;
    }
    inner
}

/// The character that an escape stands for, and the length of the escape; a faulty one stands for a replacement.
fn escape(text: &[u8]) -> (char, usize) {
    let unit = |at: usize| {
        let digits = std::str::from_utf8(text.get(at..at + 4)?).ok()?;
        u16::from_str_radix(digits, 16).ok()
    };
    let simple = match text.get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(plain @ (b'"' | b'\\' | b'/')) => char::from(*plain),
        Some(b'u') => {
            let first = unit(2);
            let second = if text.get(6..8) == Some(b"\\u") {
                unit(8)
            } else {
                None
            };
            let units: Vec<_> = first.into_iter().chain(second).collect();
            return match char::decode_utf16(units).next() {
                Some(Ok(character)) if u32::from(character) > 0xffff => (character, 12),
                Some(Ok(character)) => (character, 6),
                _ => (char::REPLACEMENT_CHARACTER, 6),
            };
        }
        _ => char::REPLACEMENT_CHARACTER,
    };
    (simple, 2)
}

fn skip_space(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest
        .iter()
        .take_while(|byte| b" \t\r\n".contains(byte))
        .count()
}

/// The string that begins at an offset, with its quotes.
fn string(text: &[u8], start: usize) -> Option<Range<usize>> {
    if text.get(start) != Some(&b'"') {
        return None;
    }
    let mut at = start + 1;
    loop {
        at += memchr::memchr2(b'"', b'\\', text.get(at..)?)?;
        if text[at] == b'"' {
            return Some(start..at + 1);
        }
        at += 2;
    }
}

/// The value that begins at an offset or after the space there.
fn value(text: &[u8], at: usize) -> Option<Range<usize>> {
    let start = skip_space(text, at);
    match text.get(start)? {
        b'"' => string(text, start),
        b'{' | b'[' => {
            let mut depth = 0_usize;
            let mut at = start;
            loop {
                match text.get(at)? {
                    b'"' => at = string(text, at)?.end - 1,
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => {
                        depth -= 1;
                        if depth == 0 {
                            return Some(start..at + 1);
                        }
                    }
                    _ => {}
                }
                at += 1;
            }
        }
        _ => {
            let ends = |byte: &&u8| b",]} \t\r\n".contains(byte);
            let length = text[start..].iter().take_while(|byte| !ends(byte)).count();
            (length > 0).then_some(start..start + length)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#" {"a" : [1, {"b}": "]\""} , []], "\u0061\n": true, "e": {} }"#;

    fn all() -> Range<usize> {
        0..TEXT.len()
    }

    #[test]
    fn values_are_found() {
        let text = TEXT.as_bytes();
        let shown = |range: Range<usize>| &TEXT[range];
        let array = get(text, all(), "a").unwrap();
        let elements: Vec<_> = elements(text, array).into_iter().map(shown).collect();
        assert_eq!(elements, ["1", r#"{"b}": "]\""}"#, "[]"]);
        assert_eq!(get(text, all(), "a\n").map(shown), Some("true"));
        assert_eq!(get(text, all(), "e").map(shown), Some("{}"));
        assert_eq!(get(text, all(), "b}"), None);
    }

    #[test]
    fn text_that_is_no_json_holds_nothing() {
        for text in [
            "",
            "{",
            "{\"a\"",
            "{\"a\":",
            "{\"a\": \"x",
            "{\"a\": [",
            "[",
            "{,}",
            "{\"a\\",
        ] {
            assert_eq!(get(text.as_bytes(), 0..text.len(), "a"), None, "{text}");
            assert!(elements(text.as_bytes(), 0..text.len()).is_empty());
        }
    }

    #[test]
    fn a_string_is_read_as_json_reads_it() {
        for written in [
            r#""a\"\\\/\n\u00e9\ud83d\ude00z""#,
            r#""""#,
            r#""\t\r\b\f""#,
        ] {
            let read: String = serde_json::from_str(written).unwrap();
            let text = inner(written.as_bytes(), &(0..written.len())).unwrap();
            assert_eq!(*text.bytes, *read.as_bytes());
        }
        let lone = inner(br#""\ud800x""#, &(0..9)).unwrap();
        assert_eq!(*lone.bytes, *"\u{fffd}x".as_bytes());
    }
}
