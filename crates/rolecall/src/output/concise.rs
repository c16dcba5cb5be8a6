//! One line for each finding: `file:line:column: level[rule] message (at /pointer)`.

use super::{Reporter, Totals, visible};
use crate::lint::Problem;
use std::io::{self, Write};

pub(super) struct Concise;

impl Reporter for Concise {
    fn problem(&mut self, out: &mut dyn Write, file: &str, problem: Problem) -> io::Result<()> {
        let finding = &problem.finding;
        let start = problem.place.start;
        write!(
            out,
            "{}:{}:{}: {}[{}] {}",
            visible(file),
            start.line,
            start.column,
            finding.level,
            finding.rule,
            visible(&finding.message),
        )?;
        if !finding.pointer.is_empty() {
            write!(out, " (at {})", visible(&finding.pointer))?;
        }
        writeln!(out)
    }

    /// Nothing more: the lines are for other programs.
    fn finish(&mut self, _: &mut dyn Write, _: &Totals) -> io::Result<()> {
        Ok(())
    }
}
