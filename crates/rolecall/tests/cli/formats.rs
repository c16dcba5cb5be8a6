use crate::support::{CLEAN, World};
use serde_json::json;

const BODY: &str = r#"{
  "model": "claude-opus-5",
  "max_tokens": 16,
  "max_tokens": 17,
  "messages": [
    {"role": "user", "content": "Grüße"},
  ]
}
"#;

#[test]
fn human_shows_the_source() {
    let world = World::new("human")
        .file("a.json", BODY)
        .file("b.json", CLEAN);
    insta::assert_snapshot!(world.run("lint a.json b.json").stdout);
}

#[test]
fn human_says_when_nothing_is_wrong() {
    let world = World::new("human-clean")
        .file("a.json", CLEAN)
        .file("b.jsonl", format!("{CLEAN}\n{CLEAN}\n"));
    let stdout = |args: &str| world.run(args).stdout;
    assert_eq!(stdout("lint"), "no problems in 3 documents (2 files)\n");
    assert_eq!(stdout("lint --quiet"), "");
}

/// Of a value that goes over many lines, the first few are shown.
#[test]
fn human_shows_the_beginning_of_a_long_value() {
    let body = CLEAN.replace("16", "[\n  1,\n  2,\n  3\n]");
    let world = World::new("human-value").file("a.json", body);
    insta::assert_snapshot!(world.run("lint a.json --quiet").stdout, @r#"
    error[schema/wrong-type]: `max_tokens` must be an integer, not an array
     --> a.json:1:42
      |
    1 | {"model": "claude-opus-5", "max_tokens": [
      |                                          ^
    2 |   1,
    3 |   2,
      |
      = at /max_tokens
    "#);
}

/// Long lines are cut around the fault, and places on them that are far away are shown apart.
#[test]
fn human_cuts_long_lines() {
    let long = "A".repeat(100_000);
    let body = format!(
        r#"{{"model": "claude-opus-5", "max_tokens": 16, "messages": [{{"role": "user", "content": "{long}"}},], "system": "{long}", "model": "claude-opus-5"}}"#
    );
    let outcome = World::new("human-long")
        .file("a.json", body)
        .run("lint a.json");
    for line in outcome.stdout.lines() {
        assert!(line.chars().count() <= 140, "{line}");
    }
    insta::assert_snapshot!(outcome.stdout);
}

#[test]
fn concise_is_one_line_for_each_finding() {
    let world = World::new("concise").file("a.json", BODY);
    insta::assert_snapshot!(world.run("lint a.json --format concise").stdout, @r"
    a.json:4:3: warning[syntax/duplicate-key] this key stands twice in the object (at /max_tokens)
    a.json:6:41: error[syntax/trailing-comma] JSON allows no comma after the last element (at /messages)
    ");
}

#[test]
fn json_has_every_place_in_terms_of_the_file() {
    let report = World::new("json").file("a.json", BODY).report("a.json");
    let first = BODY.find("\"max_tokens\": 16").unwrap();
    let again = BODY.find("\"max_tokens\": 17").unwrap();
    let comma = BODY.find("},").unwrap() + 1;
    assert_eq!(report["version"], 1);
    assert_eq!(report["files"], 1);
    assert_eq!(report["documents"], 1);
    assert_eq!(
        report["summary"],
        json!({"error": 1, "warning": 1, "info": 0})
    );
    let [twice, trailing] = report["findings"].as_array().unwrap().as_slice() else {
        panic!("{report}");
    };
    assert_eq!(
        twice["span"],
        json!({
            "start": {"offset": again, "line": 4, "column": 3},
            "end": {"offset": again + 12, "line": 4, "column": 15},
        })
    );
    assert_eq!(
        twice["related"][0]["span"]["start"],
        json!({"offset": first, "line": 3, "column": 3})
    );
    assert_eq!(twice["kind"], "request");
    assert_eq!(twice["document"], 0);
    // Characters, not bytes: two letters before the comma have two bytes each.
    let line_start = BODY[..comma].rfind('\n').unwrap() + 1;
    let column = BODY[line_start..comma].chars().count() + 1;
    assert_eq!(
        trailing["span"]["start"],
        json!({"offset": comma, "line": 6, "column": column})
    );
    assert_eq!(
        trailing["fix"],
        json!({"safe": true, "edits": [{"start": comma, "end": comma + 1, "text": ""}]})
    );
}

#[test]
fn machine_formats_hold_no_text_of_the_payload() {
    let body = r#"{"model": "claude-opus-5", "messages": [{"role": "user", "content": "SECRET \ud800"},], "max_tokens": 1,, "SECRET"}"#;
    let world = World::new("no-secrets")
        .file("a.json", body)
        .file("b.jsonl", "SECRET\n");
    for format in ["json", "concise"] {
        let outcome = world.run(&format!("lint a.json b.jsonl --format {format}"));
        assert!(outcome.stdout.contains("syntax/"), "{format}");
        assert!(
            !outcome.stdout.contains("SECRET"),
            "{format}: {}",
            outcome.stdout
        );
    }
}

/// Neither a key nor a message of a payload can send commands to the terminal or forge a line.
#[test]
fn control_characters_do_not_reach_the_terminal() {
    let body = r#"{"model": "a", "messages": [{"\u001b[2J\n": 1, "\u001b[2J\n": 2}]}"#;
    let raw = body.replace("\"a\"", "\"\u{1b}]0;title\u{7}\u{202e}\",");
    let world = World::new("control")
        .file("a.json", body)
        .file("b.json", raw)
        .terminal();
    for args in [
        "lint --format concise a.json b.json",
        "lint a.json b.json --color never",
    ] {
        let stdout = world.run(args).stdout;
        for forbidden in ['\u{1b}', '\u{7}', '\u{202e}'] {
            assert!(!stdout.contains(forbidden), "{args}: {stdout:?}");
        }
        assert!(stdout.contains("/messages/0/\\u{1b}[2J\\u{a}"), "{stdout}");
    }
    let colored = world.run("lint a.json b.json --color always").stdout;
    for forbidden in ["\u{1b}[2J", "\u{1b}]", "\u{7}", "\u{202e}"] {
        assert!(!colored.contains(forbidden), "{colored:?}");
    }
}

#[test]
fn colour_goes_to_terminals_that_want_it() {
    let has_colour = |world: World, args: &str| {
        let world = world.file("a.json", BODY);
        world
            .run(&format!("lint a.json {args}"))
            .stdout
            .contains('\u{1b}')
    };
    let world = || World::new("colour");
    assert!(!has_colour(world(), ""));
    assert!(has_colour(world(), "--color always"));
    assert!(has_colour(world().terminal(), ""));
    assert!(!has_colour(world().terminal(), "--color never"));
    assert!(!has_colour(world().terminal().env("NO_COLOR", "1"), ""));
    assert!(has_colour(world().terminal().env("NO_COLOR", ""), ""));
    assert!(!has_colour(world().terminal().env("TERM", "dumb"), ""));
    assert!(has_colour(world().env("CLICOLOR_FORCE", "1"), ""));
}

#[test]
fn bytes_that_are_no_text_are_a_finding() {
    let world = World::new("bytes").file("a.json", b"{\"model\": \"\xff\"}");
    assert_eq!(world.places("a.json"), ["a.json:1:12 syntax/invalid-utf8 "]);
    assert!(
        world
            .run("lint a.json")
            .stdout
            .contains("1 | {\"model\": \"\u{fffd}\"}")
    );
}
