//! `--pointer`: where the payload stands in a record.

use super::{
    embedded::Embedded,
    json_walk::{elements, get, inner},
    text::Text,
};
use std::ops::Range;

/// A JSON Pointer (RFC 6901).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pointer {
    tokens: Vec<String>,
}

impl Pointer {
    /// Reads a pointer; nothing where it does not begin with `/`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let tokens = text.strip_prefix('/')?.split('/');
        let tokens = tokens.map(|token| token.replace("~1", "/").replace("~0", "~"));
        Some(Self {
            tokens: tokens.collect(),
        })
    }

    /// The payload of a record, where it has one: an object, or a string that holds JSON.
    pub(super) fn payload(&self, text: &[u8], record: Range<usize>) -> Option<Embedded> {
        let mut value = record;
        for token in &self.tokens {
            value = get(text, value.clone(), token).or_else(|| {
                let number: usize = token.parse().ok()?;
                elements(text, value.clone()).get(number).cloned()
            })?;
        }
        body(text, value)
    }
}

/// A body that is kept as JSON or as a string with JSON in it; `null` and other values are none.
pub(super) fn body(text: &[u8], value: Range<usize>) -> Option<Embedded> {
    let text = match text.get(value.start)? {
        b'"' => inner(text, &value)?,
        b'{' | b'[' => {
            let whole = Text::of(text, value.clone());
            whole.slice(0..value.len())
        }
        _ => return None,
    };
    Some(Embedded {
        text,
        ..Embedded::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_leads_to_the_payload() {
        let payload = |pointer: &str, text: &str| {
            let found = Pointer::parse(pointer)
                .unwrap()
                .payload(text.as_bytes(), 0..text.len())?;
            String::from_utf8(found.text.bytes.into_owned()).ok()
        };
        assert_eq!(
            payload("/a/b", r#"{"a": {"b": {"c": 1}}}"#).as_deref(),
            Some(r#"{"c": 1}"#)
        );
        assert_eq!(
            payload("/a/1", r#"{"a": [1, "{\"c\": 1}"]}"#).as_deref(),
            Some(r#"{"c": 1}"#)
        );
        assert_eq!(payload("/a~1b", r#"{"a/b": []}"#).as_deref(), Some("[]"));
        assert_eq!(payload("/a", r#"{"a": null}"#), None);
        assert_eq!(payload("/a/b", r#"{"a": 1}"#), None);
        assert_eq!(Pointer::parse("a"), None);
    }
}
