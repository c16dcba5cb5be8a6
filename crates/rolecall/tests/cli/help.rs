use crate::support::World;
use rolecall::ExitStatus::Clean;
use rolecall_validate::{ApiVersion, DocumentKind, Group};
use serde_json::Value;

fn stdout(args: &str) -> String {
    let outcome = World::new(&format!("help {args}").replace(['/', ' '], "-")).run(args);
    assert_eq!((outcome.status, &*outcome.stderr), (Clean, ""), "{args}");
    outcome.stdout
}

#[test]
fn help_teaches() {
    insta::assert_snapshot!("help", stdout("--help"));
    insta::assert_snapshot!("help-lint", stdout("lint --help"));
}

#[test]
fn the_version_is_told() {
    let expected = format!("rolecall {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(stdout("--version"), expected);
}

#[test]
fn explain_renders_the_docs_of_a_rule() {
    insta::assert_snapshot!(stdout("explain syntax/trailing-comma"), @r#"
    syntax/trailing-comma
    group syntax, default level error, since 0.1.0

    What it does
      Reports a comma before `]` or `}`.

    Why is this bad?
      JavaScript and Python allow it, JSON does not: the API refuses the whole body.

    Example
        {"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"},]}

    Use instead
        {"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}]}

    Source
      RFC 8259 (2017-12)

    https://github.com/rolecall/rolecall/blob/main/docs/rules.md#syntaxtrailing-comma
    "#);
}

/// Every rule can be explained, and every group, by the rules in it.
#[test]
fn every_name_has_an_explanation() {
    for rule in rolecall_validate::rules() {
        let text = stdout(&format!("explain {}", rule.name));
        assert!(text.starts_with(rule.name), "{text}");
        assert!(!text.contains("```") && !text.contains("###"), "{text}");
        let group = stdout(&format!("explain {}", rule.group));
        assert!(group.contains(rule.name), "{group}");
    }
}

#[test]
fn rules_are_listed() {
    let table = stdout("rules");
    let list: Value = serde_json::from_str(&stdout("rules --format json")).unwrap();
    let list = list.as_array().unwrap();
    assert_eq!(list.len(), rolecall_validate::rules().count());
    for (rule, listed) in rolecall_validate::rules().zip(list) {
        assert_eq!(listed["name"], rule.name);
        assert_eq!(listed["group"], rule.group.as_str());
        assert_eq!(listed["summary"], rule.summary());
        assert!(
            table.contains(&format!("  {} ", rule.name)),
            "{}",
            rule.name
        );
    }
    let level = |name: &str| {
        let rule = list.iter().find(|rule| rule["name"] == name).unwrap();
        rule["default_level"].clone()
    };
    assert_eq!(level("syntax/trailing-comma"), "error");
    assert_eq!(level("syntax/duplicate-key"), "warning");
}

#[test]
fn schemas_are_listed_and_printed() {
    let names = stdout("schema");
    for line in names.lines() {
        let name = line.split_whitespace().next().unwrap();
        let schema: Value = serde_json::from_str(&stdout(&format!("schema {name}"))).unwrap();
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
    }
    assert!(names.contains("report "), "{names}");
}

/// The schema of the report names everything that a report can hold.
#[test]
fn the_schema_of_the_report_is_complete() {
    let schema: Value = serde_json::from_str(&stdout("schema report")).unwrap();
    let names = |field: &str| {
        let list = &schema["$defs"]["Finding"]["properties"][field]["enum"];
        let list = list.as_array().unwrap().iter();
        list.map(|name| name.as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names("group"), Group::ALL.map(Group::as_str));
    assert_eq!(names("kind"), DocumentKind::ALL.map(DocumentKind::as_str));
    assert_eq!(
        names("api_version"),
        ApiVersion::ALL.map(ApiVersion::as_str)
    );
}
