//! What little of a PDF file can be read without a PDF reader.

use super::Base64;

/// Readers look for the signature within the first 1024 bytes.
const SIGNATURE_WITHIN: usize = 1024;

/// The end of a file, which holds the offset of its last cross-reference section and, in files of the older form, the
/// trailer.
const END: usize = 2048;

/// A dictionary of a cross-reference stream is not longer than this, save for files made to be odd.
const DICTIONARY: usize = 2048;

/// Whether a file has the signature of a PDF.
pub(crate) fn is_pdf(file: Base64<'_>) -> bool {
    find(&file.decoded(0, SIGNATURE_WITHIN), b"%PDF-").is_some()
}

/// Whether the trailer of a PDF names an encryption dictionary; false where the trailer is not found.
pub(crate) fn is_encrypted(file: Base64<'_>) -> bool {
    let length = file.decoded_len();
    let end = file.decoded(length.saturating_sub(END), length);
    let Some(start) = rfind(&end, b"startxref") else {
        return false;
    };
    let trailer = rfind(&end[..start], b"trailer").and_then(|at| end.get(at..start));
    trailer.is_some_and(names_encryption)
        || offset(&end[start..])
            .is_some_and(|at| names_encryption(&stream_dictionary(file, at).unwrap_or_default()))
}

/// The number behind `startxref`.
fn offset(text: &[u8]) -> Option<usize> {
    let digits: String = text
        .iter()
        .skip(b"startxref".len())
        .skip_while(|byte| byte.is_ascii_whitespace())
        .take_while(|byte| byte.is_ascii_digit())
        .map(|byte| char::from(*byte))
        .collect();
    digits.parse().ok()
}

/// The dictionary of a cross-reference stream: `12 0 obj << … >> stream`.
fn stream_dictionary(file: Base64<'_>, at: usize) -> Option<Vec<u8>> {
    let mut object = file.decoded(at, at.checked_add(DICTIONARY)?);
    let end = find(&object, b"stream")?;
    object.truncate(end);
    find(&object, b"/XRef").map(|_| object)
}

fn names_encryption(dictionary: &[u8]) -> bool {
    // `/EncryptMetadata` is another name.
    find(dictionary, b"/Encrypt").is_some_and(|at| {
        let next = dictionary.get(at + b"/Encrypt".len());
        next.is_some_and(|byte| !byte.is_ascii_alphanumeric())
    })
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|part| part == wanted)
}

fn rfind(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).rposition(|part| part == wanted)
}
