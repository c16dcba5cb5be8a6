//! Takes the results of jobs in order, counts, and hands them on.

use super::{Outcome, Run, baseline::Baseline, problem::Linted, publish::Publisher};
use crate::{
    input::{InputFile, Source},
    output::{Reporter, Totals},
};
use anyhow::Context as _;
use std::{
    collections::BTreeMap,
    fmt,
    io::{self, Write},
    path::Path,
    sync::atomic::Ordering,
};

/// Hands findings to the report and repaired texts to their files.
pub(super) struct Collector<'a, 'i> {
    run: &'a Run<'a>,
    reporter: Box<dyn Reporter>,
    out: &'a mut dyn Write,
    publisher: Publisher<'a, 'i>,
    /// Takes a line for each file, where that is wanted.
    pub(super) log: Option<&'a mut dyn Write>,
    /// Findings that are not reported.
    pub(super) baseline: Option<Baseline>,
    /// Takes the findings instead of the report.
    pub(super) new_baseline: Option<Baseline>,
    /// The file that the last result was of, and whether it was passed over.
    current: Option<(usize, bool)>,
    result: Collected,
}

/// What a run came to.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) totals: Totals,
    /// Number of files that were passed over.
    pub(super) skipped: usize,
    /// Files that could not be read or written, as messages.
    pub(super) failures: Vec<String>,
    /// How many findings of a rule were repaired in a file, or would be.
    pub(super) fixes: BTreeMap<(String, &'static str), usize>,
    /// Number of files that were repaired, or would be.
    pub(super) changed_files: usize,
}

impl<'a, 'i> Collector<'a, 'i> {
    pub(super) fn new(
        run: &'a Run<'a>,
        reporter: Box<dyn Reporter>,
        out: &'a mut dyn Write,
        publisher: Publisher<'a, 'i>,
    ) -> Self {
        Self {
            run,
            reporter,
            out,
            publisher,
            log: None,
            baseline: None,
            new_baseline: None,
            current: None,
            result: Collected::default(),
        }
    }

    pub(super) fn take(&mut self, outcome: Outcome) -> io::Result<()> {
        let file = &self.run.files[outcome.file];
        let done = match outcome.done {
            Ok(done) => done,
            Err(why) => {
                self.publisher.abandon(outcome.file);
                self.result
                    .failures
                    .push(format!("cannot read `{}`: {why}", file.name));
                return Ok(());
            }
        };
        if self.passes_over(outcome.file, file, &done.linted) {
            return Ok(());
        }
        for rule in &done.repaired {
            let key = (file.name.clone(), *rule);
            *self.result.fixes.entry(key).or_default() += 1;
        }
        let moved = self.publisher.take(outcome.file, file, done.product)?;
        self.result.totals.documents += done.linted.documents;
        for mut problem in done.linted.problems {
            problem.shift(moved);
            let finding = &problem.finding;
            if let Some(baseline) = &mut self.new_baseline {
                baseline.add(&file.name, path_of(file), finding);
            }
            let is_known = match &mut self.baseline {
                Some(baseline) => baseline.knows(&file.name, path_of(file), finding),
                None => self.new_baseline.is_some(),
            };
            if is_known {
                *self.result.totals.in_baseline.get_or_insert(0) += 1;
                continue;
            }
            self.result
                .totals
                .count(finding.level, finding.fix.as_ref());
            self.reporter.problem(self.out, &file.name, problem)?;
        }
        Ok(())
    }

    /// Ends the report.
    ///
    /// # Errors
    ///
    /// When the report or the baseline cannot be written.
    pub(super) fn finish(mut self) -> anyhow::Result<Collected> {
        self.publisher.close();
        let mut result = self.result;
        result.failures.append(&mut self.publisher.failures);
        result.changed_files = self.publisher.changed_files;
        let repaired = result.fixes.values().sum();
        let totals = &mut result.totals;
        match self.run.mode {
            super::Mode::Lint => {}
            super::Mode::Fix(_) => totals.fixed = Some(repaired),
            super::Mode::Diff(_) => totals.would_fix = Some(repaired),
        }
        if self.baseline.is_some() || self.new_baseline.is_some() {
            totals.in_baseline.get_or_insert(0);
        }
        if let Some(baseline) = &self.new_baseline {
            baseline.write()?;
        }
        if let (Some(baseline), Some(log)) = (&self.baseline, &mut self.log) {
            for stale in baseline.stale() {
                let _ = writeln!(log, "{stale}");
            }
        }
        self.reporter
            .finish(self.out, totals)
            .context("cannot write the report")?;
        Ok(result)
    }

    /// Whether a file is passed over; its first result decides.
    fn passes_over(&mut self, number: usize, file: &InputFile, linted: &Linted) -> bool {
        if let Some((current, is_skipped)) = self.current
            && current == number
        {
            return is_skipped;
        }
        let is_skipped = !file.is_named && !linted.is_recognised;
        self.current = Some((number, is_skipped));
        if is_skipped {
            self.result.skipped += 1;
            self.run.unwanted.store(number, Ordering::Relaxed);
            self.say(format_args!(
                "passed over {}: it looks like no payload",
                file.name
            ));
        } else {
            self.result.totals.files += 1;
            if let Some(baseline) = &mut self.baseline {
                baseline.see(&file.name, path_of(file));
            }
            self.reporter.file(&file.name);
            self.say(format_args!("linted {}", file.name));
        }
        is_skipped
    }

    fn say(&mut self, line: fmt::Arguments<'_>) {
        if let Some(log) = &mut self.log {
            let _ = writeln!(log, "{line}");
        }
    }
}

/// Where a file is, for names relative to the baseline.
fn path_of(file: &InputFile) -> Option<&Path> {
    match &file.source {
        Source::Path(path) => Some(path),
        Source::Stdin => None,
    }
}
