//! The baseline: the findings that an old repository had when it began to use the linter.
//!
//! A finding is known by its file, rule and pointer, not by its line, so that edits elsewhere in the file do not bring
//! it back.

use crate::config::normal;
use anyhow::Context as _;
use rolecall_validate::Finding;
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

/// How often each finding is known, or was seen.
#[derive(Debug)]
pub(crate) struct Baseline {
    /// Absolute path of the file; the names in it are relative to its folder, so that it holds wherever the run starts.
    path: PathBuf,
    counts: BTreeMap<Key, usize>,
    /// The files that were linted.
    seen: BTreeSet<String>,
}

/// What a finding is known by: its file, rule and pointer.
type Key = (String, String, String);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineV1 {
    version: u8,
    findings: Vec<EntryV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryV1 {
    file: String,
    rule: String,
    pointer: String,
    count: usize,
}

const VERSION: u8 = 1;

impl Baseline {
    /// A baseline that knows nothing yet.
    pub(crate) fn new(path: &Path, cwd: &Path) -> Self {
        Self {
            path: normal(&cwd.join(path)),
            counts: BTreeMap::new(),
            seen: BTreeSet::new(),
        }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    ///
    /// When there is none, or it is no baseline of a known version.
    pub(crate) fn read(path: &Path, cwd: &Path) -> anyhow::Result<Self> {
        let mut baseline = Self::new(path, cwd);
        let name = path.display();
        let text = fs::read_to_string(&baseline.path)
            .with_context(|| format!("cannot read the baseline `{name}`"))?;
        let read: BaselineV1 = serde_json::from_str(&text).with_context(|| {
            format!("`{name}` is no baseline; write one with `--write-baseline`")
        })?;
        anyhow::ensure!(
            read.version == VERSION,
            "the baseline `{name}` has version {}; this rolecall reads version {VERSION}",
            read.version
        );
        for entry in read.findings {
            let key = (entry.file, entry.rule, entry.pointer);
            *baseline.counts.entry(key).or_default() += entry.count;
        }
        Ok(baseline)
    }

    /// Says that a file was linted; `path` is absent for standard input.
    pub(crate) fn see(&mut self, file: &str, path: Option<&Path>) {
        let name = self.name_of(file, path);
        self.seen.insert(name);
    }

    /// Takes a finding out; tells whether it was known.
    pub(crate) fn knows(&mut self, file: &str, path: Option<&Path>, finding: &Finding) -> bool {
        let key = self.key(file, path, finding);
        match self.counts.get_mut(&key) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }

    /// Puts a finding in.
    pub(crate) fn add(&mut self, file: &str, path: Option<&Path>, finding: &Finding) {
        let key = self.key(file, path, finding);
        *self.counts.entry(key).or_default() += 1;
    }

    /// The entries of linted files that were not found as often as they are known.
    pub(crate) fn stale(&self) -> impl Iterator<Item = String> {
        self.counts
            .iter()
            .filter(|((file, ..), count)| **count > 0 && self.seen.contains(file))
            .map(|((file, rule, pointer), count)| {
                let times = if *count == 1 {
                    String::new()
                } else {
                    format!(" ({count} times)")
                };
                let at = if pointer.is_empty() {
                    String::new()
                } else {
                    format!(" at {pointer}")
                };
                format!("the baseline knows a finding that is gone: {file}: {rule}{at}{times}")
            })
    }

    /// Writes the file.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub(crate) fn write(&self) -> anyhow::Result<()> {
        let findings = self
            .counts
            .iter()
            .map(|((file, rule, pointer), count)| EntryV1 {
                file: file.clone(),
                rule: rule.clone(),
                pointer: pointer.clone(),
                count: *count,
            });
        let baseline = BaselineV1 {
            version: VERSION,
            findings: findings.collect(),
        };
        let mut text = serde_json::to_vec_pretty(&baseline)?;
        text.push(b'\n');
        let folder = self.path.parent().unwrap_or(&self.path);
        let name = self.path.display();
        tempfile::NamedTempFile::new_in(folder)
            .and_then(|mut new| {
                new.write_all(&text)?;
                readable_by_all(new.path())?;
                new.persist(&self.path)?;
                Ok(())
            })
            .with_context(|| format!("cannot write the baseline `{name}`"))
    }

    fn key(&self, file: &str, path: Option<&Path>, finding: &Finding) -> Key {
        let name = self.name_of(file, path);
        (name, finding.rule.to_owned(), finding.pointer.clone())
    }

    fn name_of(&self, file: &str, path: Option<&Path>) -> String {
        let (Some(path), Some(folder)) = (path, self.path.parent()) else {
            return file.to_owned();
        };
        match normal(path).strip_prefix(folder) {
            Ok(path) => path.to_string_lossy().replace('\\', "/"),
            Err(_) => file.to_owned(),
        }
    }
}

/// A temporary file is its owner's alone; a baseline is committed, and read by others.
#[cfg(unix)]
fn readable_by_all(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &Path) -> std::io::Result<()> {
    Ok(())
}
