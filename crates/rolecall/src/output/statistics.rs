//! How often each rule found something, instead of the findings.

use super::{Reporter, Totals, counted};
use crate::lint::Problem;
use rolecall_validate::{Group, Level};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

#[derive(Default)]
pub(super) struct Statistics {
    is_json: bool,
    is_quiet: bool,
    /// By rule and level, which may differ from finding to finding.
    counts: BTreeMap<(&'static str, Level), Count>,
}

#[derive(Clone, Copy)]
struct Count {
    group: Group,
    findings: usize,
    /// How many of them have a fix, safe or not.
    fixable: usize,
}

#[derive(Serialize)]
struct Row {
    rule: &'static str,
    group: &'static str,
    level: &'static str,
    count: usize,
    fixable: usize,
}

impl Statistics {
    pub(super) fn new(is_json: bool, is_quiet: bool) -> Self {
        Self {
            is_json,
            is_quiet,
            counts: BTreeMap::new(),
        }
    }

    /// The most frequent first, then by name.
    fn rows(&self) -> Vec<Row> {
        let mut rows: Vec<_> = self
            .counts
            .iter()
            .map(|((rule, level), count)| Row {
                rule,
                group: count.group.as_str(),
                level: level.as_str(),
                count: count.findings,
                fixable: count.fixable,
            })
            .collect();
        rows.sort_by(|a, b| b.count.cmp(&a.count).then(a.rule.cmp(b.rule)));
        rows
    }
}

impl Reporter for Statistics {
    fn problem(&mut self, _: &mut dyn Write, _: &str, problem: Problem) -> io::Result<()> {
        let finding = &problem.finding;
        let count = self
            .counts
            .entry((finding.rule, finding.level))
            .or_insert(Count {
                group: finding.group,
                findings: 0,
                fixable: 0,
            });
        count.findings += 1;
        count.fixable += usize::from(finding.fix.is_some());
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, totals: &Totals) -> io::Result<()> {
        let rows = self.rows();
        if self.is_json {
            serde_json::to_writer_pretty(&mut *out, &rows)?;
            return writeln!(out);
        }
        let width = rows.first().map_or(0, |row| row.count.to_string().len());
        for row in &rows {
            write!(out, "{:>width$}  {}[{}]", row.count, row.level, row.rule)?;
            if row.fixable > 0 {
                write!(out, "  ({} with a fix)", row.fixable)?;
            }
            writeln!(out)?;
        }
        if self.is_quiet {
            return Ok(());
        }
        let rules = counted(rows.len(), "rule");
        writeln!(out, "{}; {rules}", totals.summary())
    }
}
