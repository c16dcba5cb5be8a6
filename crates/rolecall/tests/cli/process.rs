//! The one test that starts the program itself: that arguments, streams and exit code are connected.

use crate::support::{COMMA, checked_report};
use std::{
    io::Write as _,
    process::{Command, Stdio},
};

#[test]
fn the_program_lints_standard_input() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rolecall"))
        .args(["lint", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(COMMA.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stderr, b"");
    let report = checked_report(std::str::from_utf8(&output.stdout).unwrap());
    assert_eq!(report["findings"][0]["rule"], "syntax/trailing-comma");
}
