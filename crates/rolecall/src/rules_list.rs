//! `rolecall rules`.

use crate::{
    ExitStatus,
    args::RulesFormat,
    explain,
    output::{default_level, docs_url},
};
use clap::builder::styling::Style;
use rolecall_validate::{Group, Level, Rule};
use serde::Serialize;
use std::io::{self, Write};

const HEADING: Style = Style::new().bold();

/// Writes the list of all rules; with their documentation where that is wanted.
pub(crate) fn run(
    format: RulesFormat,
    with_docs: bool,
    out: &mut dyn Write,
) -> anyhow::Result<ExitStatus> {
    match format {
        RulesFormat::Human if with_docs => write_all(out)?,
        RulesFormat::Human => write_table(out)?,
        RulesFormat::Json => write_json(with_docs, out)?,
    }
    Ok(ExitStatus::Clean)
}

fn write_table(out: &mut dyn Write) -> io::Result<()> {
    let width = rolecall_validate::rules()
        .map(|rule| rule.name.len())
        .max()
        .unwrap_or_default();
    for group in Group::ALL {
        let rules: Vec<_> = rolecall_validate::rules()
            .filter(|rule| rule.group == group)
            .collect();
        if rules.is_empty() {
            continue;
        }
        let level = group.default_level().map_or("off", Level::as_str);
        writeln!(out, "{HEADING}{group}{HEADING:#} (default: {level})")?;
        for rule in rules {
            let name = rule.name;
            write!(out, "  {name:width$}  {}", rule.summary())?;
            if rule.default_level() != group.default_level() {
                write!(out, " (default: {})", default_level(rule))?;
            }
            writeln!(out)?;
        }
        writeln!(out)?;
    }
    writeln!(out, "`rolecall explain RULE` tells more about a rule")
}

fn write_all(out: &mut dyn Write) -> io::Result<()> {
    for (number, rule) in rolecall_validate::rules().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        explain::write_rule(rule, out)?;
    }
    Ok(())
}

fn write_json(with_docs: bool, out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<_> = rolecall_validate::rules()
        .map(|rule| RuleV1::new(rule, with_docs))
        .collect();
    serde_json::to_writer_pretty(&mut *out, &rules)?;
    writeln!(out)
}

#[derive(Serialize)]
struct RuleV1 {
    name: &'static str,
    group: &'static str,
    /// `off` where the rule is off by default.
    default_level: &'static str,
    summary: &'static str,
    since: &'static str,
    /// Address of the page that describes the rule.
    docs: String,
    /// What that page says.
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<&'static str>,
}

impl RuleV1 {
    fn new(rule: &'static Rule, with_docs: bool) -> Self {
        Self {
            name: rule.name,
            group: rule.group.as_str(),
            default_level: default_level(rule),
            summary: rule.summary(),
            since: rule.since,
            docs: docs_url(rule.name),
            markdown: with_docs.then_some(rule.docs),
        }
    }
}
