//! Reports: one file per format.

mod concise;
mod human;
mod json;

use crate::{args::Format, lint::Problem};
use rolecall_validate::{Level, Rule};
use std::{
    fmt::Write as _,
    io::{self, Write},
};

/// Writes findings in one format.
pub(crate) trait Reporter {
    /// Takes a finding. Findings arrive sorted by file, then by place.
    fn problem(&mut self, out: &mut dyn Write, file: &str, problem: Problem) -> io::Result<()>;

    /// Ends the report.
    fn finish(&mut self, out: &mut dyn Write, totals: &Totals) -> io::Result<()>;
}

/// The reporter of a format; a quiet one writes no summary.
pub(crate) fn reporter(format: Format, is_quiet: bool) -> Box<dyn Reporter> {
    match format {
        Format::Human => Box::new(human::Human::new(is_quiet)),
        Format::Concise => Box::new(concise::Concise),
        Format::Json => Box::new(json::Json::default()),
    }
}

/// What a run came to.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    pub(crate) files: usize,
    pub(crate) documents: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) infos: usize,
}

impl Totals {
    pub(crate) fn count(&mut self, level: Level) {
        match level {
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
            Level::Info => self.infos += 1,
        }
    }

    /// Number of findings of this level or a higher one.
    pub(crate) fn at_or_above(&self, level: Level) -> usize {
        let counts = [
            (Level::Error, self.errors),
            (Level::Warning, self.warnings),
            (Level::Info, self.infos),
        ];
        counts
            .into_iter()
            .filter(|(counted, _)| *counted >= level)
            .map(|(_, count)| count)
            .sum()
    }

    /// `2 errors, 1 warning in 3 documents (2 files)`.
    pub(crate) fn summary(&self) -> String {
        if self.files == 0 {
            return "nothing was linted".to_owned();
        }
        let counts = [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.infos, "note"),
        ];
        let found: Vec<_> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| counted(count, what))
            .collect();
        let found = if found.is_empty() {
            "no problems".to_owned()
        } else {
            found.join(", ")
        };
        format!(
            "{found} in {} ({})",
            counted(self.documents, "document"),
            counted(self.files, "file")
        )
    }
}

fn counted(count: usize, what: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {what}{ending}")
}

/// Where a rule is described.
pub(crate) fn docs_url(rule: &str) -> String {
    // The anchor that the page gives a heading: a slash is dropped.
    let anchor = rule.replace('/', "");
    let repository = env!("CARGO_PKG_REPOSITORY");
    format!("{repository}/blob/main/docs/rules.md#{anchor}")
}

/// The word for the default level of a rule.
pub(crate) fn default_level(rule: &Rule) -> &'static str {
    rule.default_level().map_or("off", Level::as_str)
}

/// Text of a payload or a file's name on one line of a terminal: control characters are spelled out, so that they
/// neither break the line nor reach the terminal.
pub(crate) fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        let is_bidi = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if character.is_control() || is_bidi {
            let _ = write!(visible, "\\u{{{:x}}}", u32::from(character));
        } else {
            visible.push(character);
        }
    }
    visible
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_as_a_sentence() {
        assert_eq!(Totals::default().summary(), "nothing was linted");
        let mut totals = Totals {
            files: 1,
            documents: 3,
            ..Totals::default()
        };
        assert_eq!(totals.summary(), "no problems in 3 documents (1 file)");
        for level in [Level::Error, Level::Warning, Level::Warning, Level::Info] {
            totals.count(level);
        }
        let summary = "1 error, 2 warnings, 1 note in 3 documents (1 file)";
        assert_eq!(totals.summary(), summary);
        assert_eq!(totals.at_or_above(Level::Warning), 3);
        assert_eq!(totals.at_or_above(Level::Error), 1);
    }

    #[test]
    fn control_characters_are_spelled_out() {
        assert_eq!(
            visible("a\u{1b}[31m\nö\u{202e}"),
            "a\\u{1b}[31m\\u{a}ö\\u{202e}"
        );
    }
}
