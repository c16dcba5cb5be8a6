//! The part of a JSON object that was written before it was cut off.

use serde_json::{Map, Value};

/// Reads the beginning of an object: every value that is complete, and a number even if more digits might have come.
///
/// The text is one whose parsing failed at its end. `None` when it is not the beginning of an object.
pub(crate) fn complete(text: &str) -> Option<Map<String, Value>> {
    let cuts = Cuts::find(text);
    let whole = close(text, &cuts.open);
    let safe = || close(&text[..cuts.safe_end], &cuts.safe_open);
    serde_json::from_str(&whole)
        .or_else(|_| serde_json::from_str(&safe()))
        .ok()
}

fn close(text: &str, open: &[u8]) -> String {
    let closers = open
        .iter()
        .rev()
        .map(|&open| if open == b'{' { '}' } else { ']' });
    text.chars().chain(closers).collect()
}

/// Where the text can be cut so that only brackets are missing.
#[derive(Default)]
struct Cuts {
    /// The brackets that are open at the end.
    open: Vec<u8>,
    /// The end of the last value that is surely complete, or of the last opening bracket.
    safe_end: usize,
    safe_open: Vec<u8>,
}

impl Cuts {
    fn find(text: &str) -> Self {
        let mut cuts = Self::default();
        let mut in_string = false;
        let mut escaped = false;
        // After a colon, or in an array: a string here is a value and not a key.
        let mut is_value = false;
        for (at, &byte) in text.as_bytes().iter().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if in_string => escaped = true,
                b'"' => {
                    in_string = !in_string;
                    if !in_string && is_value {
                        cuts.mark(at + 1);
                    }
                }
                _ if in_string => {}
                b'{' | b'[' => {
                    cuts.open.push(byte);
                    cuts.mark(at + 1);
                    is_value = byte == b'[';
                }
                b'}' | b']' => {
                    cuts.open.pop();
                    cuts.mark(at + 1);
                }
                b',' => {
                    cuts.mark(at);
                    is_value = cuts.open.last() == Some(&b'[');
                }
                b':' => is_value = true,
                _ => {}
            }
        }
        cuts
    }

    fn mark(&mut self, end: usize) {
        self.safe_end = end;
        self.safe_open.clone_from(&self.open);
    }
}

#[cfg(test)]
mod tests {
    use super::complete;
    use serde_json::{Value, json};

    #[test]
    fn what_is_complete_is_kept() {
        // What the partial mode of jiter, which the official Python SDK uses, makes of the same texts.
        let cases = [
            (r#"{"a": 12"#, json!({"a": 12})),
            (r#"{"a": 12, "b": "he"#, json!({"a": 12})),
            (r#"{"a": tr"#, json!({})),
            (r#"{"a""#, json!({})),
            (r#"{"a":"#, json!({})),
            (r#"{"a": [1, "x"#, json!({"a": [1]})),
            (r#"{"a": {"b": 1"#, json!({"a": {"b": 1}})),
            (r#"{"a": "x\"#, json!({})),
            (r#"{"a": 1."#, json!({})),
            (r#"{"a": 1,"#, json!({"a": 1})),
            (r#"{"a": "x""#, json!({"a": "x"})),
            (r#"{"a": [[], {"k"#, json!({"a": [[], {}]})),
            (r#"{"a": "x", "b": {"c": "#, json!({"a": "x", "b": {}})),
            (r#"{"a": "{[,:", "b": "\"}"#, json!({"a": "{[,:"})),
        ];
        for (text, expected) in cases {
            assert_eq!(complete(text).map(Value::Object), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_beginning_of_an_object_is_refused() {
        for text in ["", "[1", "12", "{]", "}"] {
            assert_eq!(complete(text), None, "{text}");
        }
    }
}
