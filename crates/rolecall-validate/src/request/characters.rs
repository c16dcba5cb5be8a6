//! Looking into strings without unescaping more than is looked at.

use crate::{Span, json::Value};

/// Whether a value is the empty string.
pub(crate) fn is_empty(value: Value<'_>) -> bool {
    value.raw() == "\"\""
}

/// Whether a value is a string that holds white space and nothing else, or nothing at all.
pub(crate) fn is_blank(value: Value<'_>) -> bool {
    // Most strings begin with a letter.
    let first = value.raw().as_bytes().get(1);
    value.is_string()
        && !first.is_some_and(u8::is_ascii_alphanumeric)
        && Characters::of(value).all(|(_, character)| character.is_some_and(char::is_whitespace))
}

/// The white space at the end of a string.
pub(crate) fn trailing_space(value: Value<'_>) -> Option<Span> {
    if !value.is_string() {
        return None;
    }
    let mut space = None;
    for (at, character) in Characters::of(value) {
        if character.is_some_and(char::is_whitespace) {
            space = space.or(Some(at));
        } else {
            space = None;
        }
    }
    let span = value.span();
    space.map(|at| Span {
        start: span.start + 1 + at,
        end: span.end - 1,
    })
}

/// The characters of a string, each with its offset behind the opening quote; `None` stands for half of a surrogate
/// pair, which is never white space.
struct Characters<'t> {
    written: &'t str,
    at: usize,
}

impl<'t> Characters<'t> {
    fn of(value: Value<'t>) -> Self {
        let raw = value.raw();
        Self {
            written: raw.get(1..raw.len() - 1).unwrap_or_default(),
            at: 0,
        }
    }
}

impl Iterator for Characters<'_> {
    type Item = (usize, Option<char>);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.written.get(start..)?;
        let mut characters = rest.chars();
        let first = characters.next()?;
        if first != '\\' {
            self.at += first.len_utf8();
            return Some((start, Some(first)));
        }
        let escape = characters.next().unwrap_or('\\');
        self.at += 1 + escape.len_utf8();
        let character = match escape {
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            'f' => Some('\u{c}'),
            'b' => Some('\u{8}'),
            'u' => {
                let digits = self.written.get(self.at..self.at + 4).unwrap_or_default();
                self.at += digits.len();
                u32::from_str_radix(digits, 16)
                    .ok()
                    .and_then(char::from_u32)
            }
            other => Some(other),
        };
        Some((start, character))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    fn trimmed(text: &str) -> Option<&str> {
        let parsed = parse(text);
        let tree = parsed.tree.as_ref().unwrap();
        trailing_space(tree.root()).map(|span| &text[span.start..span.end])
    }

    fn blank(text: &str) -> bool {
        is_blank(parse(text).tree.as_ref().unwrap().root())
    }

    #[test]
    fn white_space_is_found_however_it_is_written() {
        assert_eq!(trimmed(r#""Say: ""#), Some(" "));
        assert_eq!(trimmed(r#""Say:\n \u0020\t""#), Some(r"\n \u0020\t"));
        assert_eq!(trimmed("\"Say:\u{a0}\""), Some("\u{a0}"));
        assert_eq!(trimmed(r#""a b\\n""#), None);
        assert_eq!(trimmed(r#""a \ud83d\ude00""#), None);
        assert_eq!(trimmed(r#""""#), None);
        assert_eq!(trimmed("[1]"), None);
    }

    #[test]
    fn blank_strings_hold_nothing_to_read() {
        for text in [r#""""#, r#"" \n\u0009""#, "\"\u{2003}\""] {
            assert!(blank(text), "{text}");
        }
        for text in [
            r#""\\""#,
            r#""\u200b""#,
            r#"" . ""#,
            r#""\ud83d""#,
            "[]",
            "null",
        ] {
            assert!(!blank(text), "{text}");
        }
    }
}
