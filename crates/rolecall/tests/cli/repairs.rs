use crate::support::{CLEAN, COMMA, TWICE, World, checked_report};
use rolecall::ExitStatus::{Clean, Failed, Findings};
use serde_json::Value;
use std::fs;

/// Three faults with safe repairs; the formatting is not the one that a program would choose.
const FAULTY: &str = "{\n  // who answers\n  \"model\":   \"claude-opus-5\",\n  \"max_tokens\": 16,\n  \"messages\": [ {\"role\": \"user\", \"content\": \"Hi\",}, ]\n}\n";
const REPAIRED: &str = "{\n  \n  \"model\":   \"claude-opus-5\",\n  \"max_tokens\": 16,\n  \"messages\": [ {\"role\": \"user\", \"content\": \"Hi\"} ]\n}\n";

impl World {
    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).unwrap()
    }
}

#[test]
fn a_file_is_repaired_outside_of_its_own_formatting() {
    let world = World::new("fix")
        .file("a.json", FAULTY)
        .file("b.json", CLEAN);
    let before = fs::metadata(world.folder.join("b.json")).unwrap();
    let outcome = world.run("lint --fix");
    assert_eq!(outcome.status, Clean);
    assert_eq!(outcome.stderr, "");
    assert_eq!(
        outcome.stdout,
        "no problems in 2 documents (2 files); 3 fixed\n"
    );
    assert_eq!(world.text("a.json"), REPAIRED);
    let after = fs::metadata(world.folder.join("b.json")).unwrap();
    assert_eq!(before.modified().unwrap(), after.modified().unwrap());
    let names: Vec<_> = fs::read_dir(&world.folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn what_cannot_be_repaired_is_reported_where_it_stands_afterwards() {
    let body = FAULTY.replace("16", "true");
    let world = World::new("fix-rest").file("a.json", &body);
    let outcome = world.run("lint --fix --format json");
    assert_eq!(outcome.status, Findings);
    let report = checked_report(&outcome.stdout);
    assert_eq!(report["summary"]["fixed"], 3);
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0]["rule"], "schema/wrong-type");
    let offset = world.text("a.json").find("true").unwrap();
    assert_eq!(findings[0]["span"]["start"]["offset"], offset);
}

/// Of JSON Lines, only the lines that change are touched, and places behind them are those of the new file.
#[test]
fn json_lines_are_repaired_line_by_line() {
    let broken = CLEAN.replace("16", "null");
    let text = format!("{CLEAN}\r\n\n{COMMA}\r\n  {COMMA}\n{broken}");
    let world = World::new("fix-lines").file("a.jsonl", &text);
    let report = checked_report(&world.run("lint --fix --format json").stdout);
    let expected = format!("{CLEAN}\r\n\n{CLEAN}\r\n  {CLEAN}\n{broken}");
    assert_eq!(world.text("a.jsonl"), expected);
    assert_eq!(report["findings"][0]["document"], 3);
    let start = &report["findings"][0]["span"]["start"];
    assert_eq!(start["offset"], expected.find("null").unwrap());
    assert_eq!(start["line"], 5);
}

/// A file of several pieces, whose first change stands in a later one; threads change nothing.
#[test]
fn large_json_lines_are_repaired_in_pieces() {
    let mut lines = vec![CLEAN; 28_000];
    for number in [15_000, 25_000, 27_999] {
        lines[number] = COMMA;
    }
    lines[27_998] = "[";
    let text = lines.join("\n");
    assert!(text.len() > 2 << 20);
    let expected = text.replace(COMMA, CLEAN);
    for threads in [1, 4] {
        let world = World::new("fix-pieces").file("a.jsonl", &text);
        let args = format!("lint --fix --format json --threads {threads}");
        let report = checked_report(&world.run(&args).stdout);
        assert!(world.text("a.jsonl") == expected, "{threads}");
        let start = &report["findings"][0]["span"]["start"]["offset"];
        let bracket = expected.find("\n[\n").unwrap() + 1;
        let start = usize::try_from(start.as_u64().unwrap()).unwrap();
        assert!((bracket..=bracket + 1).contains(&start), "{start}");
    }
}

#[test]
fn standard_input_goes_repaired_to_standard_output() {
    let body = FAULTY.replace("16", "\"\u{1b}[1m\"");
    let world = World::new("fix-stdin").stdin(body.clone()).terminal();
    let outcome = world.run("lint --fix - --format concise --color never");
    assert_eq!(outcome.status, Findings);
    // Raw control characters are no JSON, but not ours to take away.
    assert!(outcome.stdout.contains("\u{1b}[1m"));
    assert!(outcome.stderr.contains("<stdin>:"), "{}", outcome.stderr);

    let outcome = World::new("fix-stdin-2").stdin(FAULTY).run("lint --fix -");
    assert_eq!((outcome.status, &*outcome.stdout), (Clean, REPAIRED));
    assert_eq!(
        outcome.stderr,
        "no problems in 1 document (1 file); 3 fixed\n"
    );
    let clean = World::new("fix-stdin-3")
        .stdin(CLEAN)
        .run("lint --fix --quiet -");
    assert_eq!((&*clean.stdout, &*clean.stderr), (CLEAN, ""));
}

#[test]
fn a_diff_shows_and_writes_nothing() {
    let world = World::new("diff")
        .file("a.json", FAULTY)
        .file("b.jsonl", format!("{TWICE}\n{COMMA}"));
    let outcome = world.run("lint --diff --show-fixes");
    assert_eq!(outcome.status, Findings);
    assert_eq!(world.text("a.json"), FAULTY);
    let expected = format!(
        "--- a.json\n+++ a.json\n@@ -1,6 +1,6 @@\n {{\n-  // who answers\n+  \n   \"model\":   \"claude-opus-5\",\n   \"max_tokens\": 16,\n-  \"messages\": [ {{\"role\": \"user\", \"content\": \"Hi\",}}, ]\n+  \"messages\": [ {{\"role\": \"user\", \"content\": \"Hi\"}} ]\n }}\n--- b.jsonl\n+++ b.jsonl\n@@ -1,2 +1,2 @@\n {TWICE}\n-{COMMA}\n\\ No newline at end of file\n+{CLEAN}\n\\ No newline at end of file\n"
    );
    assert_eq!(outcome.stdout, expected);
    // What the diff does not mend is reported, where it stands in the file.
    assert!(
        outcome.stderr.contains("warning[syntax/duplicate-key]")
            && !outcome.stderr.contains("error["),
        "{}",
        outcome.stderr
    );
    assert!(outcome.stderr.ends_with(
        "1 warning in 3 documents (2 files); 4 would be fixed\nto read more about a rule: rolecall explain syntax/duplicate-key\na.json: would fix 1 × syntax/comment\na.json: would fix 2 × syntax/trailing-comma\nb.jsonl: would fix 1 × syntax/trailing-comma\n"
    ), "{}", outcome.stderr);
}

#[test]
fn a_diff_without_a_change_decides_nothing() {
    let world = World::new("diff-clean").file("a.json", CLEAN);
    let outcome = world.run("lint --diff");
    assert_eq!((outcome.status, &*outcome.stdout), (Clean, ""));
    assert_eq!(
        outcome.stderr,
        "no problems in 1 document (1 file); 0 would be fixed\n"
    );
    // A fault below `--fail-on` that a repair would mend still counts: the file would change.
    let world = World::new("diff-quiet").file("a.json", COMMA);
    let outcome = world.run("lint --diff --warn syntax");
    assert_eq!(outcome.status, Findings);
}

#[test]
fn a_diff_sends_no_control_characters_to_a_terminal() {
    let body = format!("// \u{1b}]0;title\u{7}\n{COMMA}\n");
    let world = World::new("diff-control").file("a.json", &body).terminal();
    let outcome = world.run("lint --diff --color never");
    assert!(
        !outcome.stdout.contains(['\u{1b}', '\u{7}']),
        "{:?}",
        outcome.stdout
    );
    assert!(outcome.stdout.contains("-// \\u{1b}]0;title\\u{7}\n"));
    let colored = world.run("lint --diff --color always").stdout;
    assert!(colored.contains("\u{1b}[31m-// \\u{1b}]0"), "{colored:?}");
}

#[test]
fn files_that_are_passed_over_are_left_alone() {
    let world = World::new("fix-other").file("settings.json", "{\"a\": 1,}");
    let outcome = world.run("lint --fix");
    assert_eq!(outcome.status, Clean);
    assert_eq!(world.text("settings.json"), "{\"a\": 1,}");
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let world = World::new("fix-unix").file("real/a.json", COMMA);
    let real = world.folder.join("real/a.json");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real/a.json", world.folder.join("link.json")).unwrap();
    assert_eq!(world.run("lint --fix link.json").status, Clean);
    assert_eq!(world.text("real/a.json"), CLEAN);
    assert!(world.folder.join("link.json").is_symlink());
    let mode = fs::metadata(&real).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);

    let world = World::new("fix-read-only").file("a.json", COMMA);
    let path = world.folder.join("a.json");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let outcome = world.run("lint --fix");
    assert_eq!(outcome.status, Failed);
    assert_eq!(
        outcome.stderr,
        "error: cannot write `a.json`: the file is read-only\n"
    );
    assert_eq!(world.text("a.json"), COMMA);
}

#[test]
fn the_summary_says_what_can_be_repaired() {
    let world = World::new("fixable").file("a.json", FAULTY);
    let outcome = world.run("lint");
    assert!(
        outcome
            .stdout
            .contains("\n3 errors in 1 document (1 file); 3 fixable with --fix\n"),
        "{}",
        outcome.stdout
    );
}

/// What an unsafe repair would change stays until it is asked for.
#[test]
fn unsafe_repairs_are_taken_on_request_only() {
    // A list of payloads: the first unsafe repair that the rules offer decides nothing here, all of them are tried.
    for (number, body) in PAYLOADS.iter().enumerate() {
        let report = World::new("unsafe")
            .file("a.json", body)
            .report("a.json --no-config");
        let has_unsafe = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|finding| finding["fix"]["safe"] == false);
        let world = World::new("unsafe-2").file("a.json", body);
        let safe = checked_report(&world.run("lint --fix --format json a.json").stdout);
        let after_safe = world.text("a.json");
        let all = checked_report(
            &world
                .run("lint --fix --unsafe-fixes --format json a.json")
                .stdout,
        );
        if has_unsafe && safe["summary"]["fixed"] == 0 {
            assert_eq!(after_safe, *body, "{number}");
            assert!(all["summary"]["fixed"].as_u64().unwrap() > 0, "{number}");
        }
        let left = all["findings"].as_array().unwrap();
        assert!(
            left.iter().all(|finding| finding.get("fix").is_none()),
            "{number}: {all}"
        );
    }
}

/// Payloads like those that people report, written for this test.
const PAYLOADS: &[&str] = &[
    FAULTY,
    COMMA,
    TWICE,
    "\u{feff}{\"model\": \"claude-opus-5\", \"max_tokens\": 16, \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}",
    // An answer begun in white space.
    r#"{"model": "claude-haiku-4-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "The answer is "}]}"#,
    // Empty text blocks, alone and beside others.
    r#"{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "text", "text": ""}, {"type": "text", "text": "Hi"}]}]}"#,
    r#"{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "text", "text": " "}]}]}"#,
    r#"{"model": "claude-opus-5", "max_tokens": 64, "system": [{"type": "text", "text": ""}], "messages": [{"role": "user", "content": "Hi"}]}"#,
    // A call without a result, and a result without a call.
    r#"{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "t", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "t", "input": {}}]}, {"role": "user", "content": "And?"}]}"#,
    r#"{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "t", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_9", "content": "1"}, {"type": "text", "text": "Hi"}]}]}"#,
    r#"{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "t", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "t", "input": {}}]}, {"role": "user", "content": [{"type": "text", "text": "x"}, {"type": "tool_result", "tool_use_id": "toolu_1", "content": "1"}, {"type": "tool_result", "tool_use_id": "toolu_1", "content": "1"}]}]}"#,
    // A system message where none may stand.
    r#"{"model": "claude-sonnet-4-5", "max_tokens": 64, "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"}]}"#,
    // Sampling parameters, and thinking beside them.
    r#"{"model": "claude-opus-5", "max_tokens": 64, "temperature": 1.0, "top_k": 5, "messages": [{"role": "user", "content": "Hi"}]}"#,
    // Five breakpoints of the cache.
    r#"{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "text", "text": "1", "cache_control": {"type": "ephemeral"}}, {"type": "text", "text": "2", "cache_control": {"type": "ephemeral"}}, {"type": "text", "text": "3", "cache_control": {"type": "ephemeral"}}, {"type": "text", "text": "4", "cache_control": {"type": "ephemeral"}}, {"type": "text", "text": "5", "cache_control": {"type": "ephemeral"}}]}]}"#,
    // A schema that is not closed, a media type that is not the image's.
    r#"{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"a": {"type": "string"}}}}}, "messages": [{"role": "user", "content": "Hi"}]}"#,
    r#"{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/jpeg", "data": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="}}]}]}"#,
];

/// Repairing twice changes nothing the second time, and what parsed or was repaired into JSON parses.
#[test]
fn repairing_again_changes_nothing() {
    let mut lines = String::new();
    for body in PAYLOADS.iter().filter(|body| !body.contains('\n')) {
        lines.push_str(body);
        lines.push('\n');
    }
    for flags in [
        "--fix",
        "--fix --unsafe-fixes",
        "--fix --unsafe-fixes --api-version 2026-10-21",
    ] {
        let mut world = World::new("twice").file("all.jsonl", &lines);
        for (number, body) in PAYLOADS.iter().enumerate() {
            world = world.file(&format!("{number}.json"), body);
        }
        world.run(&format!("lint {flags}"));
        let texts = || {
            let names = (0..PAYLOADS.len()).map(|number| format!("{number}.json"));
            let names = names.chain(["all.jsonl".to_owned()]);
            names.map(|name| world.text(&name)).collect::<Vec<_>>()
        };
        let once = texts();
        for text in &once {
            for document in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
                assert!(document.is_ok(), "{flags}: {text}");
            }
        }
        assert_eq!(once.last().unwrap().lines().count(), lines.lines().count());
        let again = checked_report(&world.run(&format!("lint {flags} --format json")).stdout);
        assert_eq!(again["summary"]["fixed"], 0, "{flags}");
        assert_eq!(texts(), once, "{flags}");
    }
}
