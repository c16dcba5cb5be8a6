//! The comparison of whole processes, and the targets that it is held to.

use crate::{
    others::Others,
    process::{Contender, Times, side_by_side},
};
use anyhow::{Context as _, Result, ensure};
use rolecall_bench::corpus;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What to compare.
pub struct Settings {
    pub rolecall: PathBuf,
    /// Where the corpus and the results are kept.
    pub folder: PathBuf,
    pub megabytes: usize,
    pub runs: usize,
    /// Other linters, where they are installed.
    pub others: Others,
}

/// One ratio and what it should be.
struct Ratio {
    what: &'static str,
    value: f64,
    target: f64,
    /// Whether the target is the least and not the most.
    at_least: bool,
}

pub fn run(settings: &Settings) -> Result<()> {
    let this = env::current_exe()?;
    let corpus = corpus::write(&settings.folder, settings.megabytes)?;
    let schema = settings.folder.join("request.schema.json");
    let bundle = Command::new(&settings.rolecall)
        .args(["schema", "request"])
        .output()
        .context("cannot start rolecall")?;
    ensure!(bundle.status.success(), "`rolecall schema request` failed");
    fs::write(&schema, &bundle.stdout)?;

    let lint = |name, threads: &str, file: &Path| {
        let mut arguments: Vec<PathBuf> = ["lint", "--threads", threads].map(Into::into).to_vec();
        arguments.push(file.into());
        Contender::new(name, &settings.rolecall, arguments)
    };
    let size = fs::metadata(&corpus.mix)?.len();
    println!("mix.jsonl, {} MB, {} runs of each in turn", size >> 20, settings.runs);
    let mut contenders = vec![
        Contender::new("serde_json, into Value", &this, ["parse".as_ref(), corpus.mix.as_os_str()]),
        lint("rolecall lint, 1 thread", "1", &corpus.mix),
        lint("rolecall lint, 2 threads", "2", &corpus.mix),
        lint("rolecall lint, 1 thread, every line faulty", "1", &corpus.faulty).ends_with(1),
        Contender::new(
            "jsonschema (Rust), is_valid",
            &this,
            ["jsonschema".as_ref(), schema.as_os_str(), corpus.mix.as_os_str()],
        ),
    ];
    contenders.extend(settings.others.contenders(&schema, &corpus.mix));
    let times = side_by_side(&contenders, settings.runs)?;
    print_times(&times, Some(size));
    let at_once = contenders[1].least_of_two_at_once(settings.runs)?;
    let [parse, one, two, faulty, jsonschema, others @ ..] = times.as_slice() else {
        unreachable!("five contenders are always there");
    };
    println!(
        "  two processes at once are {:.2} times as fast as one after the other: more the cores do not give",
        2.0 * one.least / at_once
    );
    let mut ratios = vec![
        Ratio::at_most("full lint / serde_json alone", one.least / parse.least, 0.5),
        Ratio::at_least("one thread / two threads", one.least / two.least, 1.8),
        Ratio::at_most("every line faulty / clean", faulty.least / one.least, 3.0),
        Ratio::at_least("jsonschema (Rust) / full lint", jsonschema.least / one.least, 1.0),
    ];
    for other in others {
        let target = settings.others.target(other.name);
        ratios.push(Ratio::at_least(other.name, other.least / one.least, target));
    }

    println!("\none small file, from the start of the process to its end");
    let small = side_by_side(
        &[
            Contender::new("true", Path::new("true"), [""; 0]),
            lint("rolecall lint small.json", "2", &corpus.small),
        ],
        settings.runs.max(40),
    )?;
    print_times(&small, None);
    let allowed = small[0].median.mul_add(1.5, 0.005);
    ratios.push(Ratio::at_most("cold start / (1.5 true + 5 ms)", small[1].median / allowed, 1.0));

    println!("\na request with a 5 MB image");
    let image = side_by_side(
        &[
            Contender::new("a scan of its bytes", &this, ["scan".as_ref(), corpus.image.as_os_str()]),
            lint("rolecall lint image.json", "1", &corpus.image),
        ],
        settings.runs.max(40),
    )?;
    print_times(&image, Some(fs::metadata(&corpus.image)?.len()));
    ratios.push(Ratio::at_most("image / scan", image[1].least / image[0].least, 2.0));

    println!("\npeak memory by size of the file");
    let mut peaks = Vec::new();
    for megabytes in [1, 16, 64, 256] {
        let file = settings.folder.join("growing.jsonl");
        corpus::lines(&file, megabytes, false)?;
        let peak = lint("memory", "2", &file).peak_memory()?;
        println!("  {megabytes:>4} MB of lines: {:>6.1} MB", peak as f64 / 1024.0);
        peaks.push(peak as f64);
    }
    ratios.push(Ratio::at_most("memory at 256 MB / at 16 MB", peaks[3] / peaks[1], 1.2));

    println!("\n{:<44} {:>8}  target", "ratio", "measured");
    for ratio in &ratios {
        ratio.print();
    }
    let missed = ratios.iter().filter(|ratio| !ratio.is_met()).count();
    ensure!(missed == 0, "{missed} of {} targets are missed", ratios.len());
    Ok(())
}

fn print_times(times: &[Times], bytes: Option<u64>) {
    for time in times {
        let rate = bytes.map_or(String::new(), |bytes| {
            format!("  {:>8.0} MB/s", bytes as f64 / time.least / 1e6)
        });
        println!(
            "  {:<44} {:>9.1} ms least {:>9.1} ms median{rate}",
            time.name,
            time.least * 1e3,
            time.median * 1e3
        );
    }
}

impl Ratio {
    fn at_most(what: &'static str, value: f64, target: f64) -> Self {
        Self {
            what,
            value,
            target,
            at_least: false,
        }
    }

    fn at_least(what: &'static str, value: f64, target: f64) -> Self {
        Self {
            at_least: true,
            ..Self::at_most(what, value, target)
        }
    }

    fn is_met(&self) -> bool {
        if self.at_least {
            self.value >= self.target
        } else {
            self.value <= self.target
        }
    }

    fn print(&self) {
        println!(
            "{:<44} {:>8.2}  {} {}{}",
            self.what,
            self.value,
            if self.at_least { "at least" } else { "at most" },
            self.target,
            if self.is_met() { "" } else { "  MISSED" }
        );
    }
}
