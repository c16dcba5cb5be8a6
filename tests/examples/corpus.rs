//! Holds recorded traffic to what rolecall promises: `cargo xtask corpus FILE…`.
//!
//! A file is JSON Lines. A line with a `path_template` is a request that an official SDK sent (`body`, and `sdk_types`
//! naming the SDK types that accept it): it must have no finding of the groups `syntax` and `schema`, and the types must
//! write it back unchanged. A line with a `kind` is an answer (`message`, `stream_event`, `content_block`, `error`,
//! `count_tokens`, `file`, or `sse` with its text in `body`): the types must write it back unchanged. A line with `bad` and
//! `good` is a rejection that was seen (`endpoint`, `pointer`, `still_enforced`, `statically_checkable`): the body that the
//! API refused must have a finding at the pointer, its parent or its child, the other one no error.

#![expect(clippy::print_stdout, reason = "this is a command")]

use rolecall_types::{
    ContentBlock, CountTokens, CreateBatch, CreateCompletion, CreateMessage, ErrorResponse,
    FileMetadata, Message, StreamEvent, TokenCount,
};
use rolecall_validate::{DocumentKind, Finding, Group, Level, Options, Repairs, fix, lint};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::{collections::BTreeMap, process::ExitCode};

type Check = fn(&Value) -> Result<(), String>;

#[derive(Default)]
struct Tally {
    checked: BTreeMap<String, usize>,
    skipped: BTreeMap<String, usize>,
    failed: usize,
}

fn main() -> ExitCode {
    let mut tally = Tally::default();
    for path in std::env::args().skip(1) {
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                println!("{path}: {error}");
                return ExitCode::from(2);
            }
        };
        for (number, line) in text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
        {
            let place = format!("{path}:{}", number + 1);
            match serde_json::from_str::<Value>(line) {
                Ok(row) if row.get("path_template").is_some() => request(&place, &row, &mut tally),
                Ok(row) if row.get("bad").is_some() => rejection(&place, &row, &mut tally),
                Ok(row) => response(&place, &row, &mut tally),
                Err(error) => tally.fail(&place, &format!("not JSON: {error}")),
            }
        }
    }
    for (what, count) in &tally.checked {
        println!("{count:5} {what}");
    }
    for (what, count) in &tally.skipped {
        println!("{count:5} {what} (not held to anything)");
    }
    println!("{} failed", tally.failed);
    if tally.failed == 0 && !tally.checked.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

impl Tally {
    fn fail(&mut self, place: &str, why: &str) {
        println!("{place}: {why}");
        self.failed += 1;
    }

    fn settle(&mut self, place: &str, what: &str, outcome: Result<(), String>) {
        *self.checked.entry(what.to_owned()).or_default() += 1;
        if let Err(why) = outcome {
            self.fail(place, &why);
        }
    }

    fn skip(&mut self, what: &str) {
        *self.skipped.entry(what.to_owned()).or_default() += 1;
    }
}

/// What is sent to a path, and whether its type loses nothing.
fn known(path: &str) -> Option<(DocumentKind, Check)> {
    match path {
        "/v1/messages" => Some((DocumentKind::Request, survives::<CreateMessage>)),
        "/v1/messages/count_tokens" => Some((DocumentKind::CountTokens, survives::<CountTokens>)),
        "/v1/messages/batches" => Some((DocumentKind::Batch, survives::<CreateBatch>)),
        "/v1/complete" => Some((DocumentKind::Completion, survives::<CreateCompletion>)),
        _ => None,
    }
}

fn rejection(place: &str, row: &Value, tally: &mut Tally) {
    let endpoint = row["endpoint"].as_str().unwrap_or_default();
    let path = endpoint.rsplit(' ').next().unwrap_or_default();
    let (Some((kind, _)), Some(pointer)) = (known(path), row["pointer"].as_str()) else {
        return tally.skip("rejections by other endpoints, or at no place");
    };
    let options = Options::new().kind(kind);
    let is_error = |finding: &&Finding| finding.level == Level::Error;
    if row["good"].is_object() {
        let report = lint(&row["good"].to_string(), &options);
        let error = report.findings.iter().find(is_error);
        let outcome = error.map_or(Ok(()), |error| Err(format!("{} in `good`", error.rule)));
        tally.settle(place, "twins of rejections without an error", outcome);
    }
    if row["still_enforced"] != "yes" || row["statically_checkable"] != true {
        return tally.skip("rejections that a request does not show, or that may be none any more");
    }
    let body = row["bad"].to_string();
    let report = lint(&body, &options);
    let here = report.findings.iter().filter(|finding| {
        let parent = |pointer: &str| pointer.rfind('/').map(|end| pointer[..end].to_owned());
        finding.pointer == pointer
            || parent(&finding.pointer).as_deref() == Some(pointer)
            || parent(pointer).as_deref() == Some(&finding.pointer)
    });
    match here.map(|finding| finding.level).max() {
        Some(Level::Error) => tally.settle(place, "rejections found, as errors", Ok(())),
        Some(_) => tally.settle(place, "rejections found, as warnings", Ok(())),
        None => tally.fail(place, "nothing is found at the place of the rejection"),
    }
    let left = fix(&body, &options, Repairs::All).report.findings;
    if left.iter().any(|finding| finding.level == Level::Error) {
        tally.skip("rejections that all repairs leave");
    } else {
        tally.settle(place, "rejections that repairs undo", Ok(()));
    }
}

fn request(place: &str, row: &Value, tally: &mut Tally) {
    let path = row["path_template"].as_str().unwrap_or_default();
    let (Some((kind, check)), Some(body)) = (known(path), row.get("body")) else {
        return tally.skip("requests to other endpoints");
    };
    tally.settle(
        place,
        &format!("requests to {path} written back"),
        check(body),
    );
    let accepted = row["sdk_types"]
        .as_array()
        .map_or(row["sdk_types"].is_object(), |types| !types.is_empty());
    if !accepted {
        return tally.skip("requests that the SDK's own types refuse");
    }
    let report = lint(&body.to_string(), &Options::new().kind(kind));
    let structural: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| matches!(finding.group, Group::Syntax | Group::Schema))
        .map(|finding| {
            format!(
                "{} at {}: {}",
                finding.rule, finding.pointer, finding.message
            )
        })
        .collect();
    let outcome = if structural.is_empty() {
        Ok(())
    } else {
        Err(structural.join("; "))
    };
    tally.settle(
        place,
        &format!("requests to {path} of the right shape"),
        outcome,
    );
}

fn response(place: &str, row: &Value, tally: &mut Tally) {
    let kind = row["kind"].as_str().unwrap_or_default();
    if row["sdk_types"].as_array().is_some_and(Vec::is_empty) {
        return tally.skip("answers that the SDK's own types refuse");
    }
    let check: Check = match kind {
        "message" => survives::<Message>,
        "stream_event" => survives::<StreamEvent>,
        "content_block" => survives::<ContentBlock>,
        "error" => survives::<ErrorResponse>,
        "count_tokens" => survives::<TokenCount>,
        "file" => survives::<FileMetadata>,
        "sse" => return stream(place, row["body"].as_str().unwrap_or_default(), tally),
        _ => return tally.skip("answers of other kinds"),
    };
    let outcome = check(&row["body"]);
    // What a test made up need not be whole; what an SDK type accepts, or the API sent, is.
    let is_vouched_for = row["sdk_types"].is_object() || row["origin"] == "recorded";
    if outcome
        .as_ref()
        .is_err_and(|why| why.starts_with("not read"))
        && !is_vouched_for
    {
        return tally.skip("answers that are refused and that nobody vouches for");
    }
    tally.settle(place, &format!("{kind} answers written back"), outcome);
}

fn stream(place: &str, text: &str, tally: &mut Tally) {
    for data in text.lines().filter_map(|line| line.strip_prefix("data:")) {
        let Ok(event) = serde_json::from_str::<Value>(data.trim()) else {
            tally.skip("data lines that are not JSON");
            continue;
        };
        tally.settle(
            place,
            "streamed events written back",
            survives::<StreamEvent>(&event),
        );
    }
}

/// Whether a value goes through a type without loss.
fn survives<T: DeserializeOwned + Serialize>(value: &Value) -> Result<(), String> {
    let typed: T =
        serde_json::from_str(&value.to_string()).map_err(|error| format!("not read: {error}"))?;
    let written = serde_json::to_value(&typed).map_err(|error| error.to_string())?;
    if &written == value {
        Ok(())
    } else {
        Err(format!("changed: {value} became {written}"))
    }
}
