//! Standard base64, checked in one pass and read at any place.

use fearless_simd::{Level, dispatch};

/// A text that is to be standard base64.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Base64<'t>(&'t str);

/// What keeps a text from being standard base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The first character that is not in the alphabet, and its place in bytes.
    Character { at: usize, character: char },
    /// The number of characters is no multiple of four.
    Length,
}

/// Whole strides are tested without a branch per byte, which the compiler turns into vector instructions.
const STRIDE: usize = 64;

/// Longer texts are no placeholders.
const LONGEST_PLACEHOLDER: usize = 200;

impl<'t> Base64<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self(text)
    }

    /// The first thing that is wrong.
    pub(crate) fn fault(self) -> Option<Fault> {
        let bytes = self.0.as_bytes();
        let padding = bytes.iter().rev().take(2).take_while(|b| **b == b'=');
        let end = bytes.len() - padding.count();
        let at = end_of_alphabet(&bytes[..end]);
        if at < end {
            let character = self.0.get(at..).and_then(|rest| rest.chars().next());
            return Some(Fault::Character {
                at,
                character: character.unwrap_or(char::REPLACEMENT_CHARACTER),
            });
        }
        (!bytes.len().is_multiple_of(4)).then_some(Fault::Length)
    }

    /// The same bytes in standard base64, where only line breaks, padding or the URL-safe alphabet stand in the way.
    pub(crate) fn repaired(self) -> Option<String> {
        let mut text: String = self
            .0
            .chars()
            .filter(|c| !c.is_ascii_whitespace() && *c != '=')
            .map(|c| match c {
                '-' => '+',
                '_' => '/',
                other => other,
            })
            .collect();
        while text.len() % 4 > 1 {
            text.push('=');
        }
        // A name such as `my_image-01` is no base64 of another alphabet.
        let is_long = text.len() >= 64;
        (is_long && Base64(&text).fault().is_none()).then_some(text)
    }

    /// How many bytes it decodes to.
    pub(crate) fn decoded_len(self) -> usize {
        let text = self.0.trim_end_matches('=');
        text.len() / 4 * 3 + (text.len() % 4).saturating_sub(1)
    }

    /// One byte of what it decodes to.
    pub(crate) fn byte(self, index: usize) -> Option<u8> {
        let bytes = self.0.as_bytes();
        let first = index / 3 * 4 + index % 3;
        let high = value(*bytes.get(first)?)?;
        let low = value(*bytes.get(first + 1)?)?;
        Some(match index % 3 {
            0 => high << 2 | low >> 4,
            1 => high << 4 | low >> 2,
            _ => high << 6 | low,
        })
    }

    /// Some bytes of what it decodes to.
    pub(crate) fn bytes<const N: usize>(self, from: usize) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        for (offset, byte) in bytes.iter_mut().enumerate() {
            *byte = self.byte(from.checked_add(offset)?)?;
        }
        Some(bytes)
    }

    /// What it decodes to between two places, as far as it goes.
    pub(crate) fn decoded(self, from: usize, to: usize) -> Vec<u8> {
        (from..to).map_while(|index| self.byte(index)).collect()
    }
}

/// The `data:` URL prefix of a text: its media type, and its length with the comma.
pub(crate) fn data_url(text: &str) -> Option<(&str, usize)> {
    let rest = text
        .get(..5)
        .filter(|scheme| scheme.eq_ignore_ascii_case("data:"));
    let comma = rest.and(text.bytes().take(200).position(|byte| byte == b','))?;
    let media_type = text.get(5..comma)?.split(';').next()?;
    Some((media_type, comma + 1))
}

/// Whether a text stands for one that a template or a shell puts in its place.
pub(crate) fn is_placeholder(text: &str) -> bool {
    text.len() <= LONGEST_PLACEHOLDER
        && (text.contains(['$', '<', '{'])
            || (text.len() > 1 && text.chars().all(|c| matches!(c, '.' | '…'))))
}

fn end_of_alphabet(bytes: &[u8]) -> usize {
    let (strides, _) = bytes.as_chunks();
    let in_alphabet = dispatch!(Level::new(), _ => strides_in_alphabet(strides));
    let at = in_alphabet * STRIDE;
    let mut rest = bytes[at..].iter();
    rest.position(|byte| !is_in_alphabet(*byte))
        .map_or(bytes.len(), |offset| at + offset)
}

/// How many strides hold nothing else, up to the first that does.
#[expect(clippy::inline_always, reason = "what is dispatched must not call")]
#[inline(always)]
fn strides_in_alphabet(strides: &[[u8; STRIDE]]) -> usize {
    let is_other = |stride: &[u8; STRIDE]| {
        let all = stride
            .iter()
            .fold(true, |all, byte| all & is_in_alphabet(*byte));
        !all
    };
    let other = strides.iter().position(is_other);
    other.unwrap_or(strides.len())
}

#[expect(clippy::inline_always, reason = "as above")]
#[inline(always)]
fn is_in_alphabet(byte: u8) -> bool {
    let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    let is_digit = byte.wrapping_sub(b'0') < 10;
    let is_sign = matches!(byte, b'+' | b'/');
    // Without a branch, for the sake of the loop that calls it.
    u8::from(is_letter) | u8::from(is_digit) | u8::from(is_sign) != 0
}

fn value(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(text: &str) -> Vec<u8> {
        Base64::new(text).decoded(0, usize::MAX)
    }

    #[test]
    fn test_vectors_of_rfc_4648() {
        for (text, plain) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Zm9vYg==", "foob"),
            ("Zm9vYmE=", "fooba"),
            ("Zm9vYmFy", "foobar"),
        ] {
            assert_eq!(decode(text), plain.as_bytes(), "{text}");
            assert_eq!(Base64::new(text).decoded_len(), plain.len(), "{text}");
            assert_eq!(Base64::new(text).fault(), None, "{text}");
        }
        // Section 4: 62 is `+` and 63 is `/`.
        assert_eq!(decode("++//"), [0xfb, 0xef, 0xff]);
        assert_eq!(Base64::new("Zm9vYmFy").bytes::<3>(2), Some(*b"oba"));
        assert_eq!(Base64::new("Zm9v").bytes::<2>(2), None);
    }

    #[test]
    fn faults_are_found_at_any_distance() {
        for distance in 0..200 {
            for stranger in ['-', '_', '=', '\n', '.', '@', '[', '`', '{', ':', ',', 'é'] {
                let text = format!("{}{stranger}{}", "A".repeat(distance), "A".repeat(40));
                let fault = Fault::Character {
                    at: distance,
                    character: stranger,
                };
                assert_eq!(Base64::new(&text).fault(), Some(fault));
            }
        }
        for text in ["A", "AA", "AAA", "AAAAA", "A=", "AAA==", "="] {
            assert_eq!(Base64::new(text).fault(), Some(Fault::Length), "{text}");
        }
        assert!(Base64::new("AA===").fault().is_some());
    }

    #[test]
    fn other_spellings_become_standard() {
        let line = "QUJD".repeat(19);
        let broken = format!("{line}\r\n{line}\n");
        assert_eq!(Base64::new(&broken).repaired(), Some(line.repeat(2)));
        let url_safe = format!("{line}-_");
        assert_eq!(
            Base64::new(&url_safe).repaired(),
            Some(format!("{line}+/=="))
        );
        assert_eq!(Base64::new(&format!("{line}...")).repaired(), None);
        assert_eq!(Base64::new(&format!("{line}A")).repaired(), None);
        assert_eq!(Base64::new("my_image").repaired(), None);
    }

    #[test]
    fn data_urls_and_placeholders_are_told_apart() {
        assert_eq!(
            data_url("data:image/png;base64,AAAA"),
            Some(("image/png", 22))
        );
        assert_eq!(data_url("DATA:,AAAA"), Some(("", 6)));
        assert_eq!(data_url("AAAA"), None);
        for text in [
            "$IMAGE",
            "'$IMAGE_BASE64'",
            "<base64>",
            "{{image}}",
            "...",
            "…",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["", "/9j/4AAQSkZJRg...", "AAAA"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
