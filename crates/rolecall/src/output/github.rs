//! Workflow commands of GitHub Actions, one line each; GitHub shows them at the lines of a pull request.

use super::{Reporter, Totals, visible};
use crate::lint::Problem;
use rolecall_validate::Level;
use std::io::{self, Write};

pub(super) struct Github;

impl Reporter for Github {
    fn problem(&mut self, out: &mut dyn Write, file: &str, problem: Problem) -> io::Result<()> {
        let finding = &problem.finding;
        let (start, end) = (problem.place.start, problem.place.end);
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "notice",
        };
        write!(
            out,
            "::{command} file={},line={},col={}",
            property(file),
            start.line,
            start.column,
        )?;
        // A column of another line would be read as one of the first.
        if end.line == start.line {
            write!(out, ",endLine={},endColumn={}", end.line, end.column)?;
        } else {
            write!(out, ",endLine={}", end.line)?;
        }
        write!(
            out,
            ",title={}::{}",
            property(finding.rule),
            data(&visible(&finding.message))
        )?;
        if !finding.pointer.is_empty() {
            write!(out, " (at {})", data(&visible(&finding.pointer)))?;
        }
        writeln!(out)
    }

    fn finish(&mut self, _: &mut dyn Write, _: &Totals) -> io::Result<()> {
        Ok(())
    }
}

/// Escapes the text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The escapes are those of the toolkit that GitHub publishes for such commands.
    #[test]
    fn a_name_cannot_end_the_command() {
        assert_eq!(property("a,b:c%\r\n"), "a%2Cb%3Ac%25%0D%0A");
        assert_eq!(data("50%: a, b"), "50%25: a, b");
    }
}
