//! Writes generated files, or says which committed ones are stale.

use super::Output;
use anyhow::{Context as _, Result, bail};
use std::{
    collections::BTreeSet,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Write,
    Check,
}

/// Formats every Rust output and brings the workspace to it, or fails on the first difference that it finds.
pub(crate) fn settle(
    workspace: &Path,
    folders: &[&str],
    outputs: Vec<Output>,
    mode: Mode,
) -> Result<()> {
    let mut stale = Vec::new();
    let mut expected = BTreeSet::new();
    for output in outputs {
        let path = workspace.join(&output.path);
        let is_rust = path.extension().is_some_and(|extension| extension == "rs");
        let fresh = if is_rust {
            rustfmt(&output.text).with_context(|| output.path.display().to_string())?
        } else {
            output.text
        };
        let same = fs::read_to_string(&path).is_ok_and(|old| old.replace("\r\n", "\n") == fresh);
        if !same {
            stale.push(output.path.clone());
            if mode == Mode::Write {
                fs::create_dir_all(path.parent().context("a generated file has a folder")?)?;
                fs::write(&path, fresh)?;
            }
        }
        expected.insert(path);
    }
    for folder in folders {
        for path in files_below(&workspace.join(folder))? {
            if !expected.contains(&path) {
                stale.push(path.strip_prefix(workspace)?.to_owned());
                if mode == Mode::Write {
                    fs::remove_file(&path)?;
                }
            }
        }
    }
    let list: Vec<_> = stale
        .iter()
        .map(|path| format!("  {}", path.display()))
        .collect();
    let mut out = std::io::stdout();
    match (mode, list.is_empty()) {
        (_, true) => writeln!(out, "generated files are up to date")?,
        (Mode::Write, false) => writeln!(out, "wrote or removed:\n{}", list.join("\n"))?,
        (Mode::Check, false) => bail!(
            "stale generated files:\n{}\nrun `cargo xtask codegen`",
            list.join("\n")
        ),
    }
    Ok(())
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(files);
    };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Formats Rust text with the toolchain's rustfmt, so that `cargo fmt --check` and `codegen --check` agree.
fn rustfmt(text: &str) -> Result<String> {
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--emit", "stdout", "--quiet", "--config", "style_edition=2024"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start rustfmt; it comes with the Rust toolchain (`rustup component add rustfmt`)")?;
    let mut stdin = child
        .stdin
        .take()
        .context("rustfmt has no standard input")?;
    let input = text.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output()?;
    writer
        .join()
        .map_err(|_| anyhow::anyhow!("writing to rustfmt failed"))??;
    if !output.status.success() {
        bail!("rustfmt refused generated code");
    }
    Ok(String::from_utf8(output.stdout)?)
}
