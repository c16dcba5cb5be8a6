//! Reads the inputs, one job after the other.

use super::{
    batch_body::{BodyPiece, BodyReader, start_of_items},
    compressed,
    files::{InputFile, Source, why_unreadable},
    layout::{Layout, Unit, is_compressed, is_json, is_json_lines, is_one_document, is_open},
    lines::{LineReader, Piece},
    shelf::Shelf,
};
use rolecall_validate::DocumentKind;
use std::{
    fs::File,
    io::{self, Cursor, Read},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, AtomicUsize, Ordering},
};

/// So much of a text is read to find out what it is. A text that is not longer is linted as a whole.
const START: u64 = 1 << 20;

/// Hands out the texts of the inputs in order.
pub(crate) struct Feed<'a> {
    files: &'a [InputFile],
    next: usize,
    stdin: Option<&'a mut (dyn Read + Send)>,
    /// What is being read in pieces, of the file before `next`.
    pieces: Option<Pieces<'a>>,
    /// Whether the file before `next` is compressed.
    is_compressed: bool,
    /// The file of which nothing more is wanted.
    unwanted: &'a AtomicUsize,
    /// Whether the body of a batch may be cut between its items.
    may_cut: bool,
    read: &'a AtomicU64,
    shelf: &'a Shelf,
}

type Reader<'a> = Box<dyn Read + Send + 'a>;

enum Pieces<'a> {
    Lines(LineReader<Reader<'a>>),
    Items(BodyReader<Reader<'a>>),
}

/// A text to lint.
#[derive(Debug)]
pub(crate) struct Job {
    /// Number of the file.
    pub(crate) file: usize,
    pub(crate) work: Work,
}

#[derive(Debug)]
pub(crate) enum Work {
    /// A file that may be read by whoever does the job, so that small files are read side by side.
    Open(PathBuf),
    /// A text that had to be read in order.
    Lint(Unit),
    /// The file could not be read.
    Fail(String),
}

impl<'a> Feed<'a> {
    /// `read` counts the bytes that are read, before they are decompressed.
    pub(crate) fn new(
        files: &'a [InputFile],
        stdin: &'a mut (dyn Read + Send),
        unwanted: &'a AtomicUsize,
        read: &'a AtomicU64,
        shelf: &'a Shelf,
        may_cut: bool,
    ) -> Self {
        Self {
            files,
            next: 0,
            stdin: Some(stdin),
            pieces: None,
            is_compressed: false,
            unwanted,
            may_cut,
            read,
            shelf,
        }
    }

    /// The next job.
    pub(crate) fn next_job(&mut self) -> Option<Job> {
        if let Some(job) = self.next_piece() {
            return Some(job);
        }
        let files = self.files;
        let number = self.next;
        let file = files.get(number)?;
        self.next += 1;
        let work = self
            .open(file)
            .unwrap_or_else(|error| Work::Fail(why_unreadable(&error)));
        Some(self.job(number, work))
    }

    fn next_piece(&mut self) -> Option<Job> {
        let file = self.next.checked_sub(1)?;
        if self.unwanted.load(Ordering::Relaxed) == file {
            self.pieces = None;
        }
        let unit = match self.pieces.as_mut()? {
            Pieces::Lines(lines) => lines
                .next_piece(self.shelf.take())
                .map(|piece| Some(unit_of(piece?, false))),
            Pieces::Items(items) => items.next_piece().map(|piece| Some(unit_of_items(piece?))),
        };
        let work = match unit {
            Ok(Some(unit)) => Work::Lint(unit),
            Ok(None) => {
                self.pieces = None;
                return None;
            }
            Err(error) => {
                self.pieces = None;
                Work::Fail(why_unreadable(&error))
            }
        };
        Some(self.job(file, work))
    }

    fn job(&self, file: usize, mut work: Work) -> Job {
        if let Work::Lint(unit) = &mut work {
            unit.is_compressed = self.is_compressed;
        }
        Job { file, work }
    }

    fn open(&mut self, file: &InputFile) -> io::Result<Work> {
        let (mut reader, is_compressed): compressed::Opened<'a> = match &file.source {
            Source::Path(path) if file.is_one_document() && !self.may_be_large_body(file, path) => {
                return Ok(Work::Open(path.clone()));
            }
            Source::Path(path) => compressed::reader(Counted(File::open(path)?, self.read))?,
            Source::Stdin => match self.stdin.take() {
                Some(stdin) => compressed::reader(Counted(stdin, self.read))?,
                None => (Box::new(io::empty()), false),
            },
        };
        self.is_compressed = is_compressed;
        if is_json_lines(&file.name) {
            return self.open_lines(file, reader);
        }
        let (mut text, is_all) = start_of(&mut reader)?;
        if !is_all
            && self.may_be_body(file)
            && let Some(items) = start_of_items(&text)
        {
            let whole: Reader<'a> = Box::new(Cursor::new(text).chain(reader));
            return self.open_items(BodyReader::new(whole, items));
        }
        match Layout::of(&file.name, file.kind, &text) {
            Layout::Lines => self.open_lines(file, Box::new(Cursor::new(text).chain(reader))),
            layout => {
                reader.read_to_end(&mut text)?;
                Ok(Work::Lint(Unit::whole(text, layout)))
            }
        }
    }

    /// Whether a file may hold the body of a batch, by what is known beside its text.
    fn may_be_body(&self, file: &InputFile) -> bool {
        let is_other = is_one_document(&file.name) && !is_json(&file.name);
        self.may_cut && !is_other && matches!(file.kind, None | Some(DocumentKind::Batch))
    }

    fn may_be_large_body(&self, file: &InputFile, path: &Path) -> bool {
        self.may_be_body(file) && (is_compressed(&file.name) || is_large(path))
    }

    /// Takes the first piece of a batch's body; the others follow.
    fn open_items(&mut self, mut items: BodyReader<Reader<'a>>) -> io::Result<Work> {
        let Some(first) = items.next_piece()? else {
            return Ok(Work::Lint(Unit::whole(Vec::new(), Layout::Json)));
        };
        self.pieces = Some(Pieces::Items(items));
        Ok(Work::Lint(unit_of_items(first)))
    }

    /// Takes the first piece of JSON Lines; the others follow. A stream of events is not cut.
    fn open_lines(&mut self, file: &InputFile, reader: Reader<'a>) -> io::Result<Work> {
        let mut lines = LineReader::new(reader);
        let Some(first) = lines.next_piece(self.shelf.take())? else {
            return Ok(Work::Lint(Unit::whole(Vec::new(), Layout::Lines)));
        };
        let layout = if is_json_lines(&file.name) {
            Layout::of(&file.name, file.kind, &first.text)
        } else {
            Layout::Lines
        };
        if layout == Layout::Lines {
            let is_whole = lines.is_done();
            self.pieces = Some(Pieces::Lines(lines));
            return Ok(Work::Lint(unit_of(first, is_whole)));
        }
        Ok(Work::Lint(Unit::whole(lines.read_all(first)?, layout)))
    }
}

impl Work {
    /// Reads what is to be read.
    pub(crate) fn read(
        self,
        name: &str,
        kind: Option<DocumentKind>,
        count: &AtomicU64,
    ) -> Result<Unit, String> {
        match self {
            Self::Lint(unit) => Ok(unit),
            Self::Fail(why) => Err(why),
            Self::Open(path) => {
                let (text, is_compressed) =
                    read(&path, count).map_err(|error| why_unreadable(&error))?;
                let layout = Layout::of(name, kind, &text);
                Ok(Unit {
                    is_compressed,
                    ..Unit::whole(text, layout)
                })
            }
        }
    }
}

/// The text of a file, and whether the file holds it compressed.
fn read(path: &Path, count: &AtomicU64) -> io::Result<(Vec<u8>, bool)> {
    let mut text = Vec::new();
    let (mut reader, is_compressed) = compressed::reader(Counted(File::open(path)?, count))?;
    reader.read_to_end(&mut text)?;
    Ok((text, is_compressed))
}

fn unit_of(piece: Piece, is_whole: bool) -> Unit {
    Unit {
        layout: Layout::Lines,
        text: piece.text,
        lines: Some(piece.lines),
        offset: piece.offset,
        line: piece.line,
        column: 0,
        document: piece.document,
        is_whole,
        is_compressed: false,
    }
}

fn unit_of_items(piece: BodyPiece) -> Unit {
    let BodyPiece { item, total, .. } = piece;
    Unit {
        layout: Layout::Items { first: item, total },
        text: piece.text,
        lines: None,
        offset: piece.offset,
        line: piece.line,
        column: piece.column,
        document: 0,
        is_whole: item == 0 && total.is_some(),
        is_compressed: false,
    }
}

/// The beginning of a text, enough of it to find out what it is, and whether it is all.
fn start_of(reader: &mut impl Read) -> io::Result<(Vec<u8>, bool)> {
    let mut text = Vec::new();
    loop {
        let wanted = START.max(text.len() as u64);
        let got = reader.by_ref().take(wanted).read_to_end(&mut text)?;
        if (got as u64) < wanted {
            return Ok((text, true));
        }
        if start_of_items(&text).is_some() || !is_open(&text) {
            return Ok((text, false));
        }
    }
}

/// Whether a file is so large that it may be read in pieces.
pub(super) fn is_large(path: &Path) -> bool {
    path.metadata().is_ok_and(|data| data.len() > START)
}

/// Counts what is read.
struct Counted<'c, R>(R, &'c AtomicU64);

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(buffer)?;
        self.1.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
