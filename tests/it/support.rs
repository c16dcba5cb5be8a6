//! What several tests need.

use rolecall_validate::{LineIndex, Report};
use std::path::{Path, PathBuf};

/// The folder `tests/fixtures`.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The folder of the workspace.
pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ stands in the workspace")
        .to_owned()
}

/// One line per finding: place, level, rule, pointer, message, help.
pub(crate) fn findings(text: &str, report: &Report) -> Vec<String> {
    let lines = LineIndex::new(text.as_bytes());
    let describe = |finding: &rolecall_validate::Finding| {
        let at = lines.locate(finding.span.start);
        let help = finding
            .help
            .as_ref()
            .map(|help| format!(" ({help})"))
            .unwrap_or_default();
        let missing = finding
            .missing
            .as_ref()
            .map(|name| format!(" missing {name}"))
            .unwrap_or_default();
        let (line, column) = (at.line, at.column);
        let (level, rule, pointer, message) = (
            finding.level,
            finding.rule,
            &finding.pointer,
            &finding.message,
        );
        format!("{line}:{column} {level}[{rule}] at \"{pointer}\"{missing}: {message}{help}")
    };
    report.findings.iter().map(describe).collect()
}
