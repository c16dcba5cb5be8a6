//! From the paths of the command line to files.

use super::{
    feed::is_large,
    layout::{Unit, is_compressed, is_one_document, is_walked},
};
use anyhow::Context as _;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;
use rolecall_validate::DocumentKind;
use std::{
    collections::BTreeMap,
    io::ErrorKind,
    path::{Component, Path, PathBuf},
};

/// One input.
#[derive(Debug, Clone)]
pub(crate) struct InputFile {
    /// As reports show it: relative where the path was given so, with `/` between folders.
    pub(crate) name: String,
    pub(crate) source: Source,
    /// Whether the command line names it; a file that was found in a folder may be passed over.
    pub(crate) is_named: bool,
    /// What the documents are said to be.
    pub(crate) kind: Option<DocumentKind>,
}

impl InputFile {
    /// Whether the file is one document, by its name.
    pub(crate) fn is_one_document(&self) -> bool {
        is_one_document(&self.name)
    }

    /// Whether it may be read in pieces.
    pub(crate) fn is_large(&self) -> bool {
        match &self.source {
            Source::Stdin => true,
            Source::Path(path) => is_compressed(&self.name) || is_large(path),
        }
    }

    pub(crate) fn is_stdin(&self) -> bool {
        matches!(self.source, Source::Stdin)
    }

    /// Whether what is repaired can be written: in the place of the file's own text, or to standard output.
    pub(crate) fn can_be_rewritten(&self, unit: &Unit) -> bool {
        self.is_stdin() || !unit.is_compressed
    }
}

#[derive(Debug, Clone)]
pub(crate) enum Source {
    Stdin,
    Path(PathBuf),
}

/// Which files of a folder are wanted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    include: Option<GlobSet>,
    exclude: GlobSet,
}

impl Filter {
    /// Reads the patterns of `--include` and `--exclude`.
    ///
    /// # Errors
    ///
    /// When one is no valid pattern.
    pub(crate) fn new(include: &[String], exclude: &[String]) -> anyhow::Result<Self> {
        Ok(Self {
            include: match include {
                [] => None,
                patterns => Some(globs(patterns)?),
            },
            exclude: globs(exclude)?,
        })
    }

    fn wants(&self, path: &Path, name: &str) -> bool {
        match &self.include {
            Some(include) => include.is_match(path),
            None => is_walked(name),
        }
    }
}

/// Patterns as `.gitignore` has them: one without `/` matches a name anywhere, a folder stands for all that it holds.
fn globs(patterns: &[String]) -> anyhow::Result<GlobSet> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let plain = pattern.trim_start_matches("./").trim_end_matches('/');
        let anchored = if plain.contains('/') {
            plain.trim_start_matches('/').to_owned()
        } else {
            format!("**/{plain}")
        };
        for whole in [format!("{anchored}/**"), anchored] {
            let glob = GlobBuilder::new(&whole)
                .literal_separator(true)
                .build()
                .with_context(|| format!("`{pattern}` is not a valid pattern"))?;
            set.add(glob);
        }
    }
    Ok(set.build()?)
}

/// What the paths of the command line stand for.
#[derive(Debug, Default)]
pub(crate) struct Files {
    by_name: BTreeMap<String, InputFile>,
    /// Paths that led nowhere, as messages.
    pub(crate) failures: Vec<String>,
    filter: Filter,
}

impl Files {
    /// Looks up the paths from the folder `cwd`; `stdin_name` is what standard input is called.
    pub(crate) fn find(paths: &[PathBuf], cwd: &Path, stdin_name: &str, filter: Filter) -> Self {
        let mut files = Self {
            filter,
            ..Self::default()
        };
        for path in paths {
            if path.as_os_str() == "-" {
                files.add(stdin_name.to_owned(), Source::Stdin, true);
            } else {
                files.find_path(path, cwd);
            }
        }
        files
    }

    /// The files, sorted by name, each once.
    pub(crate) fn into_sorted(self) -> Vec<InputFile> {
        self.by_name.into_values().collect()
    }

    /// Takes the file at this path out of the list and tells whether the command line names it.
    pub(crate) fn remove(&mut self, path: &Path) -> Option<bool> {
        let name = self.by_name.values().find_map(|file| match &file.source {
            Source::Path(known) if known == path => Some(file.name.clone()),
            Source::Path(_) | Source::Stdin => None,
        })?;
        self.by_name.remove(&name).map(|file| file.is_named)
    }

    fn find_path(&mut self, path: &Path, cwd: &Path) {
        let plain = without_dots(path);
        match cwd.join(path).metadata() {
            Ok(data) if data.is_dir() => self.walk(&plain, path, cwd),
            Ok(_) => self.add(display(&plain), Source::Path(cwd.join(&plain)), true),
            Err(error) if error.kind() == ErrorKind::NotFound && is_pattern(path) => {
                self.find_pattern(&plain, cwd);
            }
            Err(error) => {
                let why = why_unreadable(&error);
                self.fail(format!("cannot read `{}`: {why}", path.display()));
            }
        }
    }

    fn walk(&mut self, folder: &Path, given: &Path, cwd: &Path) {
        let mut found_any = false;
        for entry in walker(&cwd.join(folder)).build() {
            let Some(path) = self.file_of(entry) else {
                continue;
            };
            let shown = relative(&path, folder, cwd);
            let name = display(&shown);
            if self.filter.wants(&shown, &name) && !self.filter.exclude.is_match(&shown) {
                found_any = true;
                self.add(name, Source::Path(path), false);
            }
        }
        if !found_any {
            self.fail(format!(
                "there is no file in `{}` that could hold payloads",
                given.display()
            ));
        }
    }

    fn find_pattern(&mut self, pattern: &Path, cwd: &Path) {
        let text = display(pattern);
        let glob = match GlobBuilder::new(&text).literal_separator(true).build() {
            Ok(glob) => glob.compile_matcher(),
            Err(error) => {
                return self.fail(format!("`{text}` is not a valid pattern: {}", error.kind()));
            }
        };
        let is_plain = |part: &Component<'_>| !is_pattern(Path::new(part.as_os_str()));
        let base: PathBuf = pattern.components().take_while(is_plain).collect();
        let depth = pattern.components().count() - base.components().count();
        let mut walker = walker(&cwd.join(&base));
        if !text.contains("**") {
            walker.max_depth(Some(depth));
        }
        let mut found_any = false;
        let entries = if cwd.join(&base).is_dir() {
            Some(walker.build())
        } else {
            None
        };
        for entry in entries.into_iter().flatten() {
            let Some(path) = self.file_of(entry) else {
                continue;
            };
            let relative = relative(&path, &base, cwd);
            if glob.is_match(&relative) {
                found_any = true;
                self.add(display(&relative), Source::Path(path), true);
            }
        }
        if !found_any {
            self.fail(format!("no file matches `{text}`"));
        }
    }

    /// The path of an entry that is a file; an entry that cannot be read is a failure.
    fn file_of(&mut self, entry: Result<ignore::DirEntry, ignore::Error>) -> Option<PathBuf> {
        match entry {
            Ok(entry) => entry
                .file_type()
                .is_some_and(|kind| kind.is_file())
                .then(|| entry.into_path()),
            Err(error) => {
                self.fail(format!("cannot look into a folder: {error}"));
                None
            }
        }
    }

    fn add(&mut self, name: String, source: Source, is_named: bool) {
        let file = self.by_name.entry(name.clone()).or_insert(InputFile {
            name,
            source,
            is_named,
            kind: None,
        });
        file.is_named |= is_named;
    }

    fn fail(&mut self, message: String) {
        self.failures.push(message);
    }
}

/// Walks like `git status` would, but not by what the machine's owner ignores everywhere: a result should not depend
/// on the machine.
fn walker(folder: &Path) -> WalkBuilder {
    let mut walker = WalkBuilder::new(folder);
    walker.require_git(false).git_global(false);
    walker
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// The path without `.` components, so that `./a.json` and `a.json` are one file.
fn without_dots(path: &Path) -> PathBuf {
    path.components()
        .filter(|part| *part != Component::CurDir)
        .collect()
}

/// The path as it would be written beside `base`, of a file found below it.
fn relative(path: &Path, base: &Path, cwd: &Path) -> PathBuf {
    path.strip_prefix(cwd.join(base))
        .map_or_else(|_| path.to_owned(), |rest| base.join(rest))
}

fn display(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) {
        text.replace('\\', "/")
    } else {
        text.into_owned()
    }
}

/// Says in plain words why a file cannot be read.
pub(super) fn why_unreadable(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
