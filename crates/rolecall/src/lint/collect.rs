//! Takes the results of jobs in order, counts, and hands them on.

use super::{
    Done, Outcome, Run,
    baseline::Baseline,
    problem::{Linted, Locator},
    progress::Progress,
    publish::Publisher,
};
use crate::{
    input::{InputFile, Source},
    output::{Reporter, Totals},
};
use anyhow::Context as _;
use rolecall_validate::{BatchIds, DocumentKind};
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
    /// Shown while the work goes on.
    pub(super) progress: Option<Progress<'a, 'i>>,
    /// Findings that are not reported.
    pub(super) baseline: Option<Baseline>,
    /// Takes the findings instead of the report.
    pub(super) new_baseline: Option<Baseline>,
    /// The file that the last result was of, and whether it was passed over.
    current: Option<(usize, bool)>,
    /// The ids of the batch that the current file holds.
    ids: BatchIds,
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
            progress: None,
            baseline: None,
            new_baseline: None,
            current: None,
            ids: BatchIds::new(),
            result: Collected::default(),
        }
    }

    pub(super) fn take(&mut self, outcome: Outcome) -> io::Result<()> {
        let will_write = match &outcome.done {
            Ok(done) => !done.linted.problems.is_empty() || done.product.is_shown(),
            Err(_) => false,
        };
        if let Some(progress) = self.progress.as_mut().filter(|_| will_write) {
            progress.hide();
        }
        self.take_done(outcome)?;
        if will_write {
            // Who reads along in a pipe waits for it, and the bar stands below it.
            self.out.flush()?;
        }
        if let Some(progress) = &mut self.progress {
            progress.show();
        }
        Ok(())
    }

    fn take_done(&mut self, outcome: Outcome) -> io::Result<()> {
        let file = &self.run.files[outcome.file];
        let mut done = match outcome.done {
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
        self.compare_ids(outcome.file, &mut done);
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

    /// Adds the findings about ids that an earlier piece of the file has.
    fn compare_ids(&mut self, number: usize, done: &mut Done) {
        let ids = std::mem::take(&mut done.linted.custom_ids);
        let settings = &self.run.settings[number];
        let mut findings = Vec::new();
        for (document, ids) in &ids {
            let found = self.ids.check(ids, &settings.options);
            let found = found.into_iter().filter(|found| !settings.ignores(found));
            findings.extend(found.map(|finding| (*document, finding)));
        }
        let Some(unit) = done.unit().filter(|_| !findings.is_empty()) else {
            return;
        };
        let locator = Locator::new(unit, self.run.with_excerpts);
        let repeated: Vec<_> = findings
            .into_iter()
            .map(|(document, finding)| {
                locator.problem(finding, document, Some(DocumentKind::Batch))
            })
            .collect();
        let problems = &mut done.linted.problems;
        problems.extend(repeated);
        problems.sort_by_key(|problem| problem.finding.span);
    }

    /// Ends the report.
    ///
    /// # Errors
    ///
    /// When the report or the baseline cannot be written.
    pub(super) fn finish(mut self) -> anyhow::Result<Collected> {
        if let Some(progress) = self.progress.take() {
            progress.end();
        }
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
        self.ids = BatchIds::new();
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
