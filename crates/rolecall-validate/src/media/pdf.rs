//! What little of a PDF file can be read without a PDF reader.

use super::Base64;

/// Readers look for the signature within the first 1024 bytes.
const SIGNATURE_WITHIN: usize = 1024;

/// The end of a file, which holds the offset of its last cross-reference section and, in files of the older form, the
/// trailer.
const END: usize = 2048;

/// A dictionary of a cross-reference stream is not longer than this, save for files made to be odd.
const DICTIONARY: usize = 2048;

/// An object of the page tree that is longer than this, in a file made to be odd, is not read.
const OBJECT: usize = 1 << 16;

/// An entry of a cross-reference table.
const ENTRY: usize = 20;

/// `xref` and the line end behind it.
const HEADER: usize = 8;

/// A file has one cross-reference table for each time it was added to, and one section for each gap in the numbers.
const MOST_TABLES: usize = 64;
const MOST_SECTIONS: usize = 1024;

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

/// The number of pages that the page tree declares. Nothing where the way to it leads through compressed objects, or is
/// not written as readers expect it: then only a PDF reader can tell.
pub(crate) fn page_count(file: Base64<'_>) -> Option<u64> {
    let length = file.decoded_len();
    let end = file.decoded(length.saturating_sub(END), length);
    let start = rfind(&end, b"startxref")?;
    let tables = Tables::read(file, offset(&end[start..])?)?;
    let catalog = tables.object(file, tables.root)?;
    let pages = tables.object(file, reference(value(&catalog, b"/Pages")?)?)?;
    integer(value(&pages, b"/Count")?)
}

/// The cross-reference tables of a file, newest first: where each object stands.
struct Tables {
    sections: Vec<Section>,
    /// Number of the object that leads to all others.
    root: usize,
}

/// Entries of consecutive objects.
struct Section {
    first: usize,
    count: usize,
    at: usize,
}

impl Tables {
    fn read(file: Base64<'_>, newest: usize) -> Option<Self> {
        let mut sections = Vec::new();
        let mut root = None;
        let mut next = Some(newest);
        for _ in 0..MOST_TABLES {
            let Some(at) = next else {
                return root.map(|root| Self { sections, root });
            };
            let trailer = read_table(file, at, &mut sections)?;
            // Objects that only a stream lists would be missed.
            if find(&trailer, b"/XRefStm").is_some() {
                return None;
            }
            root = root.or_else(|| reference(value(&trailer, b"/Root")?));
            next = match find(&trailer, b"/Prev") {
                Some(_) => Some(usize::try_from(integer(value(&trailer, b"/Prev")?)?).ok()?),
                None => None,
            };
        }
        None
    }

    /// The text of an object, up to its end.
    fn object(&self, file: Base64<'_>, number: usize) -> Option<Vec<u8>> {
        let (section, index) = self.sections.iter().find_map(|section| {
            let index = number.checked_sub(section.first)?;
            (index < section.count).then_some((section, index))
        })?;
        let at = section.at.checked_add(index.checked_mul(ENTRY)?)?;
        let entry = file.decoded(at, at.checked_add(ENTRY)?);
        let (place, rest) = number_at(&entry)?;
        let (_, rest) = number_at(rest)?;
        if rest.trim_ascii() != b"n" {
            return None;
        }
        let text = file.decoded(place, place.checked_add(OBJECT)?);
        let (own, rest) = number_at(&text)?;
        let (_, rest) = number_at(rest)?;
        let body = rest.trim_ascii_start().strip_prefix(b"obj")?;
        let end = find(body, b"endobj")?;
        (own == number).then(|| body[..end].to_vec())
    }
}

/// Reads one table into `sections`, and returns the trailer behind it.
fn read_table(file: Base64<'_>, at: usize, sections: &mut Vec<Section>) -> Option<Vec<u8>> {
    let head = file.decoded(at, at.checked_add(HEADER)?);
    let rest = head.strip_prefix(b"xref")?;
    let mut at = at + head.len() - rest.trim_ascii_start().len();
    for _ in 0..MOST_SECTIONS {
        let text = file.decoded(at, at.checked_add(DICTIONARY)?);
        if let Some(trailer) = text.strip_prefix(b"trailer") {
            let end = find(trailer, b"startxref")?;
            return Some(trailer[..end].to_vec());
        }
        let (first, rest) = number_at(&text)?;
        let (count, rest) = number_at(rest)?;
        let entries = at + text.len() - rest.trim_ascii_start().len();
        sections.push(Section {
            first,
            count,
            at: entries,
        });
        at = entries.checked_add(count.checked_mul(ENTRY)?)?;
    }
    None
}

/// What stands behind a name that occurs once.
fn value<'d>(dictionary: &'d [u8], name: &[u8]) -> Option<&'d [u8]> {
    let is_whole = |at: &usize| {
        let next = dictionary.get(at + name.len());
        next.is_some_and(|byte| !byte.is_ascii_alphanumeric())
    };
    let mut places = (0..dictionary.len())
        .filter(|at| dictionary[*at..].starts_with(name))
        .filter(is_whole);
    let at = places.next()?;
    places
        .next()
        .is_none()
        .then(|| &dictionary[at + name.len()..])
}

/// `12 0 R`: the number of the object.
fn reference(text: &[u8]) -> Option<usize> {
    let (number, rest) = number_at(text)?;
    let (_, rest) = number_at(rest)?;
    rest.trim_ascii_start().starts_with(b"R").then_some(number)
}

/// A whole number that is no reference.
fn integer(text: &[u8]) -> Option<u64> {
    let (number, _) = number_at(text)?;
    reference(text).is_none().then_some(number as u64)
}

/// The number that a text begins with, and what follows it.
fn number_at(text: &[u8]) -> Option<(usize, &[u8])> {
    let text = text.trim_ascii_start();
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = std::str::from_utf8(&text[..digits]).ok()?.parse().ok()?;
    Some((number, &text[digits..]))
}

/// The number behind `startxref`.
fn offset(text: &[u8]) -> Option<usize> {
    number_at(text.strip_prefix(b"startxref")?).map(|(number, _)| number)
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
