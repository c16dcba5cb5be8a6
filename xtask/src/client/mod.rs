//! `cargo xtask client`: our client and the official Python SDK side by side, on one local server.
//!
//! Opt-in, because it needs Python and a package registry; `docs/client.md` says what it compares.

mod compare;
mod overhead;
mod recorded;
mod scenarios;
mod server;

use crate::codegen;
use anyhow::{Context as _, Result, bail, ensure};
use clap::Subcommand;
use std::{
    ffi::OsStr,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command as Process,
};

/// The version of each SDK, and the version of the API that it speaks.
const SDKS: [(&str, &str); 2] = [("2.12.0", "2026-10-21"), ("1.17.0", "2023-06-01")];

/// What `cargo xtask client` can do.
#[derive(Debug, Clone, Copy, Subcommand)]
pub(crate) enum Command {
    /// Compare requests, retries, errors and accumulated messages in some eighty scenarios.
    Compare,
    /// Compare what the recorded streams of the SDK's own tests add up to.
    Recorded,
    /// Compare the CPU time of a request and of a streamed event (builds in release mode).
    Overhead,
}

pub(crate) fn run(command: Option<Command>) -> Result<()> {
    let bench = Bench::new()?;
    let mut differences = 0;
    match command {
        Some(Command::Compare) => differences += compare::run(&bench)?,
        Some(Command::Recorded) => differences += recorded::run(&bench)?,
        Some(Command::Overhead) => differences += overhead::run(&bench)?,
        None => {
            differences += compare::run(&bench)?;
            differences += recorded::run(&bench)?;
            differences += overhead::run(&bench)?;
        }
    }
    ensure!(
        differences == 0,
        "{differences} differences from the official SDK"
    );
    Ok(())
}

/// The workspace, and a folder for what is needed once.
struct Bench {
    workspace: PathBuf,
    folder: PathBuf,
}

impl Bench {
    fn new() -> Result<Self> {
        let workspace = codegen::workspace()?;
        let folder = workspace.join("target").join("client");
        fs::create_dir_all(&folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        Ok(Self { workspace, folder })
    }

    /// Writes a file of ours where Python finds it.
    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> Result<PathBuf> {
        let path = self.folder.join(name);
        fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }

    /// The example of the client that goes through the scenarios, built.
    fn driver(&self, profile: &str) -> Result<PathBuf> {
        let arguments = [
            "build",
            "--quiet",
            "--locked",
            "--package",
            "rolecall-client",
            "--example",
            "drive",
            "--profile",
            profile,
        ];
        let status = Process::new("cargo")
            .current_dir(&self.workspace)
            .args(arguments)
            .status()
            .context("cannot start cargo")?;
        ensure!(status.success(), "the example does not build");
        let folder = if profile == "dev" { "debug" } else { profile };
        let name = format!("drive{}", std::env::consts::EXE_SUFFIX);
        Ok(self
            .workspace
            .join("target")
            .join(folder)
            .join("examples")
            .join(name))
    }
}

/// What a program prints. Nothing of the environment decides where it sends its requests.
fn output(program: &Path, arguments: &[&OsStr]) -> Result<String> {
    let mut process = Process::new(program);
    process.args(arguments).env("NO_PROXY", "*");
    for name in [
        "ANTHROPIC_API_KEY",
        "ANTHROPIC_AUTH_TOKEN",
        "ANTHROPIC_BASE_URL",
    ] {
        process.env_remove(name);
    }
    let output = process
        .stderr(std::process::Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {}", program.display()))?;
    if !output.status.success() {
        bail!("{} failed with {}", program.display(), output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn say(line: &str) -> Result<()> {
    writeln!(std::io::stdout(), "{line}").context("cannot write")
}
