//! The JSON report line by line: a finding each, as soon as it is known, and at last the summary.

use super::{
    Reporter, Totals,
    json::{FindingV1, HeadV1},
};
use crate::lint::Problem;
use std::io::{self, Write};

pub(super) struct JsonLines;

impl Reporter for JsonLines {
    fn problem(&mut self, out: &mut dyn Write, file: &str, problem: Problem) -> io::Result<()> {
        serde_json::to_writer(&mut *out, &FindingV1::new(file, problem))?;
        writeln!(out)
    }

    fn finish(&mut self, out: &mut dyn Write, totals: &Totals) -> io::Result<()> {
        serde_json::to_writer(&mut *out, &HeadV1::from(totals))?;
        writeln!(out)
    }
}
