//! A `JUnit` report: each file is a suite, each finding a failed case; a file without findings is one case that passed.

use super::{Reporter, Totals, visible};
use crate::lint::Problem;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use std::io::{self, Write};

pub(super) struct Junit {
    report: Report,
    /// The suite of the file that is being linted.
    current: Option<TestSuite>,
}

impl Junit {
    pub(super) fn new() -> Self {
        Self {
            report: Report::new("rolecall"),
            current: None,
        }
    }

    fn end_file(&mut self) {
        let Some(mut suite) = self.current.take() else {
            return;
        };
        if suite.tests == 0 {
            let name = suite.name.to_string();
            suite.add_test_case(TestCase::new(name, TestCaseStatus::success()));
        }
        self.report.add_test_suite(suite);
    }
}

impl Reporter for Junit {
    fn file(&mut self, file: &str) {
        self.end_file();
        self.current = Some(TestSuite::new(visible(file)));
    }

    fn problem(&mut self, _: &mut dyn Write, file: &str, problem: Problem) -> io::Result<()> {
        let finding = &problem.finding;
        let start = problem.place.start;
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        let place = format!("{}:{}:{}", visible(file), start.line, start.column);
        status
            .set_type(finding.level.as_str())
            .set_message(visible(&finding.message))
            .set_description(if finding.pointer.is_empty() {
                place
            } else {
                format!("{place} (at {})", visible(&finding.pointer))
            });
        let name = format!("{} at {}:{}", finding.rule, start.line, start.column);
        let case = TestCase::new(name, status);
        self.current
            .get_or_insert_with(|| TestSuite::new(visible(file)))
            .add_test_case(case);
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Totals) -> io::Result<()> {
        self.end_file();
        let text = self.report.to_string().map_err(io::Error::other)?;
        out.write_all(text.as_bytes())
    }
}
