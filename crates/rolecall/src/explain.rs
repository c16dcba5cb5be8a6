//! `rolecall explain RULE`.

use crate::{
    ExitStatus, names,
    output::{default_level, docs_url},
};
use clap::builder::styling::{AnsiColor, Style};
use rolecall_validate::{Group, Levels, Rule};
use std::io::{self, Write};

const HEADING: Style = Style::new().bold();
const NAME: Style = AnsiColor::Cyan.on_default().bold();
/// Columns of a paragraph.
const WIDTH: usize = 96;

/// Writes what a rule, or each rule of a group, is about.
pub(crate) fn run(name: &str, out: &mut dyn Write) -> anyhow::Result<ExitStatus> {
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

fn write_rule(rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
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
