//! `rolecall lint`.

mod excerpt;
mod parallel;
mod problem;

pub(crate) use excerpt::{Excerpt, Mark};
pub(crate) use problem::{Place, Point, Problem};

use crate::{
    ExitStatus,
    args::{Format, LintArgs},
    input::{Feed, Files, InputFile, Job, Work},
    io::{Label, Streams},
    output::{self, Reporter, Totals},
};
use anyhow::Context as _;
use problem::{Linted, lint_unit};
use rolecall_validate::{DocumentKind, Options};
use std::{
    fs::File,
    io::{self, BufWriter, Write},
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// What standard input is called unless it is given a name.
const STDIN: &str = "<stdin>";

/// Lints what the arguments name and writes the report.
pub(crate) fn run(
    args: &LintArgs,
    options: Options,
    streams: &mut Streams<'_>,
) -> anyhow::Result<ExitStatus> {
    let stdin_name = args.stdin_filename.as_deref().unwrap_or(STDIN);
    let mut found = Files::find(&args.paths, streams.cwd, stdin_name);
    let mut file = match &args.output {
        Some(path) => Some(create(path, &mut found, streams.cwd)?),
        None => None,
    };
    let mut has_failed = !found.failures.is_empty();
    for failure in std::mem::take(&mut found.failures) {
        streams.complain(Label::Error, failure);
    }
    let files = found.into_sorted();
    let run = Run {
        files: &files,
        options,
        with_excerpts: args.format == Format::Human,
        unwanted: AtomicUsize::new(usize::MAX),
    };
    let Streams {
        stdin,
        stdout,
        stderr,
        ..
    } = streams;
    let out: &mut dyn Write = match &mut file {
        Some(file) => file,
        None => stdout,
    };
    let mut collector = Collector {
        run: &run,
        reporter: output::reporter(args.format, args.quiet),
        out,
        log: if args.verbose { Some(stderr) } else { None },
        current: None,
        totals: Totals::default(),
        skipped: 0,
        failures: Vec::new(),
    };
    run.lint(threads(args.threads, &files), *stdin, &mut collector)?;
    let Collector {
        totals,
        skipped,
        failures,
        ..
    } = collector;
    has_failed |= !failures.is_empty();
    for failure in failures {
        streams.complain(Label::Error, failure);
    }
    if totals.files == 0 && skipped > 0 && !args.quiet {
        let message = "no file looks like a payload; say what the files are with `--as`";
        streams.complain(Label::Warning, message);
    }
    if let Some(file) = &mut file {
        file.flush().context("cannot write the report")?;
        if !args.quiet {
            let _ = writeln!(streams.stderr, "{}", totals.summary());
        }
    }
    Ok(if has_failed {
        ExitStatus::Failed
    } else if totals.at_or_above(args.fail_on) > 0 {
        ExitStatus::Findings
    } else {
        ExitStatus::Clean
    })
}

/// Creates the file of the report. A report of an earlier run must not be linted; a payload must not be overwritten.
fn create(path: &Path, found: &mut Files, cwd: &Path) -> anyhow::Result<BufWriter<File>> {
    let full = cwd.join(path);
    if found.remove(&full) == Some(true) {
        anyhow::bail!(
            "`{}` is an input; the report would overwrite it",
            path.display()
        );
    }
    let file =
        File::create(full).with_context(|| format!("cannot write to `{}`", path.display()))?;
    Ok(BufWriter::new(file))
}

/// As many threads as are wanted, but not more than can have work: a JSON file is one job, JSON Lines are many.
fn threads(wanted: usize, files: &[InputFile]) -> usize {
    let cores = match wanted {
        0 => thread::available_parallelism().map_or(1, Into::into),
        wanted => wanted,
    };
    if files.iter().all(InputFile::is_one_document) {
        cores.min(files.len())
    } else {
        cores
    }
}

/// What the threads share.
struct Run<'a> {
    files: &'a [InputFile],
    options: Options,
    with_excerpts: bool,
    /// The file that is passed over although not all of it was read.
    unwanted: AtomicUsize,
}

/// The result of a job.
struct Outcome {
    file: usize,
    linted: Result<Linted, String>,
}

impl Run<'_> {
    fn lint(
        &self,
        threads: usize,
        stdin: &mut (dyn io::Read + Send),
        collector: &mut Collector<'_>,
    ) -> anyhow::Result<()> {
        let kind = self.options.kind;
        let mut feed = Feed::new(self.files, stdin, kind, &self.unwanted);
        let mut result = Ok(());
        parallel::in_order(
            threads,
            || feed.next_job(),
            |job| self.work(job, kind),
            |outcome| match collector.take(outcome) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    result = Err(error);
                    ControlFlow::Break(())
                }
            },
        );
        result
            .and_then(|()| collector.reporter.finish(collector.out, &collector.totals))
            .context("cannot write the report")
    }

    fn work(&self, job: Job, kind: Option<DocumentKind>) -> Outcome {
        let Job { file, work } = job;
        // A fault of ours in one file should not hide what is wrong with the others.
        let linted = catch_unwind(AssertUnwindSafe(|| self.lint_work(work, file, kind)))
            .unwrap_or_else(|_| Err("rolecall itself failed on it; please report this".to_owned()));
        Outcome { file, linted }
    }

    fn lint_work(
        &self,
        work: Work,
        file: usize,
        kind: Option<DocumentKind>,
    ) -> Result<Linted, String> {
        let unit = work.read(&self.files[file].name, kind)?;
        Ok(lint_unit(&unit, &self.options, self.with_excerpts))
    }
}

/// Takes the results in order, counts, and hands findings to the report.
struct Collector<'a> {
    run: &'a Run<'a>,
    reporter: Box<dyn Reporter>,
    out: &'a mut dyn Write,
    /// Takes a line for each file, where that is wanted.
    log: Option<&'a mut dyn Write>,
    /// The file that the last result was of, and whether it was passed over.
    current: Option<(usize, bool)>,
    totals: Totals,
    /// Number of files that were passed over.
    skipped: usize,
    failures: Vec<String>,
}

impl Collector<'_> {
    fn take(&mut self, outcome: Outcome) -> io::Result<()> {
        let file = &self.run.files[outcome.file];
        let linted = match outcome.linted {
            Ok(linted) => linted,
            Err(why) => {
                self.failures
                    .push(format!("cannot read `{}`: {why}", file.name));
                return Ok(());
            }
        };
        if self.passes_over(outcome.file, file, &linted) {
            return Ok(());
        }
        self.totals.documents += linted.documents;
        for problem in linted.problems {
            self.totals.count(problem.finding.level);
            self.reporter.problem(self.out, &file.name, problem)?;
        }
        Ok(())
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
            self.skipped += 1;
            self.run.unwanted.store(number, Ordering::Relaxed);
            self.say(format_args!(
                "passed over {}: it looks like no payload",
                file.name
            ));
        } else {
            self.totals.files += 1;
            self.say(format_args!("linted {}", file.name));
        }
        is_skipped
    }

    fn say(&mut self, line: std::fmt::Arguments<'_>) {
        if let Some(log) = &mut self.log {
            let _ = writeln!(log, "{line}");
        }
    }
}
