//! `rolecall rules`.

use crate::{
    ExitStatus,
    args::RulesFormat,
    output::{default_level, docs_url},
};
use clap::builder::styling::Style;
use rolecall_validate::{Group, Level, Rule};
use serde::Serialize;
use std::io::{self, Write};

const HEADING: Style = Style::new().bold();

/// Writes the list of all rules.
pub(crate) fn run(format: RulesFormat, out: &mut dyn Write) -> anyhow::Result<ExitStatus> {
    match format {
        RulesFormat::Human => write_table(out)?,
        RulesFormat::Json => write_json(out)?,
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

fn write_json(out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<_> = rolecall_validate::rules().map(RuleV1::new).collect();
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
    docs: String,
}

impl RuleV1 {
    fn new(rule: &Rule) -> Self {
        Self {
            name: rule.name,
            group: rule.group.as_str(),
            default_level: default_level(rule),
            summary: rule.summary(),
            since: rule.since,
            docs: docs_url(rule.name),
        }
    }
}
