//! The body of a batch, read a few items at a time, so that memory does not grow with the file.
//!
//! The text is cut between items only where the next one is an object behind a comma; where that cannot be told, because
//! the text is no JSON, everything that follows is one piece, and linting it says what is wrong with it.

use memchr::{memchr, memchr2, memrchr};
use std::{
    io::{self, Read},
    mem,
};

/// A piece is about this many bytes, more where a single item is longer.
const PIECE: usize = 1 << 20;

/// Some items of a body: whole ones, except where the text is no JSON.
#[derive(Debug)]
pub(super) struct BodyPiece {
    pub(super) text: Vec<u8>,
    /// Offset of the piece in the file.
    pub(super) offset: usize,
    /// Number of lines before it, and of characters before it in its first line.
    pub(super) line: usize,
    pub(super) column: usize,
    /// Number of items before it.
    pub(super) item: usize,
    /// For the last piece: the bytes of the whole body that are no white space between tokens.
    pub(super) total: Option<usize>,
}

/// Reads the items of a body.
pub(super) struct BodyReader<R> {
    inner: R,
    /// What is read and not handed out.
    text: Vec<u8>,
    scan: Scan,
    offset: usize,
    line: usize,
    column: usize,
    item: usize,
    is_read: bool,
    is_done: bool,
}

/// Where the items of a body begin, if a text looks like the beginning of one.
pub(super) fn start_of_items(text: &[u8]) -> Option<usize> {
    let mut rest = text;
    for token in [&b"{"[..], b"\"requests\"", b":", b"["] {
        rest = rest.trim_ascii_start().strip_prefix(token)?;
    }
    Some(text.len() - rest.len())
}

impl<R: Read> BodyReader<R> {
    /// A reader of a body whose items begin at an offset.
    pub(super) fn new(inner: R, start: usize) -> Self {
        Self {
            inner,
            text: Vec::new(),
            scan: Scan::new(start),
            offset: 0,
            line: 0,
            column: 0,
            item: 0,
            is_read: false,
            is_done: false,
        }
    }

    /// The next piece.
    pub(super) fn next_piece(&mut self) -> io::Result<Option<BodyPiece>> {
        while !self.is_done {
            if !self.is_read {
                let wanted = PIECE as u64;
                let got = (&mut self.inner).take(wanted).read_to_end(&mut self.text)?;
                self.is_read = got < PIECE;
            }
            self.scan.go_on(&self.text);
            if self.is_read {
                self.is_done = true;
                let text = mem::take(&mut self.text);
                let spare = text.len() - text.trim_ascii_end().len();
                let spare = self.scan.spare + if self.scan.is_over { spare } else { 0 };
                let total = (self.offset + text.len()).saturating_sub(spare);
                return Ok(Some(self.piece(text, Some(total))));
            }
            if let Some(Cut { at, item }) = self.scan.cut.take() {
                let rest = self.text.split_off(at);
                let text = mem::replace(&mut self.text, rest);
                self.scan.at -= at;
                // The comma before the cut is forgotten already, so this one stands behind it.
                self.scan.comma = self.scan.comma.map(|comma| comma - at);
                let piece = self.piece(text, None);
                self.item = item;
                return Ok(Some(piece));
            }
        }
        Ok(None)
    }

    fn piece(&mut self, text: Vec<u8>, total: Option<usize>) -> BodyPiece {
        let piece = BodyPiece {
            offset: self.offset,
            line: self.line,
            column: self.column,
            item: self.item,
            total,
            text,
        };
        self.offset += piece.text.len();
        self.line += memchr::memchr_iter(b'\n', &piece.text).count();
        let last_line = match memrchr(b'\n', &piece.text) {
            Some(end) => {
                self.column = 0;
                &piece.text[end + 1..]
            }
            None => &piece.text,
        };
        let is_start = |byte: &&u8| **byte & 0xc0 != 0x80;
        self.column += last_line.iter().filter(is_start).count();
        piece
    }
}

/// What is known of the text so far.
#[derive(Debug)]
struct Scan {
    /// Where to go on; one behind the text where its last byte is a backslash.
    at: usize,
    within: Within,
    /// Number of brackets that are open, beside those around the items.
    depth: usize,
    /// Number of commas between items.
    commas: usize,
    /// The comma behind which nothing but white space and comments was seen.
    comma: Option<usize>,
    /// The last place where the text can be cut.
    cut: Option<Cut>,
    /// Bytes of white space between tokens.
    spare: usize,
    /// Whether the list of items has ended, or is no list: nothing more is to be cut.
    is_over: bool,
}

#[derive(Debug, Clone, Copy)]
struct Cut {
    at: usize,
    /// Number of items before it.
    item: usize,
}

#[derive(Debug, Clone, Copy)]
enum Within {
    Values,
    String,
    LineComment,
    BlockComment,
}

impl Scan {
    fn new(start: usize) -> Self {
        Self {
            at: start,
            within: Within::Values,
            depth: 0,
            commas: 0,
            comma: None,
            cut: None,
            spare: 0,
            is_over: false,
        }
    }

    /// Reads on to the end of the text.
    fn go_on(&mut self, text: &[u8]) {
        while !self.is_over {
            let Some(rest) = text.get(self.at..).filter(|rest| !rest.is_empty()) else {
                return;
            };
            let is_whole = match self.within {
                Within::Values => self.value(text, rest),
                Within::String => self.string(rest),
                Within::LineComment => {
                    self.at += memchr(b'\n', rest).unwrap_or(rest.len());
                    self.within = match text.get(self.at) {
                        Some(_) => Within::Values,
                        None => Within::LineComment,
                    };
                    true
                }
                Within::BlockComment => self.block_comment(rest),
            };
            if !is_whole {
                return;
            }
        }
    }

    /// Reads a byte between strings and comments; tells whether there was enough text.
    fn value(&mut self, text: &[u8], rest: &[u8]) -> bool {
        let byte = rest[0];
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => self.spare += 1,
            b'/' => {
                self.within = match rest.get(1) {
                    Some(b'/') => Within::LineComment,
                    Some(b'*') => Within::BlockComment,
                    Some(_) => Within::Values,
                    None => return false,
                };
                self.at += usize::from(!matches!(self.within, Within::Values));
            }
            b',' if self.depth == 0 => {
                self.commas += 1;
                self.comma = Some(self.at);
            }
            b']' | b'}' if self.depth == 0 => self.is_over = true,
            _ => {
                if let Some(comma) = self.comma.take()
                    && byte == b'{'
                {
                    self.cut = Some(Cut {
                        at: cut_between(text, comma, self.at),
                        item: self.commas,
                    });
                }
                match byte {
                    b'"' => self.within = Within::String,
                    b'[' | b'{' => self.depth += 1,
                    b']' | b'}' => self.depth -= 1,
                    _ => {}
                }
            }
        }
        self.at += 1;
        true
    }

    fn string(&mut self, rest: &[u8]) -> bool {
        match memchr2(b'"', b'\\', rest) {
            Some(end) if rest[end] == b'"' => {
                self.at += end + 1;
                self.within = Within::Values;
            }
            Some(backslash) => self.at += backslash + 2,
            None => self.at += rest.len(),
        }
        true
    }

    fn block_comment(&mut self, rest: &[u8]) -> bool {
        match memchr(b'*', rest) {
            Some(star) => {
                self.at += star;
                match rest.get(star + 1) {
                    Some(b'/') => {
                        self.at += 2;
                        self.within = Within::Values;
                    }
                    Some(_) => self.at += 1,
                    None => return false,
                }
            }
            None => self.at += rest.len(),
        }
        true
    }
}

/// Where to cut between a comma and the next item: at the beginning of a line, so that lines are shown whole, if there
/// is one.
fn cut_between(text: &[u8], comma: usize, item: usize) -> usize {
    let space = comma + text[comma..item].trim_ascii_end().len();
    memrchr(b'\n', &text[space..item]).map_or(item, |end| space + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out a few bytes at a time, as a pipe does.
    struct Slow<'t>(&'t [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = buffer.len().min(997).min(self.0.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn pieces(text: &str) -> Vec<BodyPiece> {
        let start = start_of_items(text.as_bytes()).unwrap();
        let mut reader = BodyReader::new(Slow(text.as_bytes()), start);
        let mut pieces = Vec::new();
        while let Some(piece) = reader.next_piece().unwrap() {
            pieces.push(piece);
        }
        pieces
    }

    #[test]
    fn a_body_is_told_by_its_beginning() {
        assert_eq!(start_of_items(b" {\n\"requests\" : [{}"), Some(17));
        for other in [
            "",
            "{",
            "[]",
            "{\"requests\"",
            "{\"model\": 1, \"requests\": [",
            "{\"requests\": {}}",
        ] {
            assert_eq!(start_of_items(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn pieces_put_together_are_the_body() {
        // Everything that could be taken for a place to cut, and is none.
        let noise = r#"{"a\\": ["},{", {"b": "\"},{ ]}"}, [{}, {}]], /* },{"], * */ "é": 1}"#;
        let filler = "é,{]\\\\".repeat(60_000);
        for between in [",", " ,\n  ", ", // },{ \"\n /* [ */ "] {
            let item = format!("{{\"n\": {noise}, \"text\": \"{filler}\"}}");
            let items = [item.as_str(); 12].join(between);
            let text = format!("{{\"requests\": [{items}] }}\n\n");
            let pieces = pieces(&text);
            assert!(pieces.len() > 3, "{between}");
            let mut joined = String::new();
            for piece in &pieces {
                assert_eq!(piece.offset, joined.len());
                assert_eq!(piece.line, joined.matches('\n').count());
                let line = joined.rsplit('\n').next().unwrap();
                assert_eq!(piece.column, line.chars().count());
                assert_eq!(piece.item, joined.matches("\"text\"").count());
                let part = std::str::from_utf8(&piece.text).unwrap();
                if piece.item > 0 {
                    assert!(part.trim_start().starts_with('{'), "{part:.40}");
                }
                joined.push_str(part);
            }
            assert_eq!(joined, text);
            let (last, before) = pieces.split_last().unwrap();
            assert!(before.iter().all(|piece| piece.total.is_none()));
            assert!(last.total.unwrap() <= text.trim_end().len());
        }
    }

    #[test]
    fn white_space_between_tokens_does_not_count() {
        let text = "{\"requests\": [{ \"a\" : \" \" } , {}]}\n\n";
        let total = pieces(text)[0].total.unwrap();
        // The space before the list stays: it is not looked at.
        assert_eq!(total, "{\"requests\": [{\"a\":\" \"},{}]}".len());
    }

    #[test]
    fn what_is_no_json_ends_in_one_piece() {
        let item = format!("{{\"text\": \"{}\"}}", "x".repeat(400_000));
        let items = [item.as_str(); 4].join(",");
        for broken in ["\"open", "{}}", "{]]", "1 2 ]"] {
            let text = format!("{{\"requests\": [{items}, {broken}, {items}]}}");
            let joined: Vec<u8> = pieces(&text)
                .into_iter()
                .flat_map(|piece| piece.text)
                .collect();
            assert_eq!(joined, text.as_bytes(), "{broken}");
        }
        assert_eq!(pieces("{\"requests\": [").len(), 1);
        assert_eq!(pieces("{\"requests\": [\"\\").len(), 1);
    }
}
