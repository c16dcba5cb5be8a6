use crate::support::{CLEAN, COMMA, World, checked_report};
use rolecall::ExitStatus::{Clean, Failed, Findings};
use std::fs;

fn world(name: &str) -> World {
    World::new(name)
        .file("sub/a.json", COMMA)
        .file("b.jsonl", format!("{COMMA}\n{CLEAN}\n{COMMA}\n"))
}

#[test]
fn known_findings_are_counted_and_not_reported() {
    let world = world("baseline");
    let outcome = world.run("lint --write-baseline baseline.json");
    assert_eq!(outcome.status, Clean);
    assert_eq!(
        outcome.stdout,
        "no problems in 4 documents (2 files); 3 in the baseline\n"
    );
    let written = fs::read_to_string(world.folder.join("baseline.json")).unwrap();
    let expected = r#"{
  "version": 1,
  "findings": [
    {
      "file": "b.jsonl",
      "rule": "syntax/trailing-comma",
      "pointer": "/messages",
      "count": 2
    },
    {
      "file": "sub/a.json",
      "rule": "syntax/trailing-comma",
      "pointer": "/messages",
      "count": 1
    }
  ]
}
"#;
    assert_eq!(written, expected);
    let outcome = world.run("lint --baseline baseline.json --format json");
    assert_eq!(outcome.status, Clean);
    let report = checked_report(&outcome.stdout);
    assert_eq!(report["summary"]["in_baseline"], 3);
    assert_eq!(report["findings"].as_array().unwrap().len(), 0);

    // One more of the same kind is new.
    let world = world.file("b.jsonl", format!("{COMMA}\n{COMMA}\n{COMMA}\n"));
    let outcome = world.run("lint --baseline baseline.json --format json");
    assert_eq!(outcome.status, Findings);
    let report = checked_report(&outcome.stdout);
    assert_eq!(report["findings"].as_array().unwrap().len(), 1);
    assert_eq!(report["findings"][0]["document"], 2);
}

/// Names are relative to the baseline, so that it holds from every folder.
#[test]
fn a_baseline_holds_wherever_the_run_starts() {
    let mut world = world("baseline-folder");
    world.run("lint --write-baseline baseline.json");
    world.folder.push("sub");
    assert_eq!(world.run("lint --baseline ../baseline.json").status, Clean);
    assert_eq!(world.run("lint").status, Findings);
}

#[test]
fn entries_without_use_are_mentioned_on_request() {
    let world = world("baseline-stale");
    world.run("lint --write-baseline baseline.json");
    let world = world.file("b.jsonl", CLEAN);
    let quiet = world.run("lint --baseline baseline.json");
    assert_eq!(quiet.stderr, "");
    let verbose = world.run("lint --baseline baseline.json --verbose");
    let line = "the baseline knows a finding that is gone: b.jsonl: syntax/trailing-comma at /messages (2 times)\n";
    assert!(verbose.stderr.contains(line), "{}", verbose.stderr);
    // A file that was not linted tells nothing about its entries.
    let one = world.run("lint --baseline baseline.json --verbose sub");
    assert!(!one.stderr.contains("is gone"), "{}", one.stderr);
}

#[test]
fn a_faulty_baseline_fails_the_run() {
    let world = world("baseline-faulty")
        .file("x.json", "{}")
        .file("new.json", "{\"version\": 2, \"findings\": []}");
    for (args, complaint) in [
        (
            "--baseline none.json",
            "cannot read the baseline `none.json`",
        ),
        (
            "--baseline x.json",
            "`x.json` is no baseline; write one with `--write-baseline`",
        ),
        (
            "--baseline new.json",
            "has version 2; this rolecall reads version 1",
        ),
        ("--write-baseline no/b.json", "cannot write the baseline"),
        ("--write-baseline b.json --fix", "cannot be used with"),
        (
            "--write-baseline b.json --baseline x.json",
            "cannot be used with",
        ),
    ] {
        let outcome = world.run(&format!("lint {args}"));
        assert_eq!(outcome.status, Failed, "{args}");
        assert!(
            outcome.stderr.contains(complaint),
            "{args}: {}",
            outcome.stderr
        );
    }
}
