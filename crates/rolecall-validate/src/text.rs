//! What can be linted.

use std::{borrow::Cow, rc::Rc, sync::Arc};

/// A text to lint: a string, or bytes that should be UTF-8.
///
/// A string is known to be UTF-8, so it is linted without looking through it for that first. Of other types, such as
/// `bytes::Bytes` or a memory map, lint the bytes (`&text[..]`), or implement this for them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a string nor bytes that `lint` knows",
    note = "lint the bytes of it: `&text[..]`"
)]
pub trait Text: AsRef<[u8]> {
    /// The same as a string, where that is known without a look.
    fn as_string(&self) -> Option<&str> {
        None
    }
}

impl Text for str {
    fn as_string(&self) -> Option<&str> {
        Some(self)
    }
}

impl Text for String {
    fn as_string(&self) -> Option<&str> {
        Some(self)
    }
}

impl<T: Text + ?Sized> Text for &T {
    fn as_string(&self) -> Option<&str> {
        (**self).as_string()
    }
}

impl<T: Text + ?Sized> Text for &mut T {
    fn as_string(&self) -> Option<&str> {
        (**self).as_string()
    }
}

impl Text for [u8] {}
impl<const N: usize> Text for [u8; N] {}
impl Text for Vec<u8> {}
impl Text for Box<[u8]> {}
impl Text for Rc<[u8]> {}
impl Text for Arc<[u8]> {}
impl Text for Cow<'_, [u8]> {}

#[cfg(test)]
mod tests {
    use crate::{Options, Report, Text, lint};
    use std::sync::Arc;

    #[test]
    fn strings_and_bytes_are_linted_alike() {
        fn linted(text: &(impl Text + ?Sized)) -> Report {
            lint(text, &Options::new())
        }
        let text = r#"{"model": "claude-opus-5", "max_tokens": "ü", "messages": []}"#;
        let expected = linted(text);
        assert_eq!(expected.findings.len(), 2);
        assert_eq!(linted(&text.to_owned()), expected);
        assert_eq!(linted(&text), expected);
        assert_eq!(linted(text.as_bytes()), expected);
        assert_eq!(linted(&text.as_bytes().to_vec()), expected);
        assert_eq!(linted(&Arc::<[u8]>::from(text.as_bytes())), expected);
    }
}
