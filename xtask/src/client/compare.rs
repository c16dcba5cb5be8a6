//! The same calls by both clients, the same answers to both: what was sent, when, and what came of it.

use super::{
    Bench, SDKS, output, say,
    scenarios::{self, Scenario, Wait},
    server::{Seen, Server},
};
use crate::python;
use anyhow::{Context as _, Result};
use serde_json::{Map, Value};
use std::{collections::BTreeSet, ffi::OsStr, thread};

pub(super) const SDK: &str = include_str!("sdk.py");

/// How much later than planned a try may come on a busy machine, in seconds.
const SLACK: f64 = 0.35;

/// Headers in which the clients may differ: who they are, and what their HTTP libraries add by themselves.
fn is_own(header: &str) -> bool {
    matches!(header, "user-agent" | "accept-encoding" | "connection")
        || header.starts_with("x-stainless-")
}

pub(super) fn run(bench: &Bench) -> Result<usize> {
    let driver = bench.driver("dev")?;
    let script = bench.write("sdk.py", SDK)?;
    let mut differences = 0;
    for (sdk, api) in SDKS {
        let interpreter = python::with_sdk(&bench.workspace, sdk)?;
        let scenarios = scenarios::all();
        let names: BTreeSet<&str> = scenarios.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names.len(), scenarios.len(), "a name is used twice");
        let answers = scenarios
            .iter()
            .map(|s| (s.name.clone(), s.answers.clone()));
        let server = Server::start(answers.collect())?;
        let calls: Vec<&Value> = scenarios.iter().map(|s| &s.call).collect();
        let calls = bench.write("scenarios.json", serde_json::to_vec(&calls)?)?;
        let (our_url, their_url) = (server.url("ours"), server.url("sdk"));
        let ask_ours = [
            OsStr::new(api),
            OsStr::new("scenarios"),
            OsStr::new(&our_url),
            calls.as_os_str(),
        ];
        let ask_theirs = [
            script.as_os_str(),
            OsStr::new("scenarios"),
            OsStr::new(&their_url),
            calls.as_os_str(),
        ];
        let (ours, theirs) = thread::scope(|scope| {
            let ours = scope.spawn(|| output(&driver, &ask_ours));
            let theirs = output(&interpreter, &ask_theirs);
            (ours.join(), theirs)
        });
        let ours = ours.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        let ours: Map<String, Value> = serde_json::from_str(&ours)?;
        let theirs: Map<String, Value> = serde_json::from_str(&theirs?)?;

        say(&format!("\nSDK {sdk}, API version {api}\n"))?;
        say("| scenario | tries | waits of ours / of the SDK, in seconds | |")?;
        say("|---|---|---|---|")?;
        for scenario in &scenarios {
            let name = &scenario.name;
            let pair = Pair {
                scenario,
                ours: server.seen("ours", name),
                theirs: server.seen("sdk", name),
            };
            let mut found = pair.differences();
            let results = (
                ours.get(name).context("no result")?,
                theirs.get(name).context("no result of the SDK")?,
            );
            if comparable(results.0) != comparable(results.1) {
                found.push(format!("ours: {}\n    SDK: {}", results.0, results.1));
            }
            differences += found.len();
            say(&format!(
                "| {name} | {} | {} / {} | {} |",
                pair.ours.len(),
                shown(&waits(&pair.ours)),
                shown(&waits(&pair.theirs)),
                if found.is_empty() { "same" } else { "DIFFERS" }
            ))?;
            for difference in found {
                say(&format!("    {difference}"))?;
            }
        }
    }
    Ok(differences)
}

/// What both clients did in one scenario.
struct Pair<'s> {
    scenario: &'s Scenario,
    ours: Vec<Seen>,
    theirs: Vec<Seen>,
}

impl Pair<'_> {
    fn differences(&self) -> Vec<String> {
        let mut found = Vec::new();
        if self.ours.len() != self.theirs.len() {
            found.push(format!(
                "{} tries, the SDK {}",
                self.ours.len(),
                self.theirs.len()
            ));
        }
        for (ours, theirs) in self.ours.iter().zip(&self.theirs) {
            let lines = [ours, theirs].map(|seen| format!("{} {}", seen.method, seen.target));
            if lines[0] != lines[1] {
                found.push(format!("`{}`, the SDK `{}`", lines[0], lines[1]));
            }
            let (ours, theirs) = (sent(ours), sent(theirs));
            if ours.0 != theirs.0 {
                found.push(format!("headers {:?}\n    the SDK {:?}", ours.0, theirs.0));
            }
            if ours.1 != theirs.1 {
                found.push(format!("body {}\n    the SDK {}", ours.1, theirs.1));
            }
        }
        for (ours, theirs) in waits(&self.ours).into_iter().zip(waits(&self.theirs)) {
            let longer = ours.max(theirs);
            // A wait of which a quarter may be missing is at most a third longer than what is left.
            let chance = match self.scenario.wait {
                Wait::Backoff => longer / 4.0,
                Wait::Asked => 0.0,
                Wait::Date => 1.0,
            };
            if (ours - theirs).abs() > chance + SLACK {
                found.push(format!("waits {ours:.2} s, the SDK {theirs:.2} s"));
            }
        }
        found
    }
}

/// Seconds between the tries.
fn waits(seen: &[Seen]) -> Vec<f64> {
    seen.windows(2)
        .map(|pair| pair[1].at.duration_since(pair[0].at).as_secs_f64())
        .collect()
}

fn shown(waits: &[f64]) -> String {
    let waits: Vec<String> = waits.iter().map(|wait| format!("{wait:.2}")).collect();
    waits.join(" ")
}

/// Headers and body in a form that does not depend on the boundary of a form or on the order of keys.
fn sent(seen: &Seen) -> (Vec<(String, String)>, Value) {
    let boundary = seen
        .headers
        .iter()
        .find(|(name, _)| name == "content-type")
        .and_then(|(_, value)| value.split_once("boundary="))
        .map(|(_, boundary)| boundary.to_owned());
    let plain = |text: &str| match &boundary {
        Some(boundary) => text.replace(boundary, "BOUNDARY"),
        None => text.to_owned(),
    };
    let is_form = boundary.is_some();
    let headers = seen
        .headers
        .iter()
        .filter(|(name, _)| !is_own(name))
        // The length depends on the boundary, or on the white space between the parts of a JSON text.
        .filter(|(name, _)| name != "content-length")
        .map(|(name, value)| (name.clone(), plain(value)))
        .collect();
    let body = match serde_json::from_slice(&seen.body) {
        Ok(body) if !is_form => body,
        _ => Value::String(plain(&String::from_utf8_lossy(&seen.body))),
    };
    (headers, body)
}

/// A result without what has no counterpart: texts of errors, and fields that say nothing.
pub(super) fn comparable(result: &Value) -> Value {
    match result {
        Value::Object(members) => members
            .iter()
            .filter(|(name, value)| !value.is_null() && *name != "text_of_error")
            .map(|(name, value)| (name.clone(), comparable(value)))
            .collect(),
        Value::Array(items) => items.iter().map(comparable).collect(),
        Value::Number(number) => number.as_f64().map_or(result.clone(), Value::from),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Pair, Seen, comparable, scenarios};
    use serde_json::json;
    use std::time::{Duration, Instant};

    fn seen(start: Instant, milliseconds: u64, header: &str, body: &str) -> Seen {
        Seen {
            at: start + Duration::from_millis(milliseconds),
            method: "POST".to_owned(),
            target: "/v1/messages".to_owned(),
            headers: vec![
                ("user-agent".to_owned(), body.to_owned()),
                ("x-team".to_owned(), header.to_owned()),
            ],
            body: body.as_bytes().to_vec(),
        }
    }

    /// How many differences there are between two tries of ours and of the SDK.
    fn differences(
        scenario: &str,
        ours: [(u64, &str, &str); 2],
        theirs: [(u64, &str, &str); 2],
    ) -> usize {
        let scenarios = scenarios::all();
        let start = Instant::now();
        let tries = |tries: [(u64, &str, &str); 2]| {
            tries
                .map(|(at, header, body)| seen(start, at, header, body))
                .to_vec()
        };
        let pair = Pair {
            scenario: scenarios.iter().find(|s| s.name == scenario).unwrap(),
            ours: tries(ours),
            theirs: tries(theirs),
        };
        pair.differences().len()
    }

    #[test]
    fn what_differs_is_found() {
        let ours = [(0, "a", "{\"b\": 1, \"c\": 2}"), (1000, "a", "{}")];
        let spaced = [(0, "a", "{\"c\":2,\"b\":1}"), (1100, "a", "{ }")];
        assert_eq!(differences("retry-after-seconds", ours, spaced), 0);
        let other_header = [(0, "b", "{\"b\": 1, \"c\": 2}"), (1000, "a", "{}")];
        assert_eq!(differences("retry-after-seconds", ours, other_header), 1);
        let other_body = [(0, "a", "{\"b\": 1}"), (1000, "a", "{}")];
        assert_eq!(differences("retry-after-seconds", ours, other_body), 1);
    }

    #[test]
    fn waits_may_differ_by_chance_only_where_chance_decides() {
        let at = |at: u64| [(0, "a", "{}"), (at, "a", "{}")];
        assert_eq!(differences("backoff-by-default", at(2000), at(1500)), 0);
        assert_eq!(differences("retry-after-seconds", at(2000), at(1500)), 1);
        assert_eq!(differences("backoff-by-default", at(2000), at(1000)), 1);
    }

    #[test]
    fn results_are_compared_without_nulls_and_texts_of_errors() {
        assert_eq!(
            comparable(&json!({"a": null, "b": [1, 2.0], "text_of_error": "x"})),
            comparable(&json!({"b": [1.0, 2]}))
        );
        assert_ne!(comparable(&json!({"b": 1})), comparable(&json!({"b": 2})));
    }
}
