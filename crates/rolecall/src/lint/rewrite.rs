//! Writing repaired files.
//!
//! A file is replaced as a whole and at once: the new text goes to a file beside it, which then takes its name. Who reads
//! meanwhile sees the old text or the new, never half of it.

use anyhow::Context as _;
use std::{
    fs::{self, File},
    io::{self, BufWriter, Read as _, Write as _},
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// Takes the pieces of a file one after the other, changed or not.
#[derive(Debug)]
pub(crate) struct Rewriter {
    path: PathBuf,
    /// Made by the first piece that changed.
    new: Option<BufWriter<NamedTempFile>>,
}

impl Rewriter {
    pub(crate) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            new: None,
        }
    }

    /// Takes the next piece, which began at `offset` of the old text.
    ///
    /// # Errors
    ///
    /// When the file cannot be replaced.
    pub(crate) fn take(
        &mut self,
        text: &[u8],
        offset: usize,
        is_changed: bool,
    ) -> anyhow::Result<()> {
        let new = match &mut self.new {
            Some(new) => new,
            None if !is_changed => return Ok(()),
            None => self.new.insert(begin(&self.path, offset)?),
        };
        new.write_all(text)?;
        Ok(())
    }

    /// Puts the new text in the place of the old; tells whether there is one.
    ///
    /// # Errors
    ///
    /// When the file cannot be replaced.
    pub(crate) fn finish(self) -> anyhow::Result<bool> {
        let Some(new) = self.new else {
            return Ok(false);
        };
        let new = new.into_inner().map_err(io::IntoInnerError::into_error)?;
        // Otherwise a crash of the machine could leave an empty file behind the new name.
        new.as_file().sync_all()?;
        new.persist(target(&self.path)?)?;
        Ok(true)
    }
}

/// Begins the new text with what stands before the first change.
fn begin(path: &Path, offset: usize) -> anyhow::Result<BufWriter<NamedTempFile>> {
    let path = target(path)?;
    let data = path.metadata()?;
    anyhow::ensure!(data.is_file(), "it is no regular file");
    anyhow::ensure!(!data.permissions().readonly(), "the file is read-only");
    let folder = path.parent().context("it stands in no folder")?;
    let new = tempfile::Builder::new()
        .prefix(".rolecall-")
        .tempfile_in(folder)?;
    fs::set_permissions(new.path(), data.permissions())?;
    let mut new = BufWriter::new(new);
    let before = u64::try_from(offset)?;
    io::copy(&mut File::open(&path)?.take(before), &mut new)?;
    Ok(new)
}

/// The file that a link leads to: the link stays.
fn target(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize()
}
