use crate::support::{CLEAN, COMMA, TWICE, World, checked_report};
use rolecall::ExitStatus::{Clean, Failed, Findings};

#[test]
fn each_line_of_json_lines_is_a_document() {
    let text = format!("{CLEAN}\r\n\r\n{COMMA}\r\n   \n{TWICE}");
    let world = World::new("lines")
        .file("a.jsonl", &text)
        .file("b.NDJSON", &text);
    let report = world.report("a.jsonl");
    assert_eq!(report["documents"], 3);
    assert_eq!(report["findings"][0]["document"], 1);
    assert_eq!(report["findings"][1]["document"], 2);
    let comma = text.find(",]").unwrap();
    assert_eq!(report["findings"][0]["span"]["start"]["offset"], comma);
    assert_eq!(report["findings"][0]["fix"]["edits"][0]["start"], comma);
    assert_eq!(
        world.places("a.jsonl b.NDJSON"),
        [
            "a.jsonl:3:92 syntax/trailing-comma /messages",
            "a.jsonl:5:28 syntax/duplicate-key /model",
            "b.NDJSON:3:92 syntax/trailing-comma /messages",
            "b.NDJSON:5:28 syntax/duplicate-key /model",
        ]
    );
}

/// A file of several pieces: numbers go on from piece to piece, and threads change nothing.
#[test]
fn large_json_lines_are_read_in_pieces() {
    let mut text = String::new();
    let mut expected = Vec::new();
    for number in 0..25_000 {
        if number % 7 == 0 {
            text.push('\n');
        }
        if number % 1000 == 999 {
            let line = text.matches('\n').count() + 1;
            expected.push(format!("{number} {line} {}", text.len() + 91));
            text.push_str(COMMA);
        } else {
            text.push_str(CLEAN);
        }
        text.push('\n');
    }
    assert!(text.len() > 2 << 20);
    let world = World::new("pieces").file("a.jsonl", &text).stdin(text);
    let one = world.report("--threads 1 a.jsonl");
    let found: Vec<_> = one["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            let start = &finding["span"]["start"];
            format!(
                "{} {} {}",
                finding["document"], start["line"], start["offset"]
            )
        })
        .collect();
    assert_eq!(found, expected);
    assert_eq!(one["documents"], 25_000);
    assert_eq!(world.report("--threads 4 a.jsonl"), one);
    assert_eq!(world.report("--threads 3 - --stdin-filename a.jsonl"), one);
    let human = |threads: usize| {
        world
            .run(&format!("lint --threads {threads} a.jsonl"))
            .stdout
    };
    assert_eq!(human(1), human(4));
}

#[test]
fn many_files_are_reported_in_order() {
    let mut world = World::new("order");
    for number in (0..200).rev() {
        let text = if number % 3 == 0 { COMMA } else { CLEAN };
        world = world.file(&format!("{number:03}.json"), text);
    }
    let expected: Vec<_> = (0..200)
        .filter(|number| number % 3 == 0)
        .map(|number| format!("{number:03}.json:1:92 syntax/trailing-comma /messages"))
        .collect();
    for threads in [1, 2, 5, 0] {
        assert_eq!(world.places(&format!("--threads {threads}")), expected);
    }
}

#[test]
fn standard_input_is_told_by_its_shape() {
    let lint = |text: &str, args: &str| World::new("stdin").stdin(text).report(args);
    let pretty = COMMA.replace(", ", ",\n");
    assert_eq!(lint(&pretty, "-")["documents"], 1);
    assert_eq!(lint(&pretty, "-")["findings"][0]["file"], "<stdin>");
    let lines = format!("{COMMA}\n{CLEAN}\n");
    assert_eq!(lint(&lines, "-")["documents"], 2);
    let named = lint(&lines, "- --stdin-filename body.json");
    assert_eq!(named["documents"], 1);
    assert_eq!(named["findings"][0]["file"], "body.json");
    assert_eq!(lint(CLEAN, "- -")["files"], 1);
}

#[test]
fn an_empty_input_is_a_finding() {
    let world = World::new("empty")
        .file("a.json", "")
        .file("b.jsonl", "\n\n");
    assert_eq!(
        world.places("a.json b.jsonl -"),
        [
            "<stdin>:1:1 syntax/invalid-json ",
            "a.json:1:1 syntax/invalid-json ",
            "b.jsonl:3:1 syntax/invalid-json ",
        ]
    );
}

/// A folder may hold other things than payloads; a broken payload is still one.
#[test]
fn files_of_a_folder_that_are_no_payloads_are_passed_over() {
    let broken = CLEAN.replacen(": [", " [", 1);
    let column = broken.find('[').unwrap() + 1;
    let world = World::new("folder")
        .file("in/package.json", r#"{"name": "x",}"#)
        .file("in/rows.jsonl", "{\"id\": 1}\nbroken\n")
        .file("in/broken.json", broken)
        .file("in/mixed.jsonl", format!("{{\"id\": 1}}\n{COMMA}\n"))
        .file("in/deep/er/good.json", CLEAN)
        .file("in/notes.txt", COMMA)
        .file("in/.hidden/bad.json", COMMA)
        .file("in/ignored/bad.json", COMMA)
        .file("in/.gitignore", "ignored/\n");
    assert_eq!(
        world.places("in"),
        [
            &format!("in/broken.json:1:{column} syntax/invalid-json "),
            "in/mixed.jsonl:1:1 schema/unknown-document ",
            "in/mixed.jsonl:2:92 syntax/trailing-comma /messages",
        ]
    );
    let outcome = world.run("lint --verbose --format concise ./in/");
    assert_eq!(
        outcome.stderr,
        "linted in/broken.json\nlinted in/deep/er/good.json\nlinted in/mixed.jsonl\n\
         passed over in/package.json: it looks like no payload\n\
         passed over in/rows.jsonl: it looks like no payload\n"
    );
    let named = world.places("in/package.json in/rows.jsonl in/ignored/bad.json in/notes.txt");
    assert_eq!(
        named,
        [
            "in/ignored/bad.json:1:92 syntax/trailing-comma /messages",
            "in/notes.txt:1:92 syntax/trailing-comma /messages",
            "in/package.json:1:1 schema/unknown-document ",
            "in/package.json:1:13 syntax/trailing-comma ",
            "in/rows.jsonl:1:1 schema/unknown-document ",
            "in/rows.jsonl:2:1 syntax/invalid-json ",
        ]
    );
    // Told what they are, all of them are linted.
    assert_eq!(world.report("in --as request")["files"], 5);
}

/// A name in common makes no payload of a file that nobody named.
#[test]
fn a_folder_is_not_judged_by_a_name_in_common() {
    let hi = r#"[{"role": "user", "content": "Hi"}]"#;
    let world = World::new("folder-faint")
        .file(
            "in/settings.json",
            r#"{"model": "claude-opus-5", "permissions": {}}"#,
        )
        .file(
            "in/chat.json",
            format!(r#"{{"model": "gpt-4o", "n": 2, "messages": {hi}}}"#),
        )
        .file("in/texts.json", r#"{"messages": {"greeting": "Hi"}}"#)
        .file("in/slack.json", r#"{"type": "message", "text": "Hi"}"#)
        .file("in/values.yaml", "model: claude-opus-5\nreplicas: 2\n");
    assert_eq!(world.run("lint in").stdout, "nothing was linted\n");
    assert_eq!(
        world.places("in/settings.json"),
        [
            "in/settings.json:1:1 schema/missing-field ",
            "in/settings.json:1:1 schema/missing-field ",
            "in/settings.json:1:28 schema/unknown-field /permissions",
        ]
    );
}

/// Fixtures and training data keep conversations without what is sent with them.
#[test]
fn a_conversation_in_a_folder_needs_no_model() {
    let line = r#"{"system": "Be brief.", "messages": [{"role": "user", "content": ""}]}"#;
    let world = World::new("folder-excerpt").file("in/a.jsonl", format!("{line}\n"));
    assert_eq!(
        world.places("in"),
        ["in/a.jsonl:1:66 message-content-empty /messages/0/content"]
    );
    assert_eq!(world.places("in/a.jsonl").len(), 3);
}

#[test]
fn a_folder_without_payloads_is_a_warning() {
    let world = World::new("folder-none").file("package.json", "{}");
    let outcome = world.run("lint");
    assert_eq!(outcome.status, Clean);
    assert_eq!(outcome.stdout, "nothing was linted\n");
    assert_eq!(
        outcome.stderr,
        "warning: no file looks like a payload; say what the files are with `--as`\n"
    );
}

#[test]
fn a_file_is_linted_once() {
    let world = World::new("once")
        .file("a.json", COMMA)
        .file("b/c.json", CLEAN);
    let report = world.report("a.json ./a.json . ./b b/c.json b/../a.json");
    // A path through `..` may lead anywhere, so it is another file.
    assert_eq!(report["files"], 3);
}

#[test]
fn patterns_stand_for_the_files_they_match() {
    let world = World::new("patterns")
        .file("a.json", COMMA)
        .file("x/b.json", COMMA)
        .file("x/y/c.json", COMMA)
        .file("x/y/c.txt", COMMA)
        .file("x/other.json", "{}")
        .file("odd[1].json", COMMA);
    let files = |args: &str| {
        let mut files: Vec<_> = world
            .places(args)
            .iter()
            .map(|place| place.split(':').next().unwrap().to_owned())
            .collect();
        files.dedup();
        files
    };
    assert_eq!(files("*.json"), ["a.json", "odd[1].json"]);
    assert_eq!(files("./x/*/*"), ["x/y/c.json", "x/y/c.txt"]);
    assert_eq!(
        files("x/**/*.json"),
        ["x/b.json", "x/other.json", "x/y/c.json"]
    );
    assert_eq!(files("{a,x/b}.json"), ["a.json", "x/b.json"]);
    // A file of that very name comes first.
    assert_eq!(files("odd[1].json"), ["odd[1].json"]);
}

#[test]
fn absolute_paths_stay_absolute() {
    let world = World::new("absolute").file("a.json", COMMA);
    let path = world.folder.join("a.json");
    let shown = path.to_str().unwrap();
    assert_eq!(
        world.places(shown),
        [format!("{shown}:1:92 syntax/trailing-comma /messages")]
    );
}

const PING: &str = r#"{"type": "ping"}"#;
const BAD_PING: &str = r#"{"type": "ping",}"#;

/// However a stream is written down, it is one document, and a pointer begins with the number of the event.
#[test]
fn a_stream_is_one_document() {
    let array = format!("[{PING},\n{BAD_PING}]");
    let lines = format!("{PING}\n\n{BAD_PING}\n");
    let sse =
        format!("event: ping\ndata: {PING}\n\n: comment\n\nevent: ping\ndata: {BAD_PING}\n\n");
    let world = World::new("stream")
        .file("array.json", &array)
        .file("lines.jsonl", &lines)
        .file("sse.txt", &sse)
        .file("sse.json", &sse)
        .file("one.json", BAD_PING);
    let report = world.report("array.json lines.jsonl sse.txt");
    assert_eq!(report["documents"], 3);
    for finding in report["findings"].as_array().unwrap() {
        assert_eq!(finding["kind"], "stream");
        assert_eq!(finding["document"], 0);
    }
    let expected = [
        "array.json:2:16 syntax/trailing-comma /1",
        "lines.jsonl:3:16 syntax/trailing-comma /1",
        "sse.txt:7:22 syntax/trailing-comma /1",
    ];
    assert_eq!(world.places("array.json lines.jsonl sse.txt"), expected);
    assert_eq!(
        world.places("--as stream array.json lines.jsonl sse.txt"),
        expected
    );
    assert_eq!(
        world.places("--as stream sse.json one.json"),
        [
            "one.json:1:16 syntax/trailing-comma ",
            "sse.json:7:22 syntax/trailing-comma /1",
        ]
    );
    let start = sse.find(",}").unwrap();
    let report = world.report("sse.txt");
    assert_eq!(report["findings"][0]["fix"]["edits"][0]["start"], start);
}

#[test]
fn what_a_document_is_can_be_said() {
    let world = World::new("as")
        .file("a.json", r#"{"input": 1,}"#)
        .stdin(COMMA);
    let report = world.report("a.json --as count-tokens");
    assert_eq!(report["findings"][0]["kind"], "count-tokens");
    let report = world.report("-");
    assert_eq!(report["findings"][0]["kind"], "request");
    let report = world.report("a.json");
    assert_eq!(report["findings"][0].get("kind"), None);
}

/// The first command of the README.
#[test]
fn the_examples_are_clean() {
    let mut world = World::new("examples");
    world.folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../..").into();
    let outcome = world.run("lint examples --fail-on info --format json");
    assert_eq!(outcome.stderr, "");
    assert_eq!(outcome.status, Clean, "{}", outcome.stdout);
    let report = checked_report(&outcome.stdout);
    assert_eq!(
        (&report["files"], &report["documents"]),
        (&5.into(), &7.into())
    );
    assert_eq!(report["findings"].as_array().unwrap().len(), 0, "{report}");
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_a_failure() {
    use std::{fs, os::unix::fs::PermissionsExt as _};
    let world = World::new("permission")
        .file("a.json", CLEAN)
        .file("b.jsonl", CLEAN);
    for name in ["a.json", "b.jsonl"] {
        fs::set_permissions(world.folder.join(name), fs::Permissions::from_mode(0o000)).unwrap();
    }
    if fs::read(world.folder.join("a.json")).is_ok() {
        // The superuser may read everything.
        return;
    }
    let outcome = world.run("lint a.json b.jsonl");
    assert_eq!(outcome.status, Failed);
    assert_eq!(
        outcome.stderr,
        "error: cannot read `a.json`: permission denied\nerror: cannot read `b.jsonl`: permission denied\n"
    );
}

#[test]
fn a_folder_named_like_a_file_is_walked() {
    let world = World::new("named-folder").file("in.json/a.json", COMMA);
    let outcome = world.run("lint in.json");
    assert_eq!(outcome.status, Findings);
}
