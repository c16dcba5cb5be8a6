//! Reports: one file per format.

mod concise;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
mod jsonl;
mod junit;
mod sarif;
mod statistics;

use crate::{
    args::{Format, LintArgs},
    lint::Problem,
};
use rolecall_validate::{Fix, Level, Rule};
use std::{
    fmt::Write as _,
    io::{self, Write},
};

/// Writes findings in one format.
pub(crate) trait Reporter {
    /// Hears of a file that is linted, before its findings.
    fn file(&mut self, _file: &str) {}

    /// Takes a finding. Findings arrive sorted by file, then by place.
    fn problem(&mut self, out: &mut dyn Write, file: &str, problem: Problem) -> io::Result<()>;

    /// Ends the report.
    fn finish(&mut self, out: &mut dyn Write, totals: &Totals) -> io::Result<()>;
}

/// The reporter that the arguments ask for; a quiet one writes no summary.
///
/// # Errors
///
/// When statistics are wanted in a format that has no place for them.
pub(crate) fn reporter(args: &LintArgs) -> anyhow::Result<Box<dyn Reporter>> {
    if args.statistics {
        let is_json = match args.format {
            Format::Human => false,
            Format::Json => true,
            _ => anyhow::bail!("`--statistics` goes with `--format human` or `--format json` only"),
        };
        return Ok(Box::new(statistics::Statistics::new(is_json, args.quiet)));
    }
    Ok(match args.format {
        Format::Human => Box::new(human::Human::new(args.quiet)),
        Format::Concise => Box::new(concise::Concise),
        Format::Json => Box::new(json::Json::default()),
        Format::Jsonl => Box::new(jsonl::JsonLines),
        Format::Sarif => Box::new(sarif::Sarif::default()),
        Format::Github => Box::new(github::Github),
        Format::Gitlab => Box::new(gitlab::Gitlab::default()),
        Format::Junit => Box::new(junit::Junit::new()),
    })
}

/// What a run came to.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    pub(crate) files: usize,
    pub(crate) documents: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) infos: usize,
    /// Findings that were repaired; absent where nothing was to be repaired.
    pub(crate) fixed: Option<usize>,
    /// Findings that `--fix` would repair; absent without `--diff`.
    pub(crate) would_fix: Option<usize>,
    /// Reported findings with a safe repair, and with one that is not.
    pub(crate) fixable: usize,
    pub(crate) unsafely_fixable: usize,
    /// Findings that are not reported, because the baseline has them; absent without one.
    pub(crate) in_baseline: Option<usize>,
}

impl Totals {
    pub(crate) fn count(&mut self, level: Level, fix: Option<&Fix>) {
        match level {
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
            Level::Info => self.infos += 1,
        }
        match fix {
            Some(fix) if fix.safe => self.fixable += 1,
            Some(_) => self.unsafely_fixable += 1,
            None => {}
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
        let mut summary = format!(
            "{found} in {} ({})",
            counted(self.documents, "document"),
            counted(self.files, "file")
        );
        for remark in self.remarks() {
            summary.push_str("; ");
            summary.push_str(&remark);
        }
        summary
    }

    /// What was or can be done about the findings.
    fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if let Some(fixed) = self.fixed {
            remarks.push(format!("{fixed} fixed"));
        }
        if let Some(would_fix) = self.would_fix {
            remarks.push(format!("{would_fix} would be fixed"));
        }
        let safe = match self.fixed.or(self.would_fix) {
            // What is left after a repair, another of the same kind does not repair.
            Some(_) => 0,
            None => self.fixable,
        };
        match (safe, self.unsafely_fixable) {
            (0, 0) => {}
            (safe, 0) => remarks.push(format!("{safe} fixable with --fix")),
            (0, more) => remarks.push(format!("{more} fixable with --unsafe-fixes")),
            (safe, more) => {
                remarks.push(format!(
                    "{safe} fixable with --fix, {more} more with --unsafe-fixes"
                ));
            }
        }
        if let Some(known) = self.in_baseline {
            remarks.push(format!("{known} in the baseline"));
        }
        remarks
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
            totals.count(level, None);
        }
        let summary = "1 error, 2 warnings, 1 note in 3 documents (1 file)";
        assert_eq!(totals.summary(), summary);
        assert_eq!(totals.at_or_above(Level::Warning), 3);
        assert_eq!(totals.at_or_above(Level::Error), 1);
    }

    #[test]
    fn the_summary_tells_what_can_be_repaired() {
        let summary = |fixable, unsafely_fixable, fixed, would_fix| {
            let totals = Totals {
                files: 1,
                documents: 1,
                fixable,
                unsafely_fixable,
                fixed,
                would_fix,
                ..Totals::default()
            };
            let summary = totals.summary();
            let (_, remark) = summary.split_once("(1 file)").unwrap();
            remark.to_owned()
        };
        assert_eq!(summary(3, 0, None, None), "; 3 fixable with --fix");
        assert_eq!(
            summary(3, 2, None, None),
            "; 3 fixable with --fix, 2 more with --unsafe-fixes"
        );
        assert_eq!(summary(0, 2, None, None), "; 2 fixable with --unsafe-fixes");
        assert_eq!(
            summary(0, 2, Some(3), None),
            "; 3 fixed; 2 fixable with --unsafe-fixes"
        );
        assert_eq!(summary(0, 0, None, Some(3)), "; 3 would be fixed");
    }

    #[test]
    fn control_characters_are_spelled_out() {
        assert_eq!(
            visible("a\u{1b}[31m\nö\u{202e}"),
            "a\\u{1b}[31m\\u{a}ö\\u{202e}"
        );
    }
}
