//! Comparing the ids of a batch that is written as JSON Lines.

use crate::{Options, Report, rules::batch::batch_custom_id_unique, sink::Sink};
use std::collections::HashSet;

/// The ids of the items of one batch, of which each line is a document of its own.
///
/// ```
/// use rolecall_validate::{BatchIds, DocumentKind, Options, lint};
///
/// let line = r#"{"custom_id": "a", "params": {"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}]}}"#;
/// let options = Options::new().kind(DocumentKind::Batch);
/// let mut ids = BatchIds::new();
/// for line in [line, line] {
///     let mut report = lint(line, &options);
///     ids.check(&mut report, &options);
///     # let _ = report;
/// }
/// ```
#[derive(Debug, Clone, Default)]
pub struct BatchIds {
    seen: HashSet<String>,
}

impl BatchIds {
    /// No line seen so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds to the report of a line, in the order of the lines, that an earlier one has its id.
    pub fn check(&mut self, report: &mut Report, options: &Options) {
        let Some(id) = &report.custom_id else {
            return;
        };
        if !self.seen.contains(&id.value) {
            self.seen.insert(id.value.clone());
            return;
        }
        let mut sink = Sink::new(options);
        batch_custom_id_unique::report_line(&id.value, id.span, &mut sink);
        let mut findings = sink.finish();
        for finding in &mut findings {
            finding.custom_id = Some(id.value.clone());
        }
        report.findings.append(&mut findings);
        report.findings.sort_by_key(|finding| finding.span);
    }
}
