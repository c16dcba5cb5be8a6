use crate::support::{CLEAN, COMMA, Closed, TWICE, World, checked_report};
use rolecall::ExitStatus::{Clean, Failed, Findings};
use std::io::ErrorKind;

const FORMATS: [&str; 3] = ["human", "concise", "json"];

#[test]
fn the_exit_code_follows_the_findings_and_never_the_format() {
    let world = World::new("exit-findings")
        .file("clean.json", CLEAN)
        .file("error.json", COMMA)
        .file("warning.json", TWICE);
    for format in FORMATS {
        let status = |args: &str| world.run(&format!("lint --format {format} {args}")).status;
        assert_eq!(status("clean.json"), Clean, "{format}");
        assert_eq!(status("error.json"), Findings, "{format}");
        assert_eq!(status("warning.json"), Clean, "{format}");
        assert_eq!(
            status("warning.json --fail-on warning"),
            Findings,
            "{format}"
        );
        assert_eq!(status("warning.json --fail-on info"), Findings, "{format}");
        assert_eq!(
            status("warning.json --info syntax --fail-on warning"),
            Clean,
            "{format}"
        );
        assert_eq!(
            status("error.json --off syntax/trailing-comma"),
            Clean,
            "{format}"
        );
    }
}

#[test]
fn an_unreadable_input_fails_the_run_but_hides_no_finding() {
    let world = World::new("exit-unreadable").file("error.json", COMMA);
    for format in FORMATS {
        let outcome = world.run(&format!("lint --format {format} missing.json error.json"));
        assert_eq!(outcome.status, Failed, "{format}");
        assert_eq!(
            outcome.stderr,
            "error: cannot read `missing.json`: there is no such file or folder\n"
        );
        assert!(outcome.stdout.contains("syntax/trailing-comma"), "{format}");
    }
}

#[test]
fn a_path_that_matches_nothing_fails_the_run() {
    let world = World::new("exit-nothing").file("folder/readme.txt", "");
    for (path, complaint) in [
        ("*.json", "no file matches `*.json`"),
        ("nowhere/*.json", "no file matches `nowhere/*.json`"),
        (
            "folder",
            "there is no file in `folder` that could hold payloads",
        ),
        ("", "there is no file in `.` that could hold payloads"),
        ("a[.json", "`a[.json` is not a valid pattern"),
    ] {
        let outcome = world.run(&format!("lint {path}"));
        assert_eq!(outcome.status, Failed, "{path}");
        assert!(outcome.stderr.contains(complaint), "{}", outcome.stderr);
        assert_eq!(outcome.stdout, "nothing was linted\n");
    }
}

#[test]
fn bad_usage_fails_the_run() {
    let world = World::new("exit-usage").file("a.json", CLEAN);
    for (args, complaint) in [
        (
            "lint --as letter a.json",
            "invalid value 'letter' for '--as <KIND>'",
        ),
        (
            "lint --api-version 2024-01-01 a.json",
            "[possible values: 2023-06-01, 2026-10-21]",
        ),
        (
            "lint --as-of 2026-02-30 a.json",
            "`2026-02-30` is not a date like 2026-10-21",
        ),
        (
            "lint --fail-on never a.json",
            "[possible values: error, warning, info]",
        ),
        (
            "lint --off syntax/duplicate-kay a.json",
            "did you mean `syntax/duplicate-key`?",
        ),
        (
            "lint --beta none,files-api-2025-04-14 a.json",
            "name no other beta beside it",
        ),
        ("lint --quiet --verbose a.json", "cannot be used with"),
        ("a.json", "To lint files: rolecall lint PATH…"),
        (
            "explain syntax/trailing-coma",
            "did you mean `syntax/trailing-comma`?",
        ),
        (
            "explain surrogate",
            "names with it: `syntax/lone-surrogate`",
        ),
        (
            "schema nonsense",
            "no schema is called `nonsense`; there are ",
        ),
        ("", "Usage: rolecall [OPTIONS] <COMMAND>"),
    ] {
        let outcome = world.run(args);
        assert_eq!(outcome.status, Failed, "{args}");
        assert!(
            outcome.stderr.contains(complaint),
            "{args}: {}",
            outcome.stderr
        );
        assert_eq!(outcome.stdout, "", "{args}");
    }
}

#[test]
fn a_reader_that_went_away_is_no_failure() {
    let world = World::new("exit-pipe").file("error.json", COMMA);
    for args in [
        "lint error.json",
        "rules",
        "explain syntax",
        "schema report",
        "--help",
    ] {
        let gone = world.run_into(args, &mut Closed(ErrorKind::BrokenPipe));
        assert_eq!((gone.status, &*gone.stderr), (Clean, ""), "{args}");
        let full = world.run_into(args, &mut Closed(ErrorKind::StorageFull));
        assert_eq!(full.status, Failed, "{args}");
    }
}

#[test]
fn the_report_can_go_to_a_file() {
    let world = World::new("exit-output").file("error.json", COMMA);
    for _ in 0..2 {
        // The second time, the report of the first lies among the inputs.
        let outcome = world.run("lint --format json --output report.json --verbose");
        assert_eq!(outcome.status, Findings);
        assert_eq!(outcome.stdout, "");
        assert_eq!(
            outcome.stderr,
            "linted error.json\n1 error in 1 document (1 file); 1 fixable with --fix\n"
        );
        let report = std::fs::read_to_string(world.folder.join("report.json")).unwrap();
        assert_eq!(checked_report(&report)["files"], 1);
    }
    let outcome = world.run("lint error.json --output error.json");
    assert_eq!(outcome.status, Failed);
    assert_eq!(
        outcome.stderr,
        "error: `error.json` is an input; the report would overwrite it\n"
    );
    let untouched = std::fs::read_to_string(world.folder.join("error.json")).unwrap();
    assert_eq!(untouched, COMMA);
    let outcome = world.run("lint error.json --output nowhere/report.json");
    assert_eq!(outcome.status, Failed);
    assert!(
        outcome
            .stderr
            .contains("cannot write to `nowhere/report.json`")
    );
}
