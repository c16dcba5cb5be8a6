//! `cargo xtask corpus`: recorded traffic against the linter and the types.

use crate::codegen::workspace;
use anyhow::{Context as _, Result, ensure};
use std::{path::PathBuf, process::Command};

/// Runs the checker as a child, because this package depends on no other member.
pub(crate) fn run(files: &[PathBuf]) -> Result<()> {
    let files = files
        .iter()
        .map(|file| {
            file.canonicalize()
                .with_context(|| format!("cannot read {}", file.display()))
        })
        .collect::<Result<Vec<_>>>()?;
    let status = Command::new("cargo")
        .current_dir(workspace()?)
        .args([
            "run",
            "--quiet",
            "--package",
            "rolecall-tests",
            "--example",
            "corpus",
            "--",
        ])
        .args(files)
        .status()
        .context("cannot start cargo")?;
    ensure!(status.success(), "some recorded traffic does not hold");
    Ok(())
}
