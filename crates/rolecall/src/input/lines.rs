//! JSON Lines, read in pieces, so that memory does not grow with the file.

use memchr::{memchr_iter, memrchr};
use std::{
    io::{self, Read},
    ops::Range,
};

/// A piece is about this many bytes, more where a single line is longer: few enough to stay in a core's cache while they
/// are looked at several times.
const PIECE: usize = 1 << 18;

/// Whole lines of a file.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) text: Vec<u8>,
    /// The lines that are not blank, without their ends.
    pub(crate) lines: Vec<Range<usize>>,
    /// Offset of the piece in the file.
    pub(crate) offset: usize,
    /// Number of lines before it.
    pub(crate) line: usize,
    /// Number of documents before it.
    pub(crate) document: usize,
}

/// Reads pieces of whole lines.
pub(crate) struct LineReader<R> {
    inner: R,
    /// The beginning of the next piece, already read.
    rest: Vec<u8>,
    offset: usize,
    line: usize,
    document: usize,
    is_done: bool,
}

impl<R: Read> LineReader<R> {
    pub(crate) fn new(inner: R) -> Self {
        Self {
            inner,
            rest: Vec::new(),
            offset: 0,
            line: 0,
            document: 0,
            is_done: false,
        }
    }

    /// The next piece, written over a text that is no longer needed; the first is there even when the input is empty.
    pub(crate) fn next_piece(&mut self, used: Vec<u8>) -> io::Result<Option<Piece>> {
        if self.is_done {
            return Ok(None);
        }
        let text = self.read_lines(used)?;
        let Lines { ranges, ends } = split_lines(&text);
        let piece = Piece {
            offset: self.offset,
            line: self.line,
            document: self.document,
            lines: ranges,
            text,
        };
        self.offset += piece.text.len();
        self.line += ends;
        self.document += piece.lines.len();
        Ok(Some(piece))
    }

    /// Whether there is no further piece.
    pub(crate) fn is_done(&self) -> bool {
        self.is_done
    }

    /// Puts a piece, the first one, together with everything behind it.
    pub(crate) fn read_all(&mut self, first: Piece) -> io::Result<Vec<u8>> {
        let mut text = first.text;
        text.append(&mut self.rest);
        self.inner.read_to_end(&mut text)?;
        self.is_done = true;
        Ok(text)
    }

    fn read_lines(&mut self, mut text: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut length = self.rest.len();
        loop {
            let end = length + PIECE;
            if text.len() < end {
                // Growing by doubling would hold twice the longest line.
                text.reserve_exact(end - text.len());
                text.resize(end, 0);
            }
            text[length - self.rest.len()..length].copy_from_slice(&self.rest);
            self.rest.clear();
            let got = fill(&mut self.inner, &mut text[length..end])?;
            let line_end = memrchr(b'\n', &text[length..length + got]);
            length += got;
            if got < PIECE {
                self.is_done = true;
                text.truncate(length);
                return Ok(text);
            }
            if let Some(line_end) = line_end {
                let next = length - got + line_end + 1;
                self.rest.extend_from_slice(&text[next..length]);
                text.truncate(next);
                return Ok(text);
            }
        }
    }
}

/// Reads until the buffer is full or the input ends; tells how much.
fn fill(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut got = 0;
    while got < buffer.len() {
        match input.read(&mut buffer[got..]) {
            Ok(0) => break,
            Ok(count) => got += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(got)
}

/// The lines of a text.
#[derive(Debug)]
pub(crate) struct Lines {
    /// The lines that are not blank, without their ends.
    pub(crate) ranges: Vec<Range<usize>>,
    /// Number of line ends.
    pub(crate) ends: usize,
}

pub(crate) fn split_lines(text: &[u8]) -> Lines {
    let mut lines = Lines {
        ranges: Vec::new(),
        ends: 0,
    };
    let mut start = 0;
    for end in memchr_iter(b'\n', text) {
        lines.ends += 1;
        lines.add(text, start..end);
        start = end + 1;
    }
    lines.add(text, start..text.len());
    lines
}

impl Lines {
    fn add(&mut self, text: &[u8], line: Range<usize>) {
        let bytes = &text[line.clone()];
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        let end = line.end - usize::from(bytes.ends_with(b"\r"));
        self.ranges.push(line.start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_and_line_ends_are_left_out() {
        let text = b"{}\r\n\n  \r\n[1]\n2";
        let lines = split_lines(text);
        assert_eq!(lines.ranges, [0..2, 9..12, 13..14]);
        assert_eq!(lines.ends, 4);
    }

    /// Lines of all lengths around the size of a piece arrive whole, in order, with the right numbers.
    #[test]
    fn pieces_put_together_are_the_file() {
        for length in [10, 1000, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE] {
            let line = "x".repeat(length);
            let text = format!("{line}\n\n{line}\n{line}");
            let mut reader = LineReader::new(text.as_bytes());
            let (mut joined, mut documents, mut ends) = (Vec::new(), 0, 0);
            let mut used = b"used before\n".to_vec();
            while let Some(piece) = reader.next_piece(used).unwrap() {
                assert_eq!(piece.offset, joined.len());
                assert_eq!(piece.document, documents);
                assert_eq!(piece.line, ends);
                for range in &piece.lines {
                    assert_eq!(&piece.text[range.clone()], line.as_bytes());
                }
                documents += piece.lines.len();
                ends += memchr_iter(b'\n', &piece.text).count();
                joined.extend_from_slice(&piece.text);
                used = piece.text;
            }
            assert_eq!(joined, text.as_bytes());
            assert_eq!(documents, 3);
        }
    }

    #[test]
    fn an_empty_input_is_one_empty_piece() {
        let mut reader = LineReader::new(&b""[..]);
        assert!(
            reader
                .next_piece(Vec::new())
                .unwrap()
                .unwrap()
                .text
                .is_empty()
        );
        assert!(reader.next_piece(Vec::new()).unwrap().is_none());
    }
}
