//! `rolecall lint`.

mod baseline;
mod collect;
mod diff;
mod excerpt;
mod parallel;
mod problem;
mod progress;
mod publish;
mod repair;
mod rewrite;

pub(crate) use excerpt::{Excerpt, Mark};
pub(crate) use problem::{Place, Point, Problem};

use crate::{
    ExitStatus,
    args::{Format, LintArgs},
    config::{CommandLine, Finder, Settings},
    input::{Feed, Files, Filter, InputFile, Job, Pointer, Shelf, Unit, Work},
    io::{Label, Streams},
    output,
};
use anyhow::Context as _;
use baseline::Baseline;
use collect::Collector;
use diff::Diff;
use problem::{Linted, lint_unit};
use progress::Progress;
use publish::{Product, Publisher};
use rolecall_validate::Repairs;
use std::{
    fs::File,
    io::{self, BufWriter, Write},
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize},
    },
    thread,
};

/// What standard input is called unless it is given a name.
const STDIN: &str = "<stdin>";

/// Lints what the arguments name, repairs it where that is wanted, and writes the report.
pub(crate) fn run(
    args: &LintArgs,
    command_line: &CommandLine,
    streams: &mut Streams<'_>,
) -> anyhow::Result<ExitStatus> {
    let stdin_name = args.stdin_filename.as_deref().unwrap_or(STDIN);
    let mut found = Files::find(
        &args.paths,
        streams.cwd,
        stdin_name,
        Filter::new(&args.include, &args.exclude)?,
    );
    let baseline = match &args.baseline {
        Some(path) => Some(Baseline::read(path, streams.cwd)?),
        None => None,
    };
    let new_baseline = args.write_baseline.as_ref();
    let new_baseline = new_baseline.map(|path| Baseline::new(path, streams.cwd));
    for path in args.baseline.iter().chain(&args.write_baseline) {
        // A baseline is no payload, though its name may say so.
        found.remove(&streams.cwd.join(path));
    }
    let mut file = match &args.output {
        Some(path) => Some(create(path, &mut found, streams.cwd)?),
        None => None,
    };
    let mut has_failed = !found.failures.is_empty();
    for failure in std::mem::take(&mut found.failures) {
        streams.complain(Label::Error, failure);
    }
    let mut files = found.into_sorted();
    let mut finder = Finder::new(command_line, args.choice(), streams.cwd);
    let settings = finder.settings_of(&files)?;
    for (file, settings) in files.iter_mut().zip(&settings) {
        file.kind = settings.options.kind;
    }
    let run = Run {
        files: &files,
        settings,
        mode: Mode::of(args),
        pointer: args.pointer.clone(),
        with_excerpts: args.format == Format::Human && !args.redact && !args.statistics,
        unwanted: AtomicUsize::new(usize::MAX),
        read: AtomicU64::new(0),
        shelf: Shelf::default(),
    };
    let stdout_is_taken = match run.mode {
        Mode::Lint => false,
        Mode::Fix(_) => files.iter().any(InputFile::is_stdin),
        Mode::Diff(_) => true,
    };
    let Streams {
        stdin,
        stdout,
        stderr,
        stdout_is_for_eyes,
        stderr_width,
        ..
    } = streams;
    // A report on standard error waits until the lines about files are written there.
    let mut held = Vec::new();
    let mut stdout = Some(stdout);
    let product_stdout = if stdout_is_taken { stdout.take() } else { None };
    let out: &mut dyn Write = match (&mut file, stdout) {
        (Some(file), _) => file,
        (None, Some(stdout)) => stdout,
        (None, None) => &mut held,
    };
    let mut collector = Collector::new(
        &run,
        output::reporter(args)?,
        out,
        Publisher::new(product_stdout, *stdout_is_for_eyes),
    );
    if args.verbose {
        collector.log = Some(stderr);
    } else if let Some(width) = stderr_width.filter(|_| !args.quiet) {
        collector.progress = Some(Progress::new(&run, stderr, width));
    }
    collector.baseline = baseline;
    collector.new_baseline = new_baseline;
    run.lint(threads(args.threads, &files), *stdin, &mut collector)?;
    let result = collector.finish()?;
    streams.stderr.write_all(&held)?;
    has_failed |= !result.failures.is_empty();
    for failure in result.failures {
        streams.complain(Label::Error, failure);
    }
    for warning in finder.unused_ignores(&args.paths) {
        streams.complain(Label::Warning, warning);
    }
    let totals = result.totals;
    if totals.files == 0 && result.skipped > 0 && !args.quiet {
        let message = "no file looks like a payload; say what the files are with `--as`";
        streams.complain(Label::Warning, message);
    }
    if args.show_fixes {
        let verb = if args.diff { "would fix" } else { "fixed" };
        for ((file, rule), count) in &result.fixes {
            let file = output::visible(file);
            let _ = writeln!(streams.stderr, "{file}: {verb} {count} × {rule}");
        }
    }
    if let Some(file) = &mut file {
        file.flush().context("cannot write the report")?;
        if !args.quiet {
            let _ = writeln!(streams.stderr, "{}", totals.summary());
        }
    }
    let would_change = args.diff && result.changed_files > 0;
    Ok(if has_failed {
        ExitStatus::Failed
    } else if would_change || totals.at_or_above(args.fail_on) > 0 {
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

/// As many threads as are wanted, but not more than can have work: a JSON file is one job unless it is large, JSON Lines
/// are many.
fn threads(wanted: usize, files: &[InputFile]) -> usize {
    let cores = match wanted {
        0 => thread::available_parallelism().map_or(1, Into::into),
        wanted => wanted,
    };
    let is_one_job = |file: &InputFile| file.is_one_document() && !file.is_large();
    if files.len() < cores && files.iter().all(is_one_job) {
        files.len()
    } else {
        cores
    }
}

/// What is done about findings, beside reporting them.
#[derive(Debug, Clone, Copy)]
enum Mode {
    Lint,
    /// Files are rewritten.
    Fix(Repairs),
    /// What would be rewritten is shown.
    Diff(Repairs),
}

impl Mode {
    fn of(args: &LintArgs) -> Self {
        match (args.diff, args.fix) {
            (true, _) => Self::Diff(args.repairs()),
            (false, true) => Self::Fix(args.repairs()),
            (false, false) => Self::Lint,
        }
    }
}

/// What the threads share.
struct Run<'a> {
    files: &'a [InputFile],
    /// Of each file.
    settings: Vec<Arc<Settings>>,
    mode: Mode,
    /// Where the payload stands in each document.
    pointer: Option<Pointer>,
    with_excerpts: bool,
    /// The file that is passed over although not all of it was read.
    unwanted: AtomicUsize,
    /// Bytes that were read.
    read: AtomicU64,
    shelf: Shelf,
}

/// The result of a job.
struct Outcome {
    file: usize,
    done: Result<Done, String>,
}

/// What was done with a piece of a file.
struct Done {
    linted: Linted,
    /// The rules whose findings were repaired, or would be; one entry for each finding.
    repaired: Vec<&'static str>,
    product: Product,
    /// The text, where more may be found in it, unless the product has it.
    unit: Option<Unit>,
}

impl Done {
    fn unchanged(unit: Unit, linted: Linted, shelf: &Shelf) -> Self {
        let unit = if linted.custom_ids.is_empty() {
            // Only pieces of lines are read into texts from the shelf.
            if unit.lines.is_some() {
                shelf.put(unit.text);
            }
            None
        } else {
            Some(unit)
        };
        Self {
            unit,
            linted,
            repaired: Vec::new(),
            product: Product::Nothing,
        }
    }

    /// The text that the findings are in.
    fn unit(&self) -> Option<&Unit> {
        match &self.product {
            Product::Text { unit, .. } => Some(unit),
            Product::Nothing | Product::Diff(_) => self.unit.as_ref(),
        }
    }
}

impl Run<'_> {
    fn lint(
        &self,
        threads: usize,
        stdin: &mut (dyn io::Read + Send),
        collector: &mut Collector<'_, '_>,
    ) -> anyhow::Result<()> {
        // A piece of a body has no line numbers of its own, so a repair, which may change them, takes the whole.
        let may_cut = matches!(self.mode, Mode::Lint) && self.pointer.is_none();
        let mut feed = Feed::new(
            self.files,
            stdin,
            &self.unwanted,
            &self.read,
            &self.shelf,
            may_cut,
        );
        let mut result = Ok(());
        parallel::in_order(
            threads,
            || feed.next_job(),
            |job| self.work(job),
            |outcome| match collector.take(outcome) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    result = Err(error);
                    ControlFlow::Break(())
                }
            },
        );
        result.context("cannot write the report")
    }

    fn work(&self, job: Job) -> Outcome {
        let Job { file, work } = job;
        // A fault of ours in one file should not hide what is wrong with the others.
        let done = catch_unwind(AssertUnwindSafe(|| self.lint_work(work, file)))
            .unwrap_or_else(|_| Err("rolecall itself failed on it; please report this".to_owned()));
        Outcome { file, done }
    }

    fn lint_work(&self, work: Work, number: usize) -> Result<Done, String> {
        let file = &self.files[number];
        let settings = &self.settings[number];
        let unit = work.read(&file.name, file.kind, &self.read)?;
        let lint = |unit: &Unit| {
            let pointer = self.pointer.as_ref();
            lint_unit(unit, settings, pointer, file.is_named, self.with_excerpts)
        };
        let linted = lint(&unit);
        Ok(match self.mode {
            Mode::Fix(repairs) if file.can_be_rewritten(&unit) => fix(unit, linted, repairs, lint),
            Mode::Diff(repairs) if file.can_be_rewritten(&unit) => {
                diff(unit, linted, repairs, lint, &self.shelf)
            }
            Mode::Lint | Mode::Fix(_) | Mode::Diff(_) => Done::unchanged(unit, linted, &self.shelf),
        })
    }
}

fn fix(unit: Unit, linted: Linted, repairs: Repairs, lint: impl Fn(&Unit) -> Linted) -> Done {
    let old_length = unit.text.len();
    let (linted, repaired, unit, is_changed) = match repair::repair(&unit, &linted, repairs, lint) {
        None => (linted, Vec::new(), unit, false),
        Some(new) => {
            let linted = Linted {
                is_recognised: linted.is_recognised,
                ..new.linted
            };
            (linted, new.rules, new.unit, true)
        }
    };
    Done {
        linted,
        repaired,
        unit: None,
        product: Product::Text {
            unit,
            old_length,
            is_changed,
        },
    }
}

/// The findings that the diff mends are left out; the others are where they are in the file, which stays as it is.
fn diff(
    unit: Unit,
    linted: Linted,
    repairs: Repairs,
    lint: impl Fn(&Unit) -> Linted,
    shelf: &Shelf,
) -> Done {
    let Some(new) = repair::repair(&unit, &linted, repairs, lint) else {
        return Done::unchanged(unit, linted, shelf);
    };
    let mut linted = linted;
    linted
        .problems
        .retain(|problem| repair::applicable(problem, repairs).is_none());
    Done {
        repaired: new.rules,
        product: Product::Diff(Diff::new(&unit.text, &new.unit.text, unit.line)),
        ..Done::unchanged(unit, linted, shelf)
    }
}
