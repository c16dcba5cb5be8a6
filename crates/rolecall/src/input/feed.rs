//! Reads the inputs, one job after the other.

use super::{
    compressed,
    files::{InputFile, Source, why_unreadable},
    layout::{Layout, Unit, is_json_lines},
    lines::{LineReader, Piece},
};
use rolecall_validate::DocumentKind;
use std::{
    fs::File,
    io::{self, Cursor, Read},
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

/// Hands out the texts of the inputs in order.
pub(crate) struct Feed<'a> {
    files: &'a [InputFile],
    next: usize,
    stdin: Option<&'a mut (dyn Read + Send)>,
    /// The JSON Lines that are being read, of the file before `next`.
    lines: Option<LineReader<Box<dyn Read + Send + 'a>>>,
    /// Whether the file before `next` is compressed.
    is_compressed: bool,
    /// The file of which nothing more is wanted.
    unwanted: &'a AtomicUsize,
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
    pub(crate) fn new(
        files: &'a [InputFile],
        stdin: &'a mut (dyn Read + Send),
        unwanted: &'a AtomicUsize,
    ) -> Self {
        Self {
            files,
            next: 0,
            stdin: Some(stdin),
            lines: None,
            is_compressed: false,
            unwanted,
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
            self.lines = None;
        }
        let work = match self.lines.as_mut()?.next_piece() {
            Ok(Some(piece)) => Work::Lint(unit_of(piece, false)),
            Ok(None) => {
                self.lines = None;
                return None;
            }
            Err(error) => {
                self.lines = None;
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
            Source::Path(path) if file.is_one_document() => return Ok(Work::Open(path.clone())),
            Source::Path(path) => compressed::reader(File::open(path)?)?,
            Source::Stdin => match self.stdin.take() {
                Some(stdin) => compressed::reader(stdin)?,
                None => (Box::new(io::empty()), false),
            },
        };
        self.is_compressed = is_compressed;
        if is_json_lines(&file.name) {
            return self.open_lines(file, reader);
        }
        let mut text = Vec::new();
        reader.read_to_end(&mut text)?;
        match Layout::of(&file.name, file.kind, &text) {
            Layout::Lines => self.open_lines(file, Box::new(Cursor::new(text))),
            layout => Ok(Work::Lint(Unit::whole(text, layout))),
        }
    }

    /// Takes the first piece of JSON Lines; the others follow. A stream of events is not cut.
    fn open_lines(
        &mut self,
        file: &InputFile,
        reader: Box<dyn Read + Send + 'a>,
    ) -> io::Result<Work> {
        let mut lines = LineReader::new(reader);
        let Some(first) = lines.next_piece()? else {
            return Ok(Work::Lint(Unit::whole(Vec::new(), Layout::Lines)));
        };
        let layout = if is_json_lines(&file.name) {
            Layout::of(&file.name, file.kind, &first.text)
        } else {
            Layout::Lines
        };
        if layout == Layout::Lines {
            let is_whole = lines.is_done();
            self.lines = Some(lines);
            return Ok(Work::Lint(unit_of(first, is_whole)));
        }
        Ok(Work::Lint(Unit::whole(lines.read_all(first)?, layout)))
    }
}

impl Work {
    /// Reads what is to be read.
    pub(crate) fn read(self, name: &str, kind: Option<DocumentKind>) -> Result<Unit, String> {
        match self {
            Self::Lint(unit) => Ok(unit),
            Self::Fail(why) => Err(why),
            Self::Open(path) => {
                let (text, is_compressed) = read(&path).map_err(|error| why_unreadable(&error))?;
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
fn read(path: &Path) -> io::Result<(Vec<u8>, bool)> {
    let mut text = Vec::new();
    let (mut reader, is_compressed) = compressed::reader(File::open(path)?)?;
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
        document: piece.document,
        is_whole,
        is_compressed: false,
    }
}
