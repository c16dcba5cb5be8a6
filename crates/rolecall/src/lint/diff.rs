//! What repairs would change, as a unified diff.

use crate::output::visible;
use clap::builder::styling::{AnsiColor, Style};
use similar::{ChangeTag, DiffOp, TextDiff};
use std::{
    fmt::Write as _,
    io::{self, Write},
    time::Duration,
};

/// Lines around a change.
const CONTEXT: usize = 3;
/// A diff that takes longer becomes coarser; only files with very many changes come near it.
const LONGEST: Duration = Duration::from_secs(2);

const HEADER: Style = Style::new().bold();
const PLACE: Style = AnsiColor::Cyan.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();

/// The lines of a diff, without the names of the files.
#[derive(Debug)]
pub(crate) struct Diff(Vec<(Kind, String)>);

#[derive(Debug, Clone, Copy)]
enum Kind {
    Place,
    Same,
    Removed,
    Added,
    /// That the file does not end in a line end.
    Note,
}

impl Diff {
    /// Compares two texts that both begin behind so many lines of their file.
    pub(crate) fn new(old: &[u8], new: &[u8], lines_before: usize) -> Self {
        let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
        let diff = TextDiff::configure()
            .timeout(LONGEST)
            .diff_lines(&*old, &*new);
        let mut lines = Vec::new();
        for ops in diff.grouped_ops(CONTEXT) {
            lines.push((Kind::Place, place(&ops, lines_before)));
            for change in ops.iter().flat_map(|op| diff.iter_changes(op)) {
                let kind = match change.tag() {
                    ChangeTag::Equal => Kind::Same,
                    ChangeTag::Delete => Kind::Removed,
                    ChangeTag::Insert => Kind::Added,
                };
                let line = change.value();
                let ended = line.strip_suffix('\n');
                lines.push((kind, ended.unwrap_or(line).to_owned()));
                if ended.is_none() {
                    let note = "\\ No newline at end of file".to_owned();
                    lines.push((Kind::Note, note));
                }
            }
        }
        Self(lines)
    }

    /// Writes the names of the files, both the same.
    pub(crate) fn write_header(
        out: &mut dyn Write,
        file: &str,
        is_for_eyes: bool,
    ) -> io::Result<()> {
        let file = visible(file);
        if is_for_eyes {
            writeln!(out, "{HEADER}--- {file}\n+++ {file}{HEADER:#}")
        } else {
            writeln!(out, "--- {file}\n+++ {file}")
        }
    }

    /// Writes the lines. Only a person needs colour, and only a terminal needs to be protected from control
    /// characters; what goes elsewhere must stay a diff that can be applied.
    pub(crate) fn write(&self, out: &mut dyn Write, is_for_eyes: bool) -> io::Result<()> {
        for (kind, line) in &self.0 {
            let (mark, style) = match kind {
                Kind::Place => ("", PLACE),
                Kind::Same => (" ", Style::new()),
                Kind::Removed => ("-", REMOVED),
                Kind::Added => ("+", ADDED),
                Kind::Note => ("", Style::new()),
            };
            if is_for_eyes {
                let line = line.strip_suffix('\r').unwrap_or(line);
                writeln!(out, "{style}{mark}{}{style:#}", visible_but_tabs(line))?;
            } else {
                writeln!(out, "{mark}{line}")?;
            }
        }
        Ok(())
    }
}

/// Tabs are common in hand-written JSON and do no harm.
fn visible_but_tabs(line: &str) -> String {
    let parts: Vec<_> = line.split('\t').map(visible).collect();
    parts.join("\t")
}

/// `@@ -3,7 +3,7 @@`
fn place(ops: &[DiffOp], lines_before: usize) -> String {
    let mut place = "@@".to_owned();
    let ends = |range: fn(&DiffOp) -> std::ops::Range<usize>| {
        let start = ops.first().map_or(0, |op| range(op).start);
        let end = ops.last().map_or(0, |op| range(op).end);
        (start, end - start)
    };
    for (sign, (start, count)) in [
        ('-', ends(DiffOp::old_range)),
        ('+', ends(DiffOp::new_range)),
    ] {
        // Of no lines, the line before them is named.
        let first = lines_before + start + usize::from(count > 0);
        let _ = match count {
            1 => write!(place, " {sign}{first}"),
            _ => write!(place, " {sign}{first},{count}"),
        };
    }
    place.push_str(" @@");
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(old: &str, new: &str, lines_before: usize) -> String {
        let mut out = Vec::new();
        Diff::new(old.as_bytes(), new.as_bytes(), lines_before)
            .write(&mut out, false)
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn hunks_are_those_of_the_file() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        let new = old.replace('5', "five");
        assert_eq!(
            diff(old, &new, 10),
            "@@ -12,7 +12,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"
        );
        assert_eq!(
            diff("a", "a\n", 0),
            "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"
        );
        assert_eq!(diff("a\r\n", "b\r\n", 0), "@@ -1 +1 @@\n-a\r\n+b\r\n");
        assert_eq!(diff("a\n", "", 0), "@@ -1 +0,0 @@\n-a\n");
    }
}
