use crate::support::{CLEAN, COMMA, TWICE, World};
use rolecall::ExitStatus::{Clean, Failed, Findings};
use serde_json::{Value, json};

/// A request that only API version 2026-10-21 rejects.
const SAMPLING: &str = r#"{"model": "claude-sonnet-4-5", "max_tokens": 16, "temperature": 0.5, "messages": [{"role": "user", "content": "Hi"}]}"#;

fn levels(world: &World, args: &str) -> Vec<String> {
    let report = world.report(args);
    let findings = report["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|finding| {
            let word = |name: &str| finding[name].as_str().unwrap().to_owned();
            format!("{}: {} {}", word("file"), word("level"), word("rule"))
        })
        .collect()
}

#[test]
fn the_nearest_file_above_a_payload_holds() {
    let world = World::new("settings-nearest")
        .file(
            "rolecall.toml",
            "[levels]\n\"syntax/duplicate-key\" = \"error\"\n",
        )
        .file("a.json", TWICE)
        .file("deep/er/a.json", TWICE)
        .file("other/rolecall.toml", "[levels]\nsyntax = \"off\"\n")
        .file("other/a.json", TWICE);
    assert_eq!(
        levels(&world, "."),
        [
            "a.json: error syntax/duplicate-key",
            "deep/er/a.json: error syntax/duplicate-key"
        ]
    );
    assert_eq!(levels(&world, "--no-config .").len(), 3);
    assert!(levels(&world, "--config other/rolecall.toml .").is_empty());
    assert_eq!(
        world
            .run("lint --config none.toml .")
            .stderr
            .lines()
            .count(),
        1
    );
    assert_eq!(world.run("lint --config none.toml .").status, Failed);
}

#[test]
fn standard_input_stands_in_the_folder_of_its_name() {
    let world = World::new("settings-stdin")
        .file("sub/rolecall.toml", "[levels]\nsyntax = \"off\"\n")
        .stdin(TWICE);
    assert_eq!(levels(&world, "-").len(), 1);
    assert!(levels(&world, "- --stdin-filename sub/a.json").is_empty());
}

#[test]
fn platform_and_model_are_said_once_for_all() {
    let bare = r#"{"anthropic_version": "2026-10-21", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}]}"#;
    let thinking = r#"{"max_tokens": 16, "thinking": {"type": "disabled"}, "messages": [{"role": "user", "content": "Hi"}]}"#;
    let world = World::new("settings-platform")
        .file(
            "rolecall.toml",
            "default-model = \"claude-fable-5\"\n[[overrides]]\nfiles = [\"bare.json\"]\nplatform = \"bedrock\"\n",
        )
        .file("bare.json", bare)
        .file("thinking.json", thinking);
    assert_eq!(
        levels(&world, "bare.json thinking.json"),
        ["thinking.json: error thinking-type-model"]
    );
    assert_eq!(
        levels(
            &world,
            "bare.json thinking.json --default-model claude-opus-5 --platform vertex"
        ),
        [""; 0]
    );
    assert_eq!(
        levels(&world, "--no-config bare.json --platform anthropic"),
        [
            "bare.json: error schema/missing-field",
            "bare.json: error schema/unknown-field"
        ]
    );
    assert_eq!(world.run("lint --platform azure .").status, Failed);
}

#[test]
fn the_command_line_wins() {
    let world = World::new("settings-command-line")
        .file(
            "rolecall.toml",
            "as = \"response\"\n[levels]\n\"syntax/duplicate-key\" = \"off\"\n",
        )
        .file("a.json", TWICE);
    assert_eq!(
        levels(&world, "a.json --as request --error syntax"),
        ["a.json: error syntax/duplicate-key"]
    );
    assert!(levels(&world, "a.json --as request").is_empty());
    assert_eq!(
        levels(&world, "a.json --as auto --select syntax"),
        ["a.json: warning syntax/duplicate-key"]
    );
    assert!(!levels(&world, "a.json").is_empty());
}

#[test]
fn overrides_hold_for_their_files_and_later_ones_win() {
    let settings = r#"
[levels]
syntax = "info"

[[overrides]]
files = ["old/**", "*.jsonl"]
[overrides.levels]
"syntax/duplicate-key" = "error"

[[overrides]]
files = ["old/b.json"]
levels = { "syntax/duplicate-key" = "off" }
"#;
    let world = World::new("settings-overrides")
        .file("rolecall.toml", settings)
        .file("a.json", TWICE)
        .file("old/a.json", TWICE)
        .file("old/b.json", TWICE)
        .file("sub/c.jsonl", TWICE);
    assert_eq!(
        levels(&world, "."),
        [
            "a.json: info syntax/duplicate-key",
            "old/a.json: error syntax/duplicate-key",
            "sub/c.jsonl: error syntax/duplicate-key"
        ]
    );
}

#[test]
fn what_is_sent_with_the_payloads_can_be_said() {
    let world = |settings: &str| {
        World::new("settings-version")
            .file("rolecall.toml", settings)
            .file("a.json", SAMPLING)
    };
    let status = |settings: &str| world(settings).run("lint").status;
    assert_eq!(status(""), Clean);
    assert_eq!(status("api-version = \"2026-10-21\""), Findings);
    assert_eq!(status("api-version = \"2023-06-01\""), Clean);
    let of_files =
        "[[overrides]]\nfiles = [\"a.json\"]\napi-version = \"2026-10-21\"\nbetas = []\n";
    assert_eq!(status(of_files), Findings);
}

#[test]
fn a_kind_can_be_said_for_some_files() {
    let events = "{\"type\": \"ping\"}\n{\"type\": \"message_stop\"}\n";
    let settings = "[[overrides]]\nfiles = [\"*.txt\"]\nas = \"stream\"\n";
    let world = World::new("settings-kind")
        .file("rolecall.toml", settings)
        .file("a.txt", events);
    assert_eq!(world.report("a.txt")["documents"], 1);
}

#[test]
fn ignores_hold_at_their_places() {
    let settings = r#"
[[ignore]]
rule = "syntax/duplicate-key"
file = "a.json"
reason = "the gateway sends it so"

[[ignore]]
rule = "syntax"
file = "b.json"
pointer = "/messages/*/role"
reason = "elsewhere"
"#;
    let world = World::new("settings-ignore")
        .file("rolecall.toml", settings)
        .file("a.json", TWICE)
        .file("b.json", TWICE)
        .file(
            "sub/b.json",
            CLEAN.replace("\"role\"", "\"role\": \"user\", \"role\""),
        );
    assert_eq!(
        levels(&world, "."),
        ["b.json: warning syntax/duplicate-key"]
    );
}

#[test]
fn an_ignore_without_use_is_a_warning_of_a_full_run() {
    let settings = "[[ignore]]\nrule = \"syntax\"\nreason = \"x\"\n\n[[ignore]]\nrule = \"schema\"\nfile = \"no.json\"\nreason = \"x\"\n";
    let world = World::new("settings-unused")
        .file("rolecall.toml", settings)
        .file("a.json", TWICE);
    let outcome = world.run("lint");
    assert_eq!(outcome.status, Clean);
    assert_eq!(
        outcome.stderr,
        "warning: rolecall.toml:5: the ignore of `schema` matches nothing; remove it\n"
    );
    for args in [
        "lint a.json",
        "lint --select correctness",
        "lint --off schema",
    ] {
        assert_eq!(world.run(args).stderr, "", "{args}");
    }
}

/// What is ignored is not repaired either.
#[test]
fn an_ignored_finding_is_not_repaired() {
    let settings =
        "[[ignore]]\nrule = \"syntax/trailing-comma\"\npointer = \"/messages\"\nreason = \"x\"\n";
    let body = COMMA.replace("]}", "],}");
    let world = World::new("settings-ignore-fix")
        .file("rolecall.toml", settings)
        .file("a.json", body);
    assert_eq!(world.run("lint --fix").status, Clean);
    let text = std::fs::read_to_string(world.folder.join("a.json")).unwrap();
    assert_eq!(text, COMMA);
}

#[test]
fn faulty_settings_are_refused_with_their_lines() {
    let refuse = |settings: &str| {
        let world = World::new("settings-faulty")
            .file("sub/rolecall.toml", settings)
            .file("sub/a.json", CLEAN);
        let outcome = world.run("lint");
        assert_eq!(outcome.status, Failed, "{settings}");
        assert_eq!(outcome.stdout, "", "{settings}");
        outcome.stderr
    };
    for (settings, complaint) in [
        (
            "\napi-verion = \"2026-10-21\"",
            "sub/rolecall.toml:2: `api-verion` is no key at the top of the file; did you mean `api-version`?",
        ),
        (
            "zzz = 1",
            ":1: `zzz` is no key at the top of the file; there are api-version, as, ",
        ),
        (
            "as = \"requests\"",
            ":1: `requests` is no kind; did you mean `request`?",
        ),
        (
            "api-version = \"2024-01-01\"",
            ":1: `2024-01-01` is no API version; ",
        ),
        ("api-version = 2026-10-21", "`api-version` must be a string"),
        ("betas = \"x\"", "`betas` must be an array of strings"),
        (
            "platform = \"bedrok\"",
            "`bedrok` is no platform; did you mean `bedrock`?",
        ),
        (
            "default-model = \" \"",
            ":1: `default-model` must name a model",
        ),
        (
            "[levels]\n\nsyntaxx = \"off\"",
            ":3: no rule or group is called `syntaxx`; did you mean `syntax`?",
        ),
        (
            "[levels]\nsyntax = \"loud\"",
            ":2: this word is not a level; there are error, warning, info and off",
        ),
        (
            "[[ignore]]\nrule = \"syntax\"",
            ":1: `reason` is missing in this `[[ignore]]`",
        ),
        (
            "[[ignore]]\nrule = \"syntax\"\nreason = \" \"",
            ":3: `reason` must say why",
        ),
        (
            "[[ignore]]\nrule = \"synta\"\nreason = \"x\"",
            ":2: no rule or group is called `synta`",
        ),
        (
            "[[ignore]]\nrule = \"syntax\"\nreason = \"x\"\npath = \"y\"",
            ":4: `path` is no key in `[[ignore]]`",
        ),
        (
            "[[ignore]]\nrule = \"syntax\"\nreason = \"x\"\npointer = \"y\"",
            ":4: a pointer begins with `/`",
        ),
        (
            "[[ignore]]\nrule = \"syntax\"\nreason = \"x\"\nfile = \"a[\"",
            ":4: `a[` is not a valid pattern",
        ),
        (
            "[ignore]\nrule = \"syntax\"",
            "`ignore` must be tables: write `[[ignore]]`",
        ),
        (
            "[[overrides]]\nas = \"request\"",
            ":1: `files` is missing in this `[[overrides]]`",
        ),
        (
            "[[overrides]]\nfiles = []",
            ":2: `files` must name a pattern",
        ),
        ("[levels", "sub/rolecall.toml:1: "),
        ("as = 1\nas = 2", "sub/rolecall.toml:2: "),
    ] {
        let stderr = refuse(settings);
        assert!(stderr.contains(complaint), "{settings}\n{stderr}");
    }
    let both = refuse("a1 = 1\nb1 = 1");
    assert_eq!(both.lines().count(), 2, "{both}");
}

/// The committed schema takes what is read, and refuses what is refused.
#[test]
fn settings_have_a_schema() {
    let outcome = World::new("settings-schema").run("schema config");
    let schema: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let good = json!({
        "api-version": "2026-10-21", "as": "request", "betas": ["x"], "platform": "anthropic",
        "default-model": "claude-opus-5", "levels": {"syntax/duplicate-key": "off"},
        "overrides": [{"files": ["a/**"], "levels": {"cost": "error"}, "platform": "vertex"}],
        "ignore": [{"rule": "syntax", "file": "*.json", "pointer": "/a/*", "reason": "x"}]
    });
    assert!(validator.is_valid(&good));
    for bad in [
        json!({"api-verion": "2026-10-21"}),
        json!({"levels": {"syntax": "loud"}}),
        json!({"ignore": [{"rule": "syntax"}]}),
        json!({"overrides": [{"as": "request"}]}),
        json!({"platform": "azure"}),
        json!({"default-model": " "}),
    ] {
        assert!(!validator.is_valid(&bad), "{bad}");
    }
}

#[test]
fn only_selected_rules_are_reported() {
    let world = World::new("select").file("a.json", TWICE.replace("]}", "],}"));
    let rules = |args: &str| levels(&world, &format!("a.json {args}"));
    assert_eq!(rules("").len(), 2);
    assert_eq!(
        rules("--select syntax/trailing-comma"),
        ["a.json: error syntax/trailing-comma"]
    );
    assert_eq!(rules("--select syntax,schema").len(), 2);
    assert!(rules("--select correctness").is_empty());
    assert_eq!(
        rules("--select syntax --ignore syntax/trailing-comma"),
        ["a.json: warning syntax/duplicate-key"]
    );
    assert_eq!(
        rules("--select syntax/duplicate-key --off syntax"),
        ["a.json: warning syntax/duplicate-key"]
    );
    assert_eq!(
        rules("--select syntax --error syntax/duplicate-key").len(),
        2
    );
    let outcome = world.run("lint --select syntaxx a.json");
    assert_eq!(outcome.status, Failed);
    assert!(outcome.stderr.contains("did you mean `syntax`?"));
    // A text that cannot be read is never silently taken for clean.
    let broken = World::new("select-broken").file("a.json", "{\"messages\": [");
    assert_eq!(broken.run("lint --select cost a.json").status, Findings);
}
