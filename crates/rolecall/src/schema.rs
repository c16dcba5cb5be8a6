//! `rolecall schema [NAME]`.

use crate::{ExitStatus, generated};
use std::io::Write;

/// The schemas of our own formats, beside those of the API.
const OWN: [(&str, &str, &str); 2] = [
    (
        "config",
        "The settings in `rolecall.toml`",
        include_str!("../schema/config.schema.json"),
    ),
    (
        "report",
        "The report of `rolecall lint --format json`, version 1",
        include_str!("../schema/report-v1.schema.json"),
    ),
];

/// Prints a schema, or lists them all.
pub(crate) fn run(name: Option<&str>, out: &mut dyn Write) -> anyhow::Result<ExitStatus> {
    let Some(name) = name else {
        let width = all().map(|(name, ..)| name.len()).max().unwrap_or_default();
        for (name, title, _) in all() {
            writeln!(out, "{name:width$}  {title}")?;
        }
        return Ok(ExitStatus::Clean);
    };
    let Some((.., text)) = all().find(|(known, ..)| *known == name) else {
        let names: Vec<_> = all().map(|(name, ..)| name).collect();
        anyhow::bail!(
            "no schema is called `{name}`; there are {}",
            names.join(", ")
        );
    };
    writeln!(out, "{}", text.trim_end())?;
    Ok(ExitStatus::Clean)
}

fn all() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    generated::SCHEMAS.iter().copied().chain(OWN)
}
