//! `cargo xtask fuzz`: random bytes against the linter and its repairs, for a bounded time.

use crate::codegen::workspace;
use anyhow::{Context as _, Result, ensure};
use std::{fs, path::Path, process::Command};

/// Runs libFuzzer for so many seconds, beginning with the examples and fixtures of the repository.
pub(crate) fn run(seconds: u64) -> Result<()> {
    let workspace = workspace()?;
    let corpus = workspace.join("fuzz/corpus/lint");
    seed(&workspace.join("examples"), &corpus)?;
    seed(&workspace.join("tests/fixtures/docs"), &corpus)?;
    let status = Command::new("cargo")
        .current_dir(&workspace)
        // The sanitizers need a nightly compiler; panics and hangs are found without them.
        .args([
            "fuzz",
            "run",
            "--sanitizer",
            "none",
            "lint",
            "--",
            "-max_len=65536",
        ])
        .arg(format!("-max_total_time={seconds}"))
        .status()
        .context("cannot start cargo")?;
    ensure!(
        status.success(),
        "the fuzzer found something, or `cargo install cargo-fuzz --locked` is missing"
    );
    Ok(())
}

/// Copies payloads into the corpus, each behind a byte that says that nothing is known of it.
fn seed(folder: &Path, corpus: &Path) -> Result<()> {
    fs::create_dir_all(corpus)?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            seed(&path, corpus)?;
        } else if path
            .extension()
            .is_some_and(|e| e == "json" || e == "jsonl")
        {
            let name: String = path
                .to_string_lossy()
                .chars()
                .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
                .collect();
            let mut bytes = vec![0xff];
            bytes.extend(fs::read(&path)?);
            fs::write(corpus.join(&name[name.len().saturating_sub(80)..]), bytes)?;
        }
    }
    Ok(())
}
