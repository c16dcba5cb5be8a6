//! What rolecall is compared with, each as a process of its own that does one thing to every line of a file.

use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::{
    fs,
    hint::black_box,
    io::{BufRead as _, BufReader},
    path::Path,
};

/// Parses every line into a `Value`, and does no more.
pub fn parse(file: &Path) -> Result<()> {
    each_line(file, |line| {
        black_box(serde_json::from_slice::<Value>(line)?);
        Ok(())
    })
}

/// Validates every line with the `jsonschema` crate; counts the invalid ones.
pub fn jsonschema(schema: &Path, file: &Path) -> Result<()> {
    let schema: Value = serde_json::from_slice(&fs::read(schema)?)?;
    let validator = jsonschema::validator_for(&schema).context("the schema does not compile")?;
    let mut invalid = 0;
    each_line(file, |line| {
        invalid += usize::from(!validator.is_valid(&serde_json::from_slice(line)?));
        Ok(())
    })?;
    if invalid > 0 {
        bail!("{invalid} lines are invalid");
    }
    Ok(())
}

/// Looks at every byte of a file once, as cheaply as it can be done.
pub fn scan(file: &Path) -> Result<()> {
    let bytes = fs::read(file)?;
    black_box(bytes.iter().fold(0, |all, byte| all | byte));
    Ok(())
}

fn each_line(file: &Path, mut work: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
    let mut reader = BufReader::with_capacity(1 << 20, fs::File::open(file)?);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        work(&line)?;
        line.clear();
    }
    Ok(())
}
