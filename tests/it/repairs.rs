//! Repairs: what is applied stays applied, and leaves valid JSON.

use crate::strategies;
use proptest::prelude::*;
use rolecall_validate::{DocumentKind, Options, Repairs, Report, fix, lint, rules};
use serde_json::Value;
use std::collections::BTreeSet;

/// The faulty examples in the documentation of all rules: rule, options, text.
pub(crate) fn faulty_examples() -> Vec<(&'static str, Options, &'static str)> {
    let mut examples = Vec::new();
    for rule in rules() {
        for fence in rule.docs.split("```json,fail").skip(1) {
            let Some((info, rest)) = fence.split_once('\n') else {
                continue;
            };
            let Some((text, _)) = rest.split_once("\n```") else {
                continue;
            };
            if let Some(options) = options(info) {
                examples.push((rule.name, options, text));
            }
        }
    }
    assert!(examples.len() > 150, "{}", examples.len());
    examples
}

/// What the fence of an example says about it; nothing for examples that need headers.
fn options(info: &str) -> Option<Options> {
    let mut options = Options::new();
    let mut betas = Vec::new();
    for word in info.split(',').filter(|word| !word.is_empty()) {
        match word.split_once('=')? {
            ("as", kind) => options.kind = Some(kind.parse::<DocumentKind>().ok()?),
            ("api-version", version) => options.api_version = Some(version.parse().ok()?),
            ("as-of", date) => options.as_of = Some(date.parse().ok()?),
            ("beta", "none") => options.betas = Some(Vec::new()),
            ("beta", beta) => betas.push(beta),
            _ => return None,
        }
    }
    if !betas.is_empty() {
        options = options.betas(betas);
    }
    Some(options)
}

fn is_repaired(report: &Report, repairs: Repairs) -> bool {
    let may = |safe: bool| safe || repairs == Repairs::All;
    !report
        .findings
        .iter()
        .any(|finding| finding.fix.as_ref().is_some_and(|fix| may(fix.safe)))
}

#[test]
fn every_repair_holds_and_leaves_valid_json() {
    let mut repaired = BTreeSet::new();
    for (rule, options, text) in faulty_examples() {
        for repairs in [Repairs::Safe, Repairs::All] {
            let fixed = fix(text, &options, repairs);
            assert!(
                is_repaired(&fixed.report, repairs),
                "{rule}: {:?} in {}",
                fixed.report,
                fixed.text
            );
            assert_eq!(fixed.report, lint(&fixed.text, &options), "{rule}");
            assert_eq!(
                fix(&fixed.text, &options, repairs).text,
                fixed.text,
                "{rule}"
            );
            if fixed.repaired.is_empty() {
                assert_eq!(fixed.text, text, "{rule}");
                continue;
            }
            repaired.extend(fixed.repaired.iter().map(|finding| finding.rule));
            assert!(
                serde_json::from_str::<Value>(&fixed.text).is_ok(),
                "{rule}: {}",
                fixed.text
            );
            for finding in &fixed.repaired {
                let remains = fixed
                    .report
                    .findings
                    .iter()
                    .any(|left| left.rule == finding.rule && left.fix.is_some());
                assert!(
                    !remains,
                    "{rule}: {} was not mended by its repair",
                    finding.rule
                );
            }
        }
    }
    assert!(
        repaired.len() >= 40,
        "only these rules were seen to repair something: {repaired:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn repairs_hold_on_any_json(value in strategies::api_shaped_json(), version in strategies::version()) {
        let text = serde_json::to_string_pretty(&value).unwrap();
        let mut options = Options::new();
        options.api_version = version;
        for repairs in [Repairs::Safe, Repairs::All] {
            let fixed = fix(&text, &options, repairs);
            prop_assert!(serde_json::from_str::<Value>(&fixed.text).is_ok(), "{}", fixed.text);
            prop_assert_eq!(fix(&fixed.text, &options, repairs).text, fixed.text);
        }
    }

    #[test]
    fn repairs_never_panic_on_text_that_looks_like_json(text in strategies::json_like()) {
        let fixed = fix(&text, &Options::new(), Repairs::All);
        prop_assert_eq!(&fix(&fixed.text, &Options::new(), Repairs::All).text, &fixed.text);
    }
}
