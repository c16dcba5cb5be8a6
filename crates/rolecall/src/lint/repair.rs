//! Applying the repairs of a text's findings, as edits of the file.
//!
//! `rolecall_validate::fix` repairs one document. Here a file is repaired, whose documents may stand in lines, in fences
//! or in events, and whose findings may be ignored; so the edits are applied where the findings say they are.

use super::problem::{Linted, Problem};
use crate::input::Unit;
use rolecall_validate::{Edit, Fix, Repairs};
use std::collections::BTreeMap;

/// A text after its repair.
#[derive(Debug)]
pub(crate) struct Repaired {
    pub(crate) unit: Unit,
    /// What the repaired text still has.
    pub(crate) linted: Linted,
    /// The rules whose findings were repaired, one entry for each finding.
    pub(crate) rules: Vec<&'static str>,
}

/// One repair can uncover the next. The limit keeps a pair of quarrelling repairs from running for ever.
const MOST_ROUNDS: usize = 16;

/// Repairs a text until nothing more can be; `None` where nothing is to be repaired.
pub(crate) fn repair(
    unit: &Unit,
    linted: &Linted,
    repairs: Repairs,
    lint: impl Fn(&Unit) -> Linted,
) -> Option<Repaired> {
    let mut repaired: Option<Repaired> = None;
    for _ in 0..MOST_ROUNDS {
        let (unit, linted) = match &repaired {
            Some(repaired) => (&repaired.unit, &repaired.linted),
            None => (unit, linted),
        };
        let mut chosen = Chosen::default();
        for problem in &linted.problems {
            if let Some(fix) = applicable(problem, repairs)
                && !(unit.is_by_lines() && has_line_end(fix))
            {
                chosen.add(problem.finding.rule, fix);
            }
        }
        let text = chosen.apply(&unit.text, unit.offset);
        if text == unit.text {
            break;
        }
        let unit = unit.with_text(text);
        let linted = lint(&unit);
        let mut rules = chosen.rules;
        if let Some(earlier) = repaired {
            rules.extend(earlier.rules);
        }
        repaired = Some(Repaired {
            unit,
            linted,
            rules,
        });
    }
    repaired
}

/// The repair of a problem, if it is one of those that are wanted.
pub(crate) fn applicable(problem: &Problem, repairs: Repairs) -> Option<&Fix> {
    let fix = problem.finding.fix.as_ref()?;
    (fix.safe || repairs == Repairs::All).then_some(fix)
}

fn has_line_end(fix: &Fix) -> bool {
    fix.edits.iter().any(|edit| edit.text.contains('\n'))
}

/// Edits that can be applied in one round, because no two of them touch the same bytes.
#[derive(Default)]
struct Chosen<'f> {
    /// By place, which is in terms of the file.
    edits: BTreeMap<(usize, usize), &'f Edit>,
    rules: Vec<&'static str>,
}

impl<'f> Chosen<'f> {
    /// Takes a repair if all of its edits can be taken.
    fn add(&mut self, rule: &'static str, fix: &'f Fix) {
        if fix.edits.iter().all(|edit| self.has_room_for(edit)) {
            let edits = fix.edits.iter();
            self.edits.extend(edits.map(|edit| (place(edit), edit)));
            self.rules.push(rule);
        }
    }

    fn has_room_for(&self, edit: &Edit) -> bool {
        let at = place(edit);
        // Equal edits are one. Two insertions at one place would land in an order that neither of them meant.
        if let Some(same) = self.edits.get(&at) {
            return *same == edit;
        }
        let before = self.edits.range(..at).next_back();
        let after = self.edits.range(at..).next();
        // What is inserted leans on its neighbour: where that goes, its comma would be left alone.
        let leans = |other: &Edit| {
            let is_insertion = |edit: &Edit| edit.span.start == edit.span.end;
            is_insertion(edit) && other.text.is_empty()
                || is_insertion(other) && edit.text.is_empty()
        };
        before.is_none_or(|((_, end), other)| *end < at.0 || *end == at.0 && !leans(other))
            && after
                .is_none_or(|((start, _), other)| at.1 < *start || at.1 == *start && !leans(other))
    }

    /// The text with all edits; `offset` is where it begins in the file.
    fn apply(&self, text: &[u8], offset: usize) -> Vec<u8> {
        let mut out = Vec::with_capacity(text.len());
        let mut at = 0;
        for (&(start, end), edit) in &self.edits {
            let (start, end) = (start.saturating_sub(offset), end.saturating_sub(offset));
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

fn place(edit: &Edit) -> (usize, usize) {
    (edit.span.start, edit.span.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rolecall_validate::Span;

    fn fix(edits: &[(usize, usize, &str)]) -> Fix {
        let edit = |&(start, end, text): &(usize, usize, &str)| Edit {
            span: Span { start, end },
            text: text.to_owned(),
        };
        Fix {
            safe: true,
            edits: edits.iter().map(edit).collect(),
        }
    }

    fn applied(fixes: &[Fix]) -> (String, usize) {
        let mut chosen = Chosen::default();
        for fix in fixes {
            chosen.add("rule", fix);
        }
        let text = chosen.apply(b"abcdefgh", 100);
        (String::from_utf8(text).unwrap(), chosen.rules.len())
    }

    #[test]
    fn edits_side_by_side_are_applied_together() {
        let fixes = [
            fix(&[(104, 105, "E")]),
            fix(&[(100, 101, ""), (107, 108, "!")]),
            fix(&[(105, 105, "-")]),
        ];
        assert_eq!(applied(&fixes), ("bcdE-fg!".to_owned(), 3));
    }

    #[test]
    fn what_is_inserted_waits_until_its_neighbour_has_gone() {
        let fixes = [fix(&[(104, 104, "-")]), fix(&[(102, 104, "")])];
        assert_eq!(applied(&fixes), ("abcd-efgh".to_owned(), 1));
    }

    #[test]
    fn a_repair_is_taken_whole_or_not_at_all() {
        let fixes = [
            fix(&[(102, 104, "")]),
            fix(&[(100, 101, "X"), (103, 105, "")]),
        ];
        assert_eq!(applied(&fixes), ("abefgh".to_owned(), 1));
    }

    #[test]
    fn equal_edits_are_applied_once_and_rivals_not() {
        let insert = |text| fix(&[(103, 103, text)]);
        assert_eq!(
            applied(&[insert("x"), insert("x")]),
            ("abcxdefgh".to_owned(), 2)
        );
        assert_eq!(
            applied(&[insert("x"), insert("y")]),
            ("abcxdefgh".to_owned(), 1)
        );
    }
}
