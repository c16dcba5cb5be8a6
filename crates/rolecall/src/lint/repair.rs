//! Applying the repairs of a text's findings, as edits of the file.
//!
//! `rolecall_validate::fix` repairs one document. Here a file is repaired, whose documents may stand in lines, in fences
//! or in events, and whose findings may be ignored; the rounds and the choice of edits are the same.

use super::problem::{Linted, Problem};
use crate::input::Unit;
use rolecall_validate::{Fix, FixSet, Repairs, in_rounds};

/// A text after its repair.
#[derive(Debug)]
pub(crate) struct Repaired {
    pub(crate) unit: Unit,
    /// What the repaired text still has.
    pub(crate) linted: Linted,
    /// The rules whose findings were repaired, one entry for each finding.
    pub(crate) rules: Vec<&'static str>,
}

/// Repairs a text until nothing more can be; `None` where nothing is to be repaired.
pub(crate) fn repair(
    unit: &Unit,
    linted: &Linted,
    repairs: Repairs,
    lint: impl Fn(&Unit) -> Linted,
) -> Option<Repaired> {
    in_rounds(None::<Repaired>, |before| {
        let (unit, linted, earlier) = match before {
            Some(repaired) => (&repaired.unit, &repaired.linted, &*repaired.rules),
            None => (unit, linted, &[][..]),
        };
        let mut set = FixSet::new();
        let mut rules = Vec::new();
        for problem in &linted.problems {
            if let Some(fix) = applicable(problem, repairs)
                && !(unit.is_by_lines() && has_line_end(fix))
                && set.add(fix)
            {
                rules.push(problem.finding.rule);
            }
        }
        let text = set.apply(&unit.text, unit.offset);
        if text == unit.text {
            return None;
        }
        rules.extend(earlier);
        let unit = unit.with_text(text);
        let linted = lint(&unit);
        Some(Some(Repaired {
            unit,
            linted,
            rules,
        }))
    })
}

/// The repair of a problem, if it is one of those that are wanted.
pub(crate) fn applicable(problem: &Problem, repairs: Repairs) -> Option<&Fix> {
    let fix = problem.finding.fix.as_ref();
    fix.filter(|fix| repairs.include(fix))
}

fn has_line_end(fix: &Fix) -> bool {
    fix.edits.iter().any(|edit| edit.text.contains('\n'))
}
