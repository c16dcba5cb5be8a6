//! Levels as the command line and the files of settings state them, and which of them holds.

use rolecall_validate::{Level, Levels, Rule, UnknownRule};

/// What one place says about rules and groups; of two words on one name the later counts.
#[derive(Debug, Clone, Default)]
pub(crate) struct LevelList(Vec<(String, Setting)>);

/// A level, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    Off,
    At(Level),
}

/// The rules that `--select` cannot leave out: of a text that cannot be read, nothing else can be said.
const ALWAYS: [&str; 2] = ["syntax/invalid-json", "syntax/invalid-utf8"];

impl Setting {
    pub(crate) fn level(self) -> Option<Level> {
        match self {
            Self::Off => None,
            Self::At(level) => Some(level),
        }
    }
}

impl LevelList {
    /// Adds a word on a rule or group.
    pub(crate) fn push(&mut self, name: &str, setting: Setting) -> Result<(), UnknownRule> {
        check_name(name)?;
        self.0.push((name.to_owned(), setting));
        Ok(())
    }

    /// Whether it turns anything off.
    pub(crate) fn has_off(&self) -> bool {
        self.0.iter().any(|(_, setting)| *setting == Setting::Off)
    }

    fn on_rule(&self, rule: &Rule) -> Option<Setting> {
        self.on_name(rule.name)
    }

    fn on_group(&self, rule: &Rule) -> Option<Setting> {
        self.on_name(rule.group.as_str())
    }

    /// A rule wins over its group.
    fn on(&self, rule: &Rule) -> Option<Setting> {
        self.on_rule(rule).or_else(|| self.on_group(rule))
    }

    fn on_name(&self, name: &str) -> Option<Setting> {
        let mut words = self.0.iter().rev();
        words
            .find(|(known, _)| known == name)
            .map(|(_, setting)| *setting)
    }
}

/// Whether a rule or group of this name exists.
pub(crate) fn check_name(name: &str) -> Result<(), UnknownRule> {
    Levels::default().set(name, None)
}

/// Puts together what is said: `files` are the layers of settings files, of which later ones win; the command line
/// wins over all of them, and `select` keeps only the rules and groups in it.
pub(crate) fn effective(
    files: &[&LevelList],
    command_line: &LevelList,
    select: &[String],
) -> Levels {
    let mut levels = Levels::default();
    for rule in rolecall_validate::rules() {
        let in_files = files.iter().rev().find_map(|list| list.on(rule));
        let setting = if select.is_empty() || ALWAYS.contains(&rule.name) {
            command_line.on(rule).or(in_files)
        } else {
            selected(rule, in_files, command_line, select)
        };
        if let Some(setting) = setting {
            // The name is that of a rule, so this cannot fail.
            let _ = levels.set(rule.name, setting.level());
        }
    }
    levels
}

/// What holds for a rule where only some are selected. What is selected is wanted, so only the command line, by a word
/// that is not less exact, turns it off again.
fn selected(
    rule: &Rule,
    in_files: Option<Setting>,
    command_line: &LevelList,
    select: &[String],
) -> Option<Setting> {
    let by_rule = select.iter().any(|name| name == rule.name);
    let by_group = select.iter().any(|name| name == rule.group.as_str());
    if !by_rule && !by_group {
        return Some(Setting::Off);
    }
    let on_group = command_line
        .on_group(rule)
        .filter(|setting| !by_rule || *setting != Setting::Off);
    command_line
        .on_rule(rule)
        .or(on_group)
        .or(in_files.filter(|setting| *setting != Setting::Off))
        .or_else(|| match rule.default_level() {
            Some(_) => None,
            None => Some(Setting::At(Level::Warning)),
        })
}
