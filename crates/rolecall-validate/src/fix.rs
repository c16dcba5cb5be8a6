//! Applying the repairs that findings carry.

use crate::{Edit, Finding, Fix, Options, Report, Span, lint};
use std::collections::BTreeMap;

/// Which repairs to apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repairs {
    /// Those that leave alone what the model is told.
    Safe,
    /// All, also those that invent or drop content.
    All,
}

/// A text after its repair.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fixed {
    /// The repaired text; the text itself where nothing was to be repaired.
    pub text: String,
    /// The findings that were repaired, in the order of repair; their places refer to the text before their round.
    pub repaired: Vec<Finding>,
    /// What the repaired text still has.
    pub report: Report,
}

/// One repair can uncover the next, for example an empty message behind a removed block. Real payloads need two or
/// three rounds; the limit keeps a pair of quarrelling repairs from running for ever.
const MOST_ROUNDS: usize = 16;

/// Lints a document and repairs what can be repaired, until nothing more can be.
///
/// Everything outside the edits keeps its formatting. Repairing the result again changes nothing.
pub fn fix(text: &str, options: &Options, repairs: Repairs) -> Fixed {
    let unchanged = Fixed {
        text: text.to_owned(),
        repaired: Vec::new(),
        report: lint(text, options),
    };
    in_rounds(unchanged, |before| {
        let mut set = FixSet::new();
        let findings = before.report.findings.iter();
        let chosen: Vec<_> = findings
            .filter(|finding| {
                let fix = finding.fix.as_ref().filter(|fix| repairs.include(fix));
                fix.is_some_and(|fix| set.add(fix))
            })
            .cloned()
            .collect();
        let text = String::from_utf8(set.apply(before.text.as_bytes(), 0)).ok()?;
        if text == before.text {
            return None;
        }
        let mut repaired = before.repaired.clone();
        repaired.extend(chosen);
        let report = lint(&text, options);
        Some(Fixed {
            text,
            repaired,
            report,
        })
    })
}

/// Goes from one state of a repair to the next until there is no next one, or the repairs seem to quarrel: the loop
/// behind [`fix`], for those who lint otherwise than document by document.
pub fn in_rounds<S>(mut state: S, next: impl Fn(&S) -> Option<S>) -> S {
    for _ in 0..MOST_ROUNDS {
        match next(&state) {
            Some(new) => state = new,
            None => break,
        }
    }
    state
}

impl Repairs {
    /// Whether this repair is one of them.
    pub fn include(self, fix: &Fix) -> bool {
        fix.safe || self == Self::All
    }
}

/// Repairs that can be applied in one round, because no two of them touch the same bytes.
#[derive(Debug, Clone, Default)]
pub struct FixSet<'f> {
    edits: BTreeMap<Span, &'f Edit>,
}

impl<'f> FixSet<'f> {
    /// No repair.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a repair if all of its edits can be taken, and tells whether it did.
    pub fn add(&mut self, fix: &'f Fix) -> bool {
        let has_room = fix.edits.iter().all(|edit| self.has_room_for(edit));
        if has_room {
            let edits = fix.edits.iter();
            self.edits.extend(edits.map(|edit| (edit.span, edit)));
        }
        has_room
    }

    fn has_room_for(&self, edit: &Edit) -> bool {
        let at = edit.span;
        // Equal edits are one. Two insertions at one place would land in an order that neither of them meant.
        if let Some(same) = self.edits.get(&at) {
            return *same == edit;
        }
        let before = self.edits.range(..at).next_back();
        let after = self.edits.range(at..).next();
        before.is_none_or(|(_, before)| apart(before, edit))
            && after.is_none_or(|(_, after)| apart(edit, after))
    }

    /// The text with all edits, of which those that do not fit the text are left out; `offset` is where the text begins
    /// in what the edits are in terms of.
    pub fn apply(&self, text: &[u8], offset: usize) -> Vec<u8> {
        let mut out = Vec::with_capacity(text.len());
        let mut at = 0;
        for edit in self.edits.values() {
            let Span { start, end } = edit.span;
            let (Some(start), Some(end)) = (start.checked_sub(offset), end.checked_sub(offset))
            else {
                continue;
            };
            let Some(kept) = text.get(at..start).filter(|_| end <= text.len()) else {
                continue;
            };
            out.extend_from_slice(kept);
            out.extend_from_slice(edit.text.as_bytes());
            at = end;
        }
        out.extend_from_slice(text.get(at..).unwrap_or_default());
        out
    }
}

/// Whether two edits, in their order, can be made in one round.
fn apart(first: &Edit, second: &Edit) -> bool {
    // What is inserted leans on its neighbour: where that goes, its comma would be left alone.
    let is_insertion = |edit: &Edit| edit.span.start == edit.span.end;
    let leans = is_insertion(first) && second.text.is_empty()
        || is_insertion(second) && first.text.is_empty();
    first.span.end < second.span.start || first.span.end == second.span.start && !leans
}

impl Fix {
    /// The text with this repair alone; the text as it is where the edits do not fit it.
    pub fn apply(&self, text: &str) -> String {
        let mut set = FixSet::new();
        for edit in &self.edits {
            set.edits.insert(edit.span, edit);
        }
        String::from_utf8(set.apply(text.as_bytes(), 0)).unwrap_or_else(|_| text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailing_commas_and_comments_go_and_the_rest_stays() {
        let text = "{\n  // who answers\n  \"model\": \"claude-opus-5\",\n  \"max_tokens\": 16,\n  \"messages\": [ {\"role\": \"user\", \"content\": \"Hi\",}, ],\n}\n";
        let fixed = fix(text, &Options::new(), Repairs::Safe);
        assert_eq!(
            fixed.text,
            "{\n  \n  \"model\": \"claude-opus-5\",\n  \"max_tokens\": 16,\n  \"messages\": [ {\"role\": \"user\", \"content\": \"Hi\"} ]\n}\n"
        );
        assert_eq!(fixed.repaired.len(), 4);
        assert_eq!(fixed.report.findings, []);
        assert_eq!(
            fix(&fixed.text, &Options::new(), Repairs::All).text,
            fixed.text
        );
    }

    fn fix_of(edits: &[(usize, usize, &str)]) -> Fix {
        let edit = |&(start, end, text): &(usize, usize, &str)| Edit {
            span: Span { start, end },
            text: text.to_owned(),
        };
        Fix {
            safe: true,
            edits: edits.iter().map(edit).collect(),
        }
    }

    /// The text `abcdefgh`, which begins at 100, with these repairs, and how many of them were taken.
    fn applied(fixes: &[Fix]) -> (String, usize) {
        let mut set = FixSet::new();
        let taken = fixes.iter().filter(|fix| set.add(fix)).count();
        let text = set.apply(b"abcdefgh", 100);
        (String::from_utf8(text).unwrap(), taken)
    }

    #[test]
    fn edits_side_by_side_are_applied_together() {
        let fixes = [
            fix_of(&[(104, 105, "E")]),
            fix_of(&[(100, 101, ""), (107, 108, "!")]),
            fix_of(&[(105, 105, "-")]),
        ];
        assert_eq!(applied(&fixes), ("bcdE-fg!".to_owned(), 3));
    }

    #[test]
    fn what_is_inserted_waits_until_its_neighbour_has_gone() {
        let fixes = [fix_of(&[(104, 104, "-")]), fix_of(&[(102, 104, "")])];
        assert_eq!(applied(&fixes), ("abcd-efgh".to_owned(), 1));
    }

    #[test]
    fn a_repair_is_taken_whole_or_not_at_all() {
        let fixes = [
            fix_of(&[(102, 104, "")]),
            fix_of(&[(100, 101, "X"), (103, 105, "")]),
        ];
        assert_eq!(applied(&fixes), ("abefgh".to_owned(), 1));
    }

    #[test]
    fn equal_edits_are_applied_once_and_rivals_not() {
        let insert = |text| fix_of(&[(103, 103, text)]);
        assert_eq!(
            applied(&[insert("x"), insert("x")]),
            ("abcxdefgh".to_owned(), 2)
        );
        assert_eq!(
            applied(&[insert("x"), insert("y")]),
            ("abcxdefgh".to_owned(), 1)
        );
    }

    #[test]
    fn edits_that_do_not_fit_the_text_are_left_out() {
        assert_eq!(applied(&[fix_of(&[(106, 109, "x")])]).0, "abcdefgh");
        assert_eq!(applied(&[fix_of(&[(99, 101, "x")])]).0, "abcdefgh");
        assert_eq!(fix_of(&[(1, 2, "x")]).apply("\u{e9}"), "\u{e9}");
    }

    #[test]
    fn quarrelling_repairs_come_to_an_end() {
        assert_eq!(in_rounds(0, |round| Some(round + 1)), MOST_ROUNDS);
    }
}
