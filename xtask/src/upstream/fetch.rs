//! `fetch`: a bundle from a published version of the Python SDK, through pip in a virtual environment.

use super::scope;
use crate::python;
use anyhow::{Context as _, Result, ensure};
use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

const EXPORT: &str = include_str!("export.py");

/// Writes the bundle below `target/upstream` and returns its path.
pub(super) fn fetch(workspace: &Path, version: &str) -> Result<PathBuf> {
    ensure!(
        scope::find_version(version).as_deref() == Some(version),
        "`{version}` is not a version such as 2.12.0"
    );
    let interpreter = python::with_sdk(workspace, version)?;
    let folder = workspace.join("target").join("upstream");
    let script = folder.join("export.py");
    fs::write(&script, EXPORT).with_context(|| format!("cannot write {}", script.display()))?;
    let bundle = folder.join(format!("sdk-python-{version}.schema.json"));
    let export = [script.as_os_str(), OsStr::new(version), bundle.as_os_str()];
    python::run(interpreter.as_os_str(), &export)
        .context("the export of the SDK's types failed")?;
    Ok(bundle)
}
