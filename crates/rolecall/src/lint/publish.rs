//! Where repaired texts and diffs go.

use super::{diff::Diff, rewrite::Rewriter};
use crate::{
    input::{InputFile, Source, Unit},
    io::Painted,
};
use std::io::{self, BufWriter, Write};

/// What was made of a piece of a file, beside its findings.
#[derive(Debug)]
pub(crate) enum Product {
    Nothing,
    /// The text as it is to be; also of a piece that was not changed, because it stands behind one that was.
    Text {
        unit: Unit,
        old_length: usize,
        is_changed: bool,
    },
    Diff(Diff),
}

impl Product {
    /// Whether it is written to standard output.
    pub(crate) fn is_shown(&self) -> bool {
        matches!(self, Self::Diff(_))
    }
}

/// Takes the products of all files in order.
pub(crate) struct Publisher<'a, 'i> {
    /// Absent where standard output is for the report.
    stdout: Option<&'a mut BufWriter<Painted<'i>>>,
    stdout_is_for_eyes: bool,
    current: Option<Current>,
    /// Number of files that were changed, or would be.
    pub(crate) changed_files: usize,
    /// Files that could not be written, as messages.
    pub(crate) failures: Vec<String>,
}

/// The file that products arrive for.
struct Current {
    number: usize,
    name: String,
    target: Target,
    is_changed: bool,
    /// How much longer the new text is so far, and how much shorter.
    longer: usize,
    shorter: usize,
}

enum Target {
    Stdout,
    File(Rewriter),
    /// It could not be written.
    Failed,
}

impl<'a, 'i> Publisher<'a, 'i> {
    pub(crate) fn new(
        stdout: Option<&'a mut BufWriter<Painted<'i>>>,
        stdout_is_for_eyes: bool,
    ) -> Self {
        Self {
            stdout,
            stdout_is_for_eyes,
            current: None,
            changed_files: 0,
            failures: Vec::new(),
        }
    }

    /// Takes the next product of a file. Returns by how much the texts before it became longer and shorter, which is
    /// what offsets in it have to be corrected by.
    ///
    /// # Errors
    ///
    /// When standard output cannot be written to. A file that cannot be written is a failure of that file alone.
    pub(crate) fn take(
        &mut self,
        number: usize,
        file: &InputFile,
        product: Product,
    ) -> io::Result<(usize, usize)> {
        if self.current.as_ref().is_none_or(|now| now.number != number) {
            self.close();
            self.current = Some(Current::new(number, file));
        }
        let Some(current) = &mut self.current else {
            return Ok((0, 0));
        };
        match product {
            Product::Nothing => Ok((0, 0)),
            Product::Diff(diff) => {
                let out = Output {
                    stdout: self.stdout.as_deref_mut(),
                    is_for_eyes: self.stdout_is_for_eyes,
                };
                let is_first = !current.is_changed;
                current.is_changed = true;
                out.write(|out, is_for_eyes| {
                    if is_first {
                        Diff::write_header(out, &current.name, is_for_eyes)?;
                    }
                    diff.write(out, is_for_eyes)
                })?;
                Ok((0, 0))
            }
            Product::Text {
                unit,
                old_length,
                is_changed,
            } => {
                let text = &unit.text;
                let moved = (current.longer, current.shorter);
                current.longer += text.len().saturating_sub(old_length);
                current.shorter += old_length.saturating_sub(text.len());
                current.is_changed |= is_changed;
                let written = match &mut current.target {
                    Target::Stdout => {
                        let out = Output {
                            stdout: self.stdout.as_deref_mut(),
                            is_for_eyes: false,
                        };
                        out.write(|out, _| out.write_all(text))?;
                        Ok(())
                    }
                    Target::File(rewriter) => rewriter.take(text, unit.offset, is_changed),
                    Target::Failed => Ok(()),
                };
                if let Err(error) = written {
                    current.fail(&error, &mut self.failures);
                }
                Ok(moved)
            }
        }
    }

    /// Leaves a file as it is, because not all of it could be read.
    pub(crate) fn abandon(&mut self, number: usize) {
        if self
            .current
            .as_ref()
            .is_some_and(|now| now.number == number)
        {
            self.current = None;
        }
    }

    /// Ends the last file.
    pub(crate) fn close(&mut self) {
        let Some(mut current) = self.current.take() else {
            return;
        };
        match std::mem::replace(&mut current.target, Target::Failed) {
            Target::File(rewriter) => {
                if let Err(error) = rewriter.finish() {
                    current.fail(&error, &mut self.failures);
                }
            }
            Target::Stdout => {}
            Target::Failed => current.is_changed = false,
        }
        self.changed_files += usize::from(current.is_changed);
    }
}

/// Standard output, where it is not for the report.
struct Output<'o, 'i> {
    stdout: Option<&'o mut BufWriter<Painted<'i>>>,
    is_for_eyes: bool,
}

impl Output<'_, '_> {
    /// Writes with colour for a person, and byte for byte otherwise.
    fn write(self, write: impl FnOnce(&mut dyn Write, bool) -> io::Result<()>) -> io::Result<()> {
        let Some(stdout) = self.stdout else {
            return Ok(());
        };
        if self.is_for_eyes {
            return write(stdout, true);
        }
        stdout.flush()?;
        let mut out = BufWriter::new(stdout.get_mut().verbatim());
        write(&mut out, false)?;
        out.flush()
    }
}

impl Current {
    fn new(number: usize, file: &InputFile) -> Self {
        Self {
            number,
            name: file.name.clone(),
            target: match &file.source {
                Source::Stdin => Target::Stdout,
                Source::Path(path) => Target::File(Rewriter::new(path)),
            },
            is_changed: false,
            longer: 0,
            shorter: 0,
        }
    }

    fn fail(&mut self, error: &anyhow::Error, failures: &mut Vec<String>) {
        failures.push(format!("cannot write `{}`: {error:#}", self.name));
        self.target = Target::Failed;
        self.is_changed = false;
    }
}
