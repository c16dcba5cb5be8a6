//! Python with published packages, in virtual environments below `target`.

use anyhow::{Context as _, Result, ensure};
use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The Python of a virtual environment that has this version of the official SDK.
pub(crate) fn with_sdk(workspace: &Path, version: &str) -> Result<PathBuf> {
    let folder = workspace.join("target").join("upstream");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let environment = folder.join(format!("venv-{version}"));
    let python = python_of(&environment);
    if !python.exists() {
        run(
            OsStr::new(system_python()),
            &[
                OsStr::new("-m"),
                OsStr::new("venv"),
                environment.as_os_str(),
            ],
        )
        .context("cannot create a virtual environment; Python 3.9 or later with venv is needed")?;
    }
    let package = format!("anthropic=={version}");
    let install = ["-m", "pip", "install", "--quiet", &package].map(OsStr::new);
    run(python.as_os_str(), &install).with_context(|| format!("pip cannot install {package}"))?;
    Ok(python)
}

fn system_python() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}

fn python_of(environment: &Path) -> PathBuf {
    if cfg!(windows) {
        environment.join("Scripts").join("python.exe")
    } else {
        environment.join("bin").join("python")
    }
}

/// Runs a program; what it says goes to standard error, because standard output is for results.
pub(crate) fn run(program: &OsStr, arguments: &[&OsStr]) -> Result<()> {
    let status = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(std::io::stderr())
        .status()
        .with_context(|| format!("cannot start {}", program.display()))?;
    ensure!(
        status.success(),
        "{} failed with {status}",
        program.display()
    );
    Ok(())
}
