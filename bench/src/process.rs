//! Times whole processes side by side.

use anyhow::{Context as _, Result, ensure};
use std::{
    ffi::OsString,
    fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// A command line to time, and the exit code that it must end with.
pub struct Contender {
    pub name: &'static str,
    command: Vec<OsString>,
    exit: i32,
}

/// Wall times of one contender.
pub struct Times {
    pub name: &'static str,
    pub least: f64,
    pub median: f64,
}

impl Contender {
    pub fn new<A: Into<OsString>>(
        name: &'static str,
        program: &Path,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        let mut command = vec![program.into()];
        command.extend(arguments.into_iter().map(Into::into));
        Self {
            name,
            command,
            exit: 0,
        }
    }

    pub fn ends_with(self, exit: i32) -> Self {
        Self { exit, ..self }
    }

    fn start(&self) -> Command {
        let mut command = Command::new(&self.command[0]);
        command
            .args(&self.command[1..])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    fn time(&self) -> Result<f64> {
        let start = Instant::now();
        let status = self
            .start()
            .status()
            .with_context(|| format!("cannot start {:?}", self.command[0]))?;
        let took = start.elapsed().as_secs_f64();
        ensure!(
            status.code() == Some(self.exit),
            "{} ended with {status}: what was timed is not what was meant",
            self.name
        );
        Ok(took)
    }

    /// The least wall time of two such processes at once: what the machine gives to two threads that share nothing.
    pub fn least_of_two_at_once(&self, runs: usize) -> Result<f64> {
        let mut least = f64::INFINITY;
        for _ in 0..runs {
            let start = Instant::now();
            let both = [self.start().spawn()?, self.start().spawn()?];
            for mut child in both {
                child.wait()?;
            }
            least = least.min(start.elapsed().as_secs_f64());
        }
        Ok(least)
    }

    /// The most memory that the process had resident, in kilobytes, as Linux tells while it runs.
    pub fn peak_memory(&self) -> Result<u64> {
        let mut child = self.start().spawn()?;
        let status = format!("/proc/{}/status", child.id());
        let mut peak = 0;
        while child.try_wait()?.is_none() {
            let text = fs::read_to_string(&status).unwrap_or_default();
            let line = text.lines().find(|line| line.starts_with("VmHWM:"));
            let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
            peak = peak.max(kilobytes.and_then(|k| k.parse().ok()).unwrap_or(0));
            thread::sleep(Duration::from_millis(2));
        }
        Ok(peak)
    }
}

/// Times the contenders in turn, so that what else the machine does disturbs all of them alike.
pub fn side_by_side(contenders: &[Contender], runs: usize) -> Result<Vec<Times>> {
    let mut times = vec![Vec::new(); contenders.len()];
    for round in 0..=runs {
        for (contender, times) in contenders.iter().zip(&mut times) {
            let took = contender.time()?;
            // The first round fills the caches.
            if round > 0 {
                times.push(took);
            }
        }
    }
    let summed = contenders.iter().zip(times).map(|(contender, mut times)| {
        times.sort_by(f64::total_cmp);
        Times {
            name: contender.name,
            least: times[0],
            median: times[times.len() / 2],
        }
    });
    Ok(summed.collect())
}
