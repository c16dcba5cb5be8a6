//! `cargo xtask bench`: builds for release and hands over to `bench/`, which is no member of the workspace.

use crate::codegen::workspace;
use anyhow::{Context as _, Result, ensure};
use std::{path::Path, process::Command};

/// Times whole processes, or, with `parts`, what is inside of them. `rest` goes to the program that measures.
pub(crate) fn run(parts: bool, rest: &[String]) -> Result<()> {
    let workspace = workspace()?;
    let folder = workspace.join("target/bench");
    let manifest = workspace.join("bench/Cargo.toml");
    if parts {
        let lint = ["bench", "--locked", "--no-fail-fast"];
        let types = [
            &lint[..],
            &[
                "--features",
                "types",
                "--bench",
                "types",
                "--bench",
                "ratios",
            ],
        ];
        // The one is measured whatever the other says.
        let lint = cargo(&workspace, &lint, &manifest, &folder, rest);
        let types = cargo(&workspace, &types.concat(), &manifest, &folder, rest);
        return lint.and(types);
    }
    let status = Command::new("cargo")
        .current_dir(&workspace)
        .args(["build", "--release", "--locked", "--package", "rolecall"])
        .status()
        .context("cannot start cargo")?;
    ensure!(status.success(), "the linter does not build");
    let program = workspace.join("target/release/rolecall");
    let mut arguments = vec!["compare".to_owned()];
    arguments.extend([&program, &folder].map(|path| path.display().to_string()));
    arguments.extend(rest.iter().cloned());
    cargo(
        &workspace,
        &["run", "--release", "--locked"],
        &manifest,
        &folder,
        &arguments,
    )
}

fn cargo(
    workspace: &Path,
    command: &[&str],
    manifest: &Path,
    folder: &Path,
    rest: &[String],
) -> Result<()> {
    let status = Command::new("cargo")
        .current_dir(workspace)
        .env("CRITERION_HOME", folder.join("criterion"))
        .args(command)
        .arg("--manifest-path")
        .arg(manifest)
        .arg("--target-dir")
        .arg(folder.join("build"))
        .arg("--")
        .args(rest)
        .status()
        .context("cannot start cargo")?;
    ensure!(
        status.success(),
        "the measurement failed, or a target is missed"
    );
    Ok(())
}
