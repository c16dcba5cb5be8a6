//! The report formats, from the outside.

use crate::support::{CLEAN, COMMA, TWICE, World, checked_report};
use rolecall::ExitStatus::{Failed, Findings};
use serde_json::Value;

/// A request with an error that has a fix, and a warning with a related place.
const BOTH: &str = "{\n  \"model\": \"claude-opus-5\",\n  \"model\": \"claude-opus-5\",\n  \"max_tokens\": 16,\n  \"messages\": [{\"role\": \"user\", \"content\": \"Grüße, SECRET\"},]\n}\n";

const MACHINE: [&str; 7] = [
    "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit",
];

fn world(name: &str) -> World {
    World::new(name)
        .file("a b.json", BOTH)
        .file("c.json", CLEAN)
        .file("d.jsonl", format!("{CLEAN}\n{COMMA}\n{TWICE}\n"))
}

/// The official schema of SARIF, out of the source of the `serde-sarif` package, which ships it.
///
/// Where that source lies says the compiler's list of what it has read. Cargo would only say it with all packages of the
/// workspace at hand, those of `xtask` too, which nobody needs for the tests.
fn sarif_schema() -> String {
    let test = std::env::current_exe().unwrap();
    let lists = std::fs::read_dir(test.parent().unwrap()).unwrap();
    let lists = lists.map(|entry| entry.unwrap().path()).filter(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with("serde_sarif-") && name.ends_with(".d")
    });
    let schemas = lists.filter_map(|list| {
        let list = std::fs::read_to_string(list).unwrap().replace("\\ ", "\0");
        let root = list
            .split_whitespace()
            .find(|path| path.ends_with("lib.rs"))?;
        let root = root.replace('\0', " ");
        std::fs::read_to_string(std::path::Path::new(&root).with_file_name("schema.json")).ok()
    });
    schemas
        .last()
        .expect("the package was compiled for this test")
}

#[test]
fn sarif_is_what_its_schema_says() {
    let schema = sarif_schema();
    // One pattern of it has a bracket that only some dialects of regular expressions take for itself.
    let schema = schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}\\\\]?$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults = |text: &str| -> Vec<String> {
        let log: Value = serde_json::from_str(text).unwrap();
        validator
            .iter_errors(&log)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect()
    };
    let world = world("sarif");
    let outcome = world.run("lint --format sarif");
    assert_eq!(outcome.status, Findings);
    assert_eq!(faults(&outcome.stdout), Vec::<String>::new());
    let clean = world.run("lint --format sarif c.json");
    assert_eq!(faults(&clean.stdout), Vec::<String>::new());
    // The judge can say no.
    assert_ne!(
        faults(&outcome.stdout.replace("\"ruleId\"", "\"rule\"")),
        Vec::<String>::new()
    );
}

#[test]
fn sarif_has_rules_places_and_fixes() {
    let world = world("sarif-content");
    let log: Value = serde_json::from_str(&world.run("lint --format sarif").stdout).unwrap();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let names: Vec<_> = rules.iter().map(|rule| &rule["id"]).collect();
    assert_eq!(names, ["syntax/duplicate-key", "syntax/trailing-comma"]);
    let help = rules[1]["help"]["markdown"].as_str().unwrap();
    assert!(help.contains("### Use instead"));
    assert_eq!(rules[0]["defaultConfiguration"]["level"], "warning");
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 4);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let location = &results[1]["locations"][0];
    let physical = &location["physicalLocation"];
    assert_eq!(physical["artifactLocation"]["uri"], "a%20b.json");
    // Characters, not bytes: two letters before the comma have two bytes each.
    let line = BOTH.lines().nth(4).unwrap();
    let column = line.split("},]").next().unwrap().chars().count() + 2;
    assert_eq!(physical["region"]["startLine"], 5);
    assert_eq!(physical["region"]["startColumn"], column);
    assert_eq!(
        location["logicalLocations"][0]["fullyQualifiedName"],
        "/messages"
    );
    let replacement = &results[1]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["deletedRegion"], physical["region"]);
    assert_eq!(replacement["insertedContent"]["text"], "");
    let related = &results[0]["relatedLocations"][0];
    assert_eq!(related["physicalLocation"]["region"]["startLine"], 2);
}

#[test]
fn github_gets_one_command_for_each_finding() {
    let world = World::new("github").file("a,b.json", BOTH);
    insta::assert_snapshot!(world.run("lint --format github").stdout, @r"
    ::warning file=a%2Cb.json,line=3,col=3,endLine=3,endColumn=10,title=syntax/duplicate-key::this key stands twice in the object (at /model)
    ::error file=a%2Cb.json,line=5,col=60,endLine=5,endColumn=61,title=syntax/trailing-comma::JSON allows no comma after the last element (at /messages)
    ");
}

#[test]
fn gitlab_knows_findings_by_fingerprints() {
    let issues = |text: &str| -> Vec<Value> {
        let world = World::new("gitlab").file("a.json", text);
        serde_json::from_str(&world.run("lint --format gitlab").stdout).unwrap()
    };
    let first = issues(BOTH);
    assert_eq!(first.len(), 2);
    assert_eq!(first[0]["severity"], "minor");
    assert_eq!(first[1]["severity"], "major");
    assert_eq!(first[1]["check_name"], "syntax/trailing-comma");
    assert_eq!(first[1]["location"]["path"], "a.json");
    assert_eq!(first[1]["location"]["positions"]["begin"]["line"], 5);
    let prints = |issues: &[Value]| -> Vec<String> {
        let print = |issue: &Value| issue["fingerprint"].as_str().unwrap().to_owned();
        issues.iter().map(print).collect()
    };
    assert_ne!(prints(&first)[0], prints(&first)[1]);
    // Moved down by three lines, they are the same findings.
    assert_eq!(prints(&issues(&format!("\n\n\n{BOTH}"))), prints(&first));
    // Twice the same fault at one place is two findings.
    let thrice = BOTH.replace(
        "\"max_tokens\"",
        "\"model\": \"claude-opus-5\", \"max_tokens\"",
    );
    let mut all = prints(&issues(&thrice));
    assert_eq!(all.len(), 3);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 3);
    assert!(issues(CLEAN).is_empty());
}

#[test]
fn junit_has_a_suite_for_each_file() {
    let world = World::new("junit")
        .file("a.json", BOTH)
        .file("c.json", CLEAN);
    insta::assert_snapshot!(world.run("lint --format junit").stdout);
}

/// Each line is a finding of the JSON report, the last one its head.
#[test]
fn json_lines_are_the_json_report_in_lines() {
    let world = world("jsonl");
    let report = checked_report(&world.run("lint --format json").stdout);
    let lines = world.run("lint --format jsonl").stdout;
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let (last, findings) = lines.split_last().unwrap();
    assert_eq!(report["findings"].as_array().unwrap(), findings);
    assert_eq!(report["summary"], last["summary"]);
    assert_eq!(report["documents"], last["documents"]);
    let schema = include_str!("../../schema/report-v1.schema.json");
    let mut schema: Value = serde_json::from_str(schema).unwrap();
    let root = schema.as_object_mut().unwrap();
    // The definition of a line stands beside the report's; it refers to a part of that.
    for key in ["type", "required", "additionalProperties"] {
        root.remove(key);
    }
    root.insert("$ref".to_owned(), "#/$defs/Line".into());
    let validator = jsonschema::validator_for(&schema).unwrap();
    for line in &lines {
        assert!(validator.is_valid(line), "{line}");
    }
    assert!(!validator.is_valid(&serde_json::json!({"version": 1})));
}

#[test]
fn statistics_count_the_rules() {
    let world = world("statistics");
    insta::assert_snapshot!(world.run("lint --statistics").stdout, @r"
    2  warning[syntax/duplicate-key]
    2  error[syntax/trailing-comma]  (2 with a fix)
    2 errors, 2 warnings in 5 documents (3 files); 2 fixable with --fix; 2 rules
    ");
    let rows: Value =
        serde_json::from_str(&world.run("lint --statistics --format json").stdout).unwrap();
    assert_eq!(rows[0]["count"], 2);
    assert_eq!(rows.as_array().unwrap().len(), 2);
    let refused = world.run("lint --statistics --format sarif");
    assert_eq!(refused.status, Failed);
    assert!(
        refused.stderr.contains("--statistics"),
        "{}",
        refused.stderr
    );
}

#[test]
fn redacted_reports_show_no_source() {
    let world = World::new("redact").file("a.json", BOTH);
    let outcome = world.run("lint --redact a.json");
    assert!(!outcome.stdout.contains("SECRET"));
    insta::assert_snapshot!(outcome.stdout);
}

#[test]
fn machine_reports_hold_no_text_of_the_payload() {
    let world = world("no-text");
    assert!(world.run("lint").stdout.contains("SECRET"));
    for format in MACHINE {
        let stdout = world.run(&format!("lint --format {format}")).stdout;
        assert!(stdout.contains("trailing-comma"), "{format}");
        assert!(!stdout.contains("SECRET"), "{format}");
    }
}

#[test]
fn reports_do_not_depend_on_threads_and_formats_not_on_the_exit() {
    let mut world = world("threads");
    for number in 0..40 {
        world = world.file(&format!("many/{number:02}.json"), BOTH);
    }
    for format in MACHINE.iter().chain(&["human"]) {
        let run = |threads| world.run(&format!("lint --format {format} --threads {threads}"));
        let one = run(1);
        assert_eq!(one.status, Findings, "{format}");
        assert_eq!(one.stdout, run(4).stdout, "{format}");
    }
}

#[test]
fn shells_and_manuals_know_the_options() {
    let world = World::new("completions");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = world.run(&format!("completions {shell}")).stdout;
        assert!(script.contains("stdin-filename"), "{shell}");
    }
    let manual = world.run("man").stdout;
    assert!(
        manual.starts_with(".ie") || manual.contains(".TH"),
        "{manual}"
    );
    assert!(manual.contains("stdin\\-filename"), "{manual}");
}
