//! What a request and a streamed event cost the process of the client, in CPU time.

use super::{Bench, SDKS, compare, output, say, scenarios, server::Server};
use crate::python;
use anyhow::{Context as _, Result};
use std::{
    collections::HashMap,
    ffi::{OsStr, OsString},
    path::Path,
};

const MEASURE: &str = include_str!("measure.py");
/// How many times less than the SDK the client has to need.
const TIMES_LESS: f64 = 10.0;
/// Deltas in one stream. Beside them it has six events.
const PIECES: u32 = 2000;
/// Other processes only ever add to a measurement, so the lowest of some is the nearest.
const RUNS: usize = 2;

/// A call that is made often, and how many units of work it does.
struct Kind {
    name: &'static str,
    burst: &'static str,
    scenario: &'static str,
    units: u32,
    our_calls: u32,
    their_calls: u32,
    /// Whether it is held to the goal, or told for comparison.
    is_judged: bool,
}

const KINDS: [Kind; 3] = [
    Kind {
        name: "request",
        burst: "create",
        scenario: "short",
        units: 1,
        our_calls: 3000,
        their_calls: 600,
        is_judged: true,
    },
    Kind {
        name: "event, accumulated",
        burst: "stream",
        scenario: "long",
        units: PIECES + 6,
        our_calls: 20,
        their_calls: 3,
        is_judged: true,
    },
    Kind {
        name: "event, the SDK not accumulating",
        burst: "raw",
        scenario: "long",
        units: PIECES + 6,
        our_calls: 20,
        their_calls: 3,
        is_judged: false,
    },
];

pub(super) fn run(bench: &Bench) -> Result<usize> {
    let driver = bench.driver("release")?;
    let script = bench.write("sdk.py", compare::SDK)?;
    let measure = bench.write("measure.py", MEASURE)?;
    let answers = HashMap::from([
        ("short".to_owned(), vec![scenarios::short_answer()]),
        (
            "long".to_owned(),
            vec![scenarios::long_stream(PIECES as usize)],
        ),
    ]);
    let server = Server::start(answers)?;
    say("\nCPU time in microseconds\n")?;
    say("| per | API version | ours | the SDK | times less |")?;
    say("|---|---|---|---|---|")?;
    let mut differences = 0;
    for (sdk, api) in SDKS {
        let interpreter = python::with_sdk(&bench.workspace, sdk)?;
        for kind in KINDS {
            let url = |who| format!("{}/{}", server.url(who), kind.scenario);
            let ours = [driver.as_os_str(), OsStr::new(api)];
            let theirs = [interpreter.as_os_str(), script.as_os_str()];
            let cost = |program: &[&OsStr], url: &str, calls| {
                cost(&interpreter, &measure, program, kind.burst, calls, url)
            };
            let ours =
                cost(&ours, &url("ours"), kind.our_calls)? / f64::from(kind.our_calls * kind.units);
            let theirs = cost(&theirs, &url("sdk"), kind.their_calls)?
                / f64::from(kind.their_calls * kind.units);
            let times = theirs / ours;
            let failed = kind.is_judged && times < TIMES_LESS;
            differences += usize::from(failed);
            say(&format!(
                "| {} | {api} | {:.1} | {:.1} | {times:.1}{} |",
                kind.name,
                ours * 1e6,
                theirs * 1e6,
                if failed { " TOO FEW" } else { "" }
            ))?;
        }
    }
    Ok(differences)
}

/// CPU seconds that so many calls take, beyond those of the start and of the first call.
fn cost(
    interpreter: &Path,
    measure: &Path,
    program: &[&OsStr],
    burst: &str,
    calls: u32,
    url: &str,
) -> Result<f64> {
    let lowest = |calls: u32| -> Result<f64> {
        let mut lowest = f64::INFINITY;
        for _ in 0..RUNS {
            let mut arguments: Vec<OsString> = vec![measure.into()];
            arguments.extend(program.iter().map(OsString::from));
            arguments.extend(["burst", burst, &calls.to_string(), url].map(OsString::from));
            let arguments: Vec<&OsStr> = arguments.iter().map(OsString::as_os_str).collect();
            let seconds: f64 = output(interpreter, &arguments)?
                .trim()
                .parse()
                .context("no number of seconds")?;
            lowest = lowest.min(seconds);
        }
        Ok(lowest)
    };
    Ok(lowest(calls + 1)? - lowest(1)?)
}
