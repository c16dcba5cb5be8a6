//! Applying the repairs that findings carry.

use crate::{Edit, Finding, Fix, Options, Report, lint};

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
    let mut text = text.to_owned();
    let mut repaired = Vec::new();
    let mut report = lint(&text, options);
    for _ in 0..MOST_ROUNDS {
        let chosen = compatible(&report.findings, repairs);
        if chosen.is_empty() {
            break;
        }
        let edits: Vec<_> = chosen
            .iter()
            .filter_map(|finding| finding.fix.as_ref())
            .flat_map(|fix| &fix.edits)
            .collect();
        let next = apply(&text, edits);
        if next == text {
            break;
        }
        repaired.extend(chosen.into_iter().cloned());
        text = next;
        report = lint(&text, options);
    }
    Fixed {
        text,
        repaired,
        report,
    }
}

/// The findings whose repairs can be applied in one round, because no two of them touch the same bytes.
fn compatible(findings: &[Finding], repairs: Repairs) -> Vec<&Finding> {
    let mut taken: Vec<&Edit> = Vec::new();
    let mut chosen = Vec::new();
    for finding in findings {
        let Some(fix) = finding
            .fix
            .as_ref()
            .filter(|fix| fix.safe || repairs == Repairs::All)
        else {
            continue;
        };
        if fix.edits.iter().all(|edit| {
            taken
                .iter()
                .all(|other| apart(edit, other) || edit == *other)
        }) {
            taken.extend(&fix.edits);
            chosen.push(finding);
        }
    }
    chosen
}

fn apart(left: &Edit, right: &Edit) -> bool {
    let (first, second) = if left.span <= right.span {
        (left, right)
    } else {
        (right, left)
    };
    // What is inserted leans on its neighbour: where that goes, its comma would be left alone.
    let is_insertion = |edit: &Edit| edit.span.start == edit.span.end;
    let leans = is_insertion(first) && second.text.is_empty()
        || is_insertion(second) && first.text.is_empty();
    // Two insertions at one place would land in an order that neither of them meant.
    left.span != right.span
        && first.span.end <= second.span.start
        && !(leans && first.span.end == second.span.start)
}

/// Applies edits that are apart from each other; equal ones once, ones that do not fit the text not at all.
fn apply(text: &str, mut edits: Vec<&Edit>) -> String {
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let Some(before) = text.get(at..edit.span.start) else {
            continue;
        };
        if text.get(edit.span.start..edit.span.end).is_none() {
            continue;
        }
        out.push_str(before);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

impl Fix {
    /// The text with this repair alone.
    pub fn apply(&self, text: &str) -> String {
        apply(text, self.edits.iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

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

    #[test]
    fn edits_are_applied_in_order_and_equal_ones_once() {
        let edit = |start, end, text: &str| Edit {
            span: Span { start, end },
            text: text.to_owned(),
        };
        let (a, b, c) = (edit(4, 5, "E"), edit(0, 1, "A"), edit(2, 2, "-"));
        assert_eq!(apply("abcdefg", vec![&a, &b, &c, &a]), "Ab-cdEfg");
        assert_eq!(apply("abc", vec![&edit(2, 9, "x")]), "abc");
        assert!(!apart(&c, &c.clone()));
        assert!(apart(&edit(0, 2, ""), &edit(2, 3, "")));
        assert!(!apart(&edit(2, 2, "x"), &edit(0, 2, "")));
        assert!(!apart(&edit(2, 3, ""), &edit(2, 2, "x")));
        assert!(apart(&edit(1, 2, "y"), &edit(2, 2, "x")));
        assert!(apart(&edit(3, 3, "x"), &edit(0, 2, "")));
    }
}
