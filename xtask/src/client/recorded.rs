//! The recorded streams in the source distribution of the SDK: our message, the SDK's, and what its tests assert.

use super::{
    Bench, SDKS,
    compare::comparable,
    output, say,
    server::{Answer, Body, Server},
};
use crate::python;
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

const RECORDED: &str = include_str!("recorded.py");

pub(super) fn run(bench: &Bench) -> Result<usize> {
    let driver = bench.driver("dev")?;
    let script = bench.write("recorded.py", RECORDED)?;
    let mut differences = 0;
    for (sdk, api) in SDKS {
        let interpreter = python::with_sdk(&bench.workspace, sdk)?;
        let source = source(bench, &interpreter, sdk)?;
        let list = [script.as_os_str(), OsStr::new("list"), source.as_os_str()];
        let recordings: Vec<PathBuf> = serde_json::from_str(&output(&interpreter, &list)?)?;

        let mut answers = HashMap::new();
        let mut calls = Vec::new();
        for path in &recordings {
            let name = path
                .file_name()
                .and_then(OsStr::to_str)
                .context("no name")?;
            let request = json!({"model": "m", "max_tokens": 1, "messages": [{"role": "user", "content": "Hi"}]});
            calls.push(json!({"scenario": name, "call": "stream", "retries": 0, "body": request}));
            let answer = Answer {
                status: 200,
                headers: vec![("content-type", "text/event-stream".to_owned())],
                body: Body::Pieces([fs::read(path)?].into()),
            };
            ensure!(
                answers.insert(name.to_owned(), vec![answer]).is_none(),
                "two recordings are named {name}"
            );
        }
        let server = Server::start(answers)?;
        let calls = bench.write("recorded.json", serde_json::to_vec(&calls)?)?;
        let (our_url, their_url) = (server.url("ours"), server.url("sdk"));
        let ask = [
            OsStr::new(api),
            OsStr::new("scenarios"),
            OsStr::new(&our_url),
            calls.as_os_str(),
        ];
        let text = output(&driver, &ask)?;
        let ours: Value = serde_json::from_str(&text)?;
        let ours_path = bench.write("recorded-ours.json", text)?;
        let judge = [
            script.as_os_str(),
            OsStr::new("judge"),
            source.as_os_str(),
            OsStr::new(&their_url),
            ours_path.as_os_str(),
        ];
        let results: Vec<Value> = serde_json::from_str(&output(&interpreter, &judge)?)?;
        say(&format!("\n{} recordings of SDK {sdk}\n", recordings.len()))?;
        say("| recording | face | the SDK's message | assertions of its tests |")?;
        say("|---|---|---|---|")?;
        for result in &results {
            differences += report(&ours, result)?;
        }
        // Where the SDK moves its tests, nothing would be asserted any more.
        let asserts = |result: &&Value| {
            result["verdicts"]
                .as_object()
                .is_some_and(|v| !v.is_empty())
        };
        let asserted = results.iter().filter(asserts).count();
        ensure!(
            asserted * 2 > results.len(),
            "only {asserted} of {} results are asserted by the SDK's tests",
            results.len()
        );
    }
    Ok(differences)
}

/// Prints a line of the table, and returns in how much the results differ.
fn report(ours: &Value, result: &Value) -> Result<usize> {
    let name = result["recording"].as_str().unwrap_or_default();
    let (ours, theirs) = (&ours[name], &result["theirs"]);
    // A stream that is no message is an error to both, each in its own words.
    let both_fail = ours.get("error").is_some() && theirs.get("error").is_some();
    let same = both_fail || comparable(ours) == comparable(theirs);
    let verdicts: Vec<(&String, &Value)> = result["verdicts"]
        .as_object()
        .into_iter()
        .flatten()
        .collect();
    let failed: Vec<_> = verdicts.iter().filter(|(_, why)| !why.is_null()).collect();
    say(&format!(
        "| {name} | {} | {} | {} of {} hold |",
        result["face"].as_str().unwrap_or_default(),
        match (same, both_fail) {
            (true, true) => "an error to both",
            (true, false) => "same",
            (false, _) => "DIFFERS",
        },
        verdicts.len() - failed.len(),
        verdicts.len(),
    ))?;
    if !same {
        say(&format!("    ours: {ours}\n    SDK: {theirs}"))?;
    }
    for (name, why) in &failed {
        say(&format!("    {name}: {why}"))?;
    }
    Ok(usize::from(!same) + failed.len())
}

/// The unpacked source distribution.
fn source(bench: &Bench, interpreter: &Path, sdk: &str) -> Result<PathBuf> {
    let folder = bench.folder.join("source");
    let source = folder.join(format!("anthropic-{sdk}"));
    let archive = folder.join(format!("anthropic-{sdk}.tar.gz"));
    if !archive.exists() {
        let package = format!("anthropic=={sdk}");
        let mut download: Vec<&OsStr> = [
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--no-binary",
            "anthropic",
            &package,
            "--dest",
        ]
        .map(OsStr::new)
        .to_vec();
        download.push(folder.as_os_str());
        python::run(interpreter.as_os_str(), &download)
            .with_context(|| format!("pip cannot download the source of {package}"))?;
    }
    if !source.exists() {
        let mut unpack: Vec<&OsStr> = ["-m", "tarfile", "--extract"].map(OsStr::new).to_vec();
        unpack.extend([archive.as_os_str(), folder.as_os_str()]);
        python::run(interpreter.as_os_str(), &unpack).context("the source cannot be unpacked")?;
    }
    Ok(source)
}
