//! `rolecall explain RULE` and `rolecall explain --error MESSAGE`.

use crate::{
    ExitStatus,
    io::{Label, Streams},
    names,
    output::{default_level, docs_url},
    wording,
};
use anyhow::Context as _;
use clap::builder::styling::{AnsiColor, Style};
use rolecall_validate::{Group, Levels, Rule};
use std::io::{self, Write};

const HEADING: Style = Style::new().bold();
const NAME: Style = AnsiColor::Cyan.on_default().bold();
/// Columns of a paragraph.
const WIDTH: usize = 96;

/// Explains what is named: a rule, a group or a message of the API.
pub(crate) fn run(
    name: Option<&str>,
    message: Option<&str>,
    streams: &mut Streams<'_>,
) -> anyhow::Result<ExitStatus> {
    match (name, message) {
        (_, Some("-")) => {
            let mut message = String::new();
            streams
                .stdin
                .read_to_string(&mut message)
                .context("cannot read standard input")?;
            explain_message(&message, streams)
        }
        (_, Some(message)) => explain_message(message, streams),
        (Some(name), None) => explain_name(name, &mut streams.stdout),
        // The argument parser lets nothing through without one of the two.
        (None, None) => Ok(ExitStatus::Clean),
    }
}

/// Lists the rules that find the cause of a message.
fn explain_message(message: &str, streams: &mut Streams<'_>) -> anyhow::Result<ExitStatus> {
    let matches = wording::find(message);
    if matches.is_empty() {
        streams.complain(
            Label::Error,
            "no rule quotes this message; paste it whole, or lint the payload: rolecall lint PATH",
        );
        return Ok(ExitStatus::Findings);
    }
    let out = &mut streams.stdout;
    if !matches[0].is_exact {
        writeln!(
            out,
            "no rule quotes this message word for word; these come close\n"
        )?;
    }
    for found in &matches {
        let rule = found.rule;
        writeln!(out, "{NAME}{}{NAME:#} ({})", rule.name, default_level(rule))?;
        write_paragraph(rule.summary(), out)?;
        writeln!(out, "  the API says: {}\n", found.wording)?;
    }
    writeln!(
        out,
        "to read more about a rule: rolecall explain {}",
        matches[0].rule.name
    )?;
    Ok(ExitStatus::Clean)
}

/// Writes what a rule, or each rule of a group, is about.
fn explain_name(name: &str, out: &mut dyn Write) -> anyhow::Result<ExitStatus> {
    if let Some(rule) = rolecall_validate::rule(name) {
        write_rule(rule, out)?;
    } else if let Some(group) = Group::ALL.into_iter().find(|group| group.as_str() == name) {
        write_group(group, out)?;
    } else if let Err(error) = Levels::default().set(name, None) {
        // The validator knows which name comes closest, and says so only to those who set a level.
        return Err(names::unknown(name, &error));
    }
    Ok(ExitStatus::Clean)
}

/// Writes the documentation of a rule.
pub(crate) fn write_rule(rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{NAME}{}{NAME:#}", rule.name)?;
    writeln!(
        out,
        "group {}, default level {}, since {}\n",
        rule.group,
        default_level(rule),
        rule.since
    )?;
    write_docs(rule.docs, out)?;
    writeln!(out, "\n{}", docs_url(rule.name))
}

fn write_group(group: Group, out: &mut dyn Write) -> io::Result<()> {
    let level = group
        .default_level()
        .map_or("off", rolecall_validate::Level::as_str);
    writeln!(out, "{NAME}{group}{NAME:#}, default level {level}\n")?;
    for rule in rolecall_validate::rules().filter(|rule| rule.group == group) {
        writeln!(out, "{HEADING}{}{HEADING:#}", rule.name)?;
        write_paragraph(rule.summary(), out)?;
    }
    Ok(())
}

/// Writes the Markdown of a rule: headings, fenced examples and paragraphs.
fn write_docs(docs: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut is_code = false;
    for line in docs.trim_end().lines() {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if is_code {
            writeln!(out, "    {line}")?;
        } else if let Some(heading) = line.strip_prefix("### ") {
            writeln!(out, "{HEADING}{heading}{HEADING:#}")?;
        } else {
            write_paragraph(line, out)?;
        }
    }
    Ok(())
}

/// Writes a paragraph in lines of bounded width; an empty one as an empty line.
fn write_paragraph(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut column = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if column == 0 {
            write!(out, "  {word}")?;
            column = width;
        } else if column + 1 + width > WIDTH {
            write!(out, "\n  {word}")?;
            column = width;
        } else {
            write!(out, " {word}")?;
            column += 1 + width;
        }
    }
    writeln!(out)
}
