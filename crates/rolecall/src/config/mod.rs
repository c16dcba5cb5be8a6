//! `rolecall.toml`: what a repository says about its payloads.
//!
//! Each file is linted by the settings file that stands nearest above it; settings files are not merged. The command
//! line wins over them.

mod levels;
mod read;

pub(crate) use levels::{LevelList, Setting, check_name};

use crate::{args::Kind, input::InputFile, names};
use anyhow::Context as _;
use globset::{GlobBuilder, GlobMatcher};
use rolecall_validate::{ApiVersion, Date, Finding, Options, Platform};
use std::{
    collections::{BTreeMap, HashMap},
    fs,
    io::ErrorKind,
    path::{Component, Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// The name that is looked for.
const FILE_NAME: &str = "rolecall.toml";

/// What the command line says about documents and rules.
#[derive(Debug, Clone, Default)]
pub(crate) struct CommandLine {
    pub(crate) kind: Option<Kind>,
    pub(crate) api_version: Option<ApiVersion>,
    pub(crate) betas: Option<Vec<String>>,
    pub(crate) platform: Option<Platform>,
    pub(crate) default_model: Option<String>,
    pub(crate) as_of: Option<Date>,
    pub(crate) levels: LevelList,
    /// Rules and groups; empty for all.
    pub(crate) select: Vec<String>,
}

/// Where settings are taken from.
#[derive(Debug)]
pub(crate) enum Choice<'a> {
    /// From the file nearest above each input.
    Nearest,
    /// From this file.
    File(&'a Path),
    /// From the command line alone.
    Nothing,
}

/// How one file is linted.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) options: Options,
    /// Those that concern the file.
    ignores: Vec<Arc<Ignore>>,
}

/// One settings file.
#[derive(Debug)]
struct Config {
    /// Patterns are relative to this folder.
    folder: PathBuf,
    section: Section,
    overrides: Vec<Override>,
    ignores: Vec<Ignore>,
}

/// What is said about all files, or about those of an override.
#[derive(Debug, Default)]
struct Section {
    kind: Option<Kind>,
    api_version: Option<ApiVersion>,
    betas: Option<Vec<String>>,
    platform: Option<Platform>,
    default_model: Option<String>,
    levels: LevelList,
}

#[derive(Debug)]
struct Override {
    files: Vec<Pattern>,
    section: Section,
}

/// A finding that is known to be no fault.
#[derive(Debug)]
struct Ignore {
    /// A rule or a group.
    rule: String,
    /// Absent for all files.
    file: Option<Pattern>,
    /// Absent for all places; `*` stands for one segment.
    pointer: Option<String>,
    /// `rolecall.toml:12`
    place: String,
    has_matched: AtomicBool,
}

/// A pattern of file names, as `.gitignore` has them: one without `/` holds in every folder.
#[derive(Debug)]
struct Pattern(GlobMatcher);

/// Finds the settings of files.
pub(crate) struct Finder<'a> {
    command_line: &'a CommandLine,
    choice: Choice<'a>,
    cwd: &'a Path,
    /// The settings file that holds in a folder.
    by_folder: HashMap<PathBuf, Option<Arc<Loaded>>>,
    /// By path, so that warnings come in a fixed order.
    loaded: BTreeMap<PathBuf, Arc<Loaded>>,
}

/// A settings file, its ignores apart because the files that they concern share them.
#[derive(Debug)]
struct Loaded {
    config: Config,
    ignores: Vec<Arc<Ignore>>,
}

impl<'a> Finder<'a> {
    pub(crate) fn new(command_line: &'a CommandLine, choice: Choice<'a>, cwd: &'a Path) -> Self {
        Self {
            command_line,
            choice,
            cwd,
            by_folder: HashMap::new(),
            loaded: BTreeMap::new(),
        }
    }

    /// The settings of each file, in their order; equal ones are one.
    ///
    /// # Errors
    ///
    /// When a settings file cannot be read or is faulty.
    pub(crate) fn settings_of(
        &mut self,
        files: &[InputFile],
    ) -> anyhow::Result<Vec<Arc<Settings>>> {
        let mut known = HashMap::new();
        files
            .iter()
            .map(|file| {
                let path = normal(&self.cwd.join(&file.name));
                let loaded = self.config_for(&path)?;
                let parts = Parts::new(loaded.as_deref(), &path);
                let key = (
                    loaded.as_ref().map(|loaded| loaded.config.folder.clone()),
                    parts.overrides.clone(),
                    parts.ignores.clone(),
                );
                let settings = known
                    .entry(key)
                    .or_insert_with(|| Arc::new(self.command_line.over(loaded.as_deref(), &parts)));
                Ok(Arc::clone(settings))
            })
            .collect()
    }

    fn config_for(&mut self, path: &Path) -> anyhow::Result<Option<Arc<Loaded>>> {
        match self.choice {
            Choice::Nothing => Ok(None),
            Choice::File(file) => {
                let file = normal(&self.cwd.join(file));
                self.load(&file)?
                    .map(Some)
                    .with_context(|| format!("there is no file `{}`", file.display()))
            }
            Choice::Nearest => self.nearest(path.parent().unwrap_or(path)),
        }
    }

    fn nearest(&mut self, folder: &Path) -> anyhow::Result<Option<Arc<Loaded>>> {
        if let Some(known) = self.by_folder.get(folder) {
            return Ok(known.clone());
        }
        let mut found = self.load(&folder.join(FILE_NAME))?;
        if found.is_none()
            && let Some(parent) = folder.parent()
        {
            found = self.nearest(parent)?;
        }
        self.by_folder.insert(folder.to_owned(), found.clone());
        Ok(found)
    }

    fn load(&mut self, file: &Path) -> anyhow::Result<Option<Arc<Loaded>>> {
        if let Some(known) = self.loaded.get(file) {
            return Ok(Some(Arc::clone(known)));
        }
        let name = file.strip_prefix(self.cwd).unwrap_or(file);
        let name = name.display().to_string();
        let text = match fs::read_to_string(file) {
            Ok(text) => text,
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                return Ok(None);
            }
            Err(error) => return Err(error).with_context(|| format!("cannot read `{name}`")),
        };
        let folder = file.parent().unwrap_or(file).to_owned();
        let mut config = read::read(&text, &name, folder).map_err(anyhow::Error::msg)?;
        let ignores = std::mem::take(&mut config.ignores);
        let loaded = Arc::new(Loaded {
            config,
            ignores: ignores.into_iter().map(Arc::new).collect(),
        });
        self.loaded.insert(file.to_owned(), Arc::clone(&loaded));
        Ok(Some(loaded))
    }

    /// Warnings about ignores that matched nothing, of the settings files whose folders were linted as a whole.
    pub(crate) fn unused_ignores(&self, paths: &[PathBuf]) -> Vec<String> {
        // A finding that was not looked for does not show that an ignore is useless.
        if !self.command_line.select.is_empty() || self.command_line.levels.has_off() {
            return Vec::new();
        }
        let folders: Vec<_> = paths
            .iter()
            .map(|path| normal(&self.cwd.join(path)))
            .filter(|path| path.is_dir())
            .collect();
        self.loaded
            .values()
            .filter(|loaded| {
                let folder = &loaded.config.folder;
                folders.iter().any(|whole| folder.starts_with(whole))
            })
            .flat_map(|loaded| &loaded.ignores)
            .filter(|ignore| !ignore.has_matched.load(Ordering::Relaxed))
            .map(|ignore| {
                let Ignore { rule, place, .. } = &**ignore;
                format!("{place}: the ignore of `{rule}` matches nothing; remove it")
            })
            .collect()
    }
}

/// What of a settings file concerns one file, by number.
struct Parts {
    overrides: Vec<usize>,
    ignores: Vec<usize>,
}

impl Parts {
    fn new(loaded: Option<&Loaded>, path: &Path) -> Self {
        let mut parts = Self {
            overrides: Vec::new(),
            ignores: Vec::new(),
        };
        let Some(Loaded { config, ignores }) = loaded else {
            return parts;
        };
        let path = path.strip_prefix(&config.folder).unwrap_or(path);
        for (number, one) in config.overrides.iter().enumerate() {
            if one.files.iter().any(|pattern| pattern.matches(path)) {
                parts.overrides.push(number);
            }
        }
        for (number, ignore) in ignores.iter().enumerate() {
            let file = ignore.file.as_ref();
            if file.is_none_or(|pattern| pattern.matches(path)) {
                parts.ignores.push(number);
            }
        }
        parts
    }
}

impl CommandLine {
    /// The settings of a file: those of the settings file below those of the command line.
    fn over(&self, loaded: Option<&Loaded>, parts: &Parts) -> Settings {
        let sections: Vec<_> = loaded
            .into_iter()
            .flat_map(|Loaded { config, .. }| {
                let overrides = &config.overrides;
                let own = parts.overrides.iter().filter_map(|&one| overrides.get(one));
                std::iter::once(&config.section).chain(own.map(|own| &own.section))
            })
            .collect();
        let lists: Vec<_> = sections.iter().map(|section| &section.levels).collect();
        let mut options =
            Options::new().levels(levels::effective(&lists, &self.levels, &self.select));
        let last = || sections.iter().rev();
        options.kind = self
            .kind
            .or_else(|| last().find_map(|section| section.kind))
            .and_then(Kind::known);
        options.api_version = self
            .api_version
            .or_else(|| last().find_map(|section| section.api_version));
        options.betas = self
            .betas
            .clone()
            .or_else(|| last().find_map(|section| section.betas.clone()));
        options.platform = self
            .platform
            .or_else(|| last().find_map(|section| section.platform));
        options.default_model = self
            .default_model
            .clone()
            .or_else(|| last().find_map(|section| section.default_model.clone()));
        options.as_of = self.as_of;
        let ignores = loaded.map_or_else(Vec::new, |loaded| {
            let ignores = parts.ignores.iter();
            ignores
                .filter_map(|&number| loaded.ignores.get(number).map(Arc::clone))
                .collect()
        });
        Settings { options, ignores }
    }
}

impl Settings {
    /// Whether an `[[ignore]]` says that the finding is no fault.
    pub(crate) fn ignores(&self, finding: &Finding) -> bool {
        let mut is_ignored = false;
        // All are asked, so that each that matches counts as used.
        for ignore in &self.ignores {
            if ignore.covers(finding) {
                ignore.has_matched.store(true, Ordering::Relaxed);
                is_ignored = true;
            }
        }
        is_ignored
    }
}

impl Ignore {
    fn names(&self, rule: &str, group: &str) -> bool {
        self.rule == rule || self.rule == group
    }

    fn covers(&self, finding: &Finding) -> bool {
        let Some(pointer) = &self.pointer else {
            return self.names(finding.rule, finding.group.as_str());
        };
        let (wanted, found) = (pointer.split('/'), finding.pointer.split('/'));
        self.names(finding.rule, finding.group.as_str())
            && wanted.clone().count() == found.clone().count()
            && wanted
                .zip(found)
                .all(|(wanted, found)| wanted == "*" || wanted == found)
    }
}

impl Pattern {
    fn new(text: &str) -> Result<Self, globset::Error> {
        let anchored = if text.contains('/') {
            text.trim_start_matches("./")
                .trim_start_matches('/')
                .to_owned()
        } else {
            format!("**/{text}")
        };
        let glob = GlobBuilder::new(&anchored)
            .literal_separator(true)
            .build()?;
        Ok(Self(glob.compile_matcher()))
    }

    fn matches(&self, path: &Path) -> bool {
        self.0.is_match(path)
    }
}

/// The path without `.` and `..`, by its text alone.
pub(crate) fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}

/// The selected names, checked.
///
/// # Errors
///
/// When a name is neither a rule nor a group.
pub(crate) fn check_selected(select: &[String]) -> anyhow::Result<Vec<String>> {
    for name in select {
        check_name(name).map_err(|unknown| names::unknown(name, &unknown))?;
    }
    Ok(select.to_vec())
}
