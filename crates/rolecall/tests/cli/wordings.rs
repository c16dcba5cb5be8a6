use crate::support::World;
use rolecall::{ExitStatus, ExitStatus::*};

/// A message of the API is read from standard input, because a test's arguments are cut at spaces.
fn explain(message: &str) -> (ExitStatus, String, String) {
    let world = World::new("explain-error").stdin(message);
    let outcome = world.run("explain --error -");
    (outcome.status, outcome.stdout, outcome.stderr)
}

#[test]
fn a_message_leads_to_its_rules() {
    let message = "messages.14: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_01XyZ, toolu_02. Each `tool_use` block must have a corresponding `tool_result` block in the next message.";
    for pasted in [
        message.to_owned(),
        format!(
            "{{\"type\":\"error\",\"error\":{{\"type\":\"invalid_request_error\",\"message\":\"{message}\"}},\"request_id\":\"req_01\"}}"
        ),
        format!(
            "anthropic.BadRequestError: Error code: 400 - {{'type': 'error', 'error': {{'type': 'invalid_request_error', 'message': '{message}'}}}}"
        ),
    ] {
        let (status, stdout, _) = explain(&pasted);
        assert_eq!(status, Clean, "{pasted}");
        assert!(
            stdout.contains("tool-use-unanswered (error)\n  Reports a `tool_use`"),
            "{stdout}"
        );
        assert!(stdout.contains("to read more about a rule: rolecall explain "));
    }
}

/// Every wording that a rule states leads back to the rule, with other numbers as well.
#[test]
fn every_stated_wording_finds_its_rule() {
    let mut checked = 0;
    for rule in rolecall_validate::rules() {
        let Some((_, section)) = rule.docs.split_once("### The API says\n```text\n") else {
            continue;
        };
        let (wordings, _) = section.split_once("```").unwrap();
        for wording in wordings.lines().filter(|line| line.split(' ').count() > 2) {
            let (status, stdout, _) = explain(&wording.replace('7', "31"));
            assert_eq!(status, Clean, "{}: {wording}", rule.name);
            let name = format!("{} (", rule.name);
            assert!(
                stdout.lines().any(|line| line.starts_with(&name)),
                "{}: {wording}\n{stdout}",
                rule.name
            );
            checked += 1;
        }
    }
    assert!(checked > 20, "{checked}");
}

#[test]
fn a_strange_message_leads_nowhere() {
    for strange in ["", "the printer is on fire", "{\"type\": \"error\"}"] {
        let (status, stdout, stderr) = explain(strange);
        assert_eq!((status, &*stdout), (Findings, ""), "{strange}");
        assert!(stderr.contains("no rule quotes this message"), "{stderr}");
    }
    let world = World::new("explain-error-2");
    for args in ["explain", "explain syntax --error x"] {
        assert_eq!(world.run(args).status, Failed, "{args}");
    }
}

#[test]
fn the_documentation_of_all_rules_can_be_had_at_once() {
    let world = World::new("rules-docs");
    let list: serde_json::Value =
        serde_json::from_str(&world.run("rules --format json --docs").stdout).unwrap();
    for (rule, listed) in rolecall_validate::rules().zip(list.as_array().unwrap()) {
        assert_eq!(listed["markdown"], rule.docs);
    }
    let text = world.run("rules --docs").stdout;
    assert!(text.contains("\nsyntax/trailing-comma\ngroup syntax, default level error"));
}
