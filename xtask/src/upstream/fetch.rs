//! `fetch`: a bundle from a published version of the Python SDK, through pip in a virtual environment.

use super::scope;
use anyhow::{Context as _, Result, ensure};
use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const EXPORT: &str = include_str!("export.py");

/// Writes the bundle below `target/upstream` and returns its path.
pub(super) fn fetch(workspace: &Path, version: &str) -> Result<PathBuf> {
    ensure!(
        scope::find_version(version).as_deref() == Some(version),
        "`{version}` is not a version such as 2.12.0"
    );
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

    let script = folder.join("export.py");
    fs::write(&script, EXPORT).with_context(|| format!("cannot write {}", script.display()))?;
    let bundle = folder.join(format!("sdk-python-{version}.schema.json"));
    let export = [script.as_os_str(), OsStr::new(version), bundle.as_os_str()];
    run(python.as_os_str(), &export).context("the export of the SDK's types failed")?;
    Ok(bundle)
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

/// Runs a program; what it says goes to standard error, because standard output ends with the path of the bundle.
fn run(program: &OsStr, arguments: &[&OsStr]) -> Result<()> {
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
