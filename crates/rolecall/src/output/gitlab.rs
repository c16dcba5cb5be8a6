//! GitLab's Code Quality report: a JSON array.

use super::{Reporter, Totals, fingerprint::Fingerprints};
use crate::lint::{Point, Problem};
use rolecall_validate::Level;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Default)]
pub(super) struct Gitlab {
    issues: Vec<Issue>,
    fingerprints: Fingerprints,
}

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    positions: Positions,
}

#[derive(Serialize)]
struct Positions {
    begin: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

impl Reporter for Gitlab {
    fn problem(&mut self, _: &mut dyn Write, file: &str, problem: Problem) -> io::Result<()> {
        let fingerprint = self.fingerprints.of(file, &problem);
        let finding = problem.finding;
        let severity = match finding.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Info => "info",
        };
        let description = if finding.pointer.is_empty() {
            finding.message
        } else {
            format!("{} (at {})", finding.message, finding.pointer)
        };
        self.issues.push(Issue {
            description,
            check_name: finding.rule,
            fingerprint,
            severity,
            location: Location {
                path: file.to_owned(),
                positions: Positions {
                    begin: problem.place.start.into(),
                    end: problem.place.end.into(),
                },
            },
        });
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Totals) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, &self.issues)?;
        writeln!(out)
    }
}

impl From<Point> for Position {
    fn from(point: Point) -> Self {
        Self {
            line: point.line,
            column: point.column,
        }
    }
}
