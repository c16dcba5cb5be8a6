//! What repairs make of broken requests.
//!
//! The payloads and what becomes of them follow the pairs of a rejected and an accepted request in the documentation of
//! the rules.

use rolecall_validate::{Level, Options, Repairs, fix};

const USER: &str = r#"{"role": "user", "content": "Hi"}"#;
const ASSISTANT: &str = r#"{"role": "assistant", "content": "Hello"}"#;
const SYSTEM: &str = r#"{"role": "system", "content": "Be brief."}"#;
const CALL: &str = r#"{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}"#;
const RESULT: &str = r#"{"type": "tool_result", "tool_use_id": "toolu_1", "content": "12:30"}"#;
const TEXT: &str = r#"{"type": "text", "text": "And then?"}"#;
const NO_RESULT: &str = r#"{"type": "tool_result", "tool_use_id": "toolu_1", "content": "The call was interrupted and has no result.", "is_error": true}"#;

fn user(blocks: &[&str]) -> String {
    format!(r#"{{"role": "user", "content": [{}]}}"#, blocks.join(", "))
}

fn assistant(blocks: &[&str]) -> String {
    format!(
        r#"{{"role": "assistant", "content": [{}]}}"#,
        blocks.join(", ")
    )
}

fn request(model: &str, fields: &str, messages: &[&str]) -> String {
    format!(
        r#"{{"model": "{model}", "max_tokens": 64{fields}, "messages": [{}]}}"#,
        messages.join(", ")
    )
}

/// Which repairs are needed.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Safe,
    /// Left alone unless all may be applied.
    Unsafe,
}

/// The text is repaired to that one, and nothing that the API would refuse is left.
#[track_caller]
fn check_text(kind: Kind, before: &str, after: &str) {
    let options = Options::new();
    let safe = fix(before, &options, Repairs::Safe);
    let expected = if kind == Kind::Safe { after } else { before };
    assert_eq!(safe.text, expected);
    let all = fix(before, &options, Repairs::All);
    assert_eq!(all.text, after);
    let mut left = all.report.findings.iter();
    assert!(
        left.all(|finding| finding.level != Level::Error),
        "{:#?}",
        all.report
    );
    assert_eq!(fix(after, &options, Repairs::All).text, after);
}

#[track_caller]
fn check(kind: Kind, before: &[&str], after: &[&str]) {
    let model = "claude-opus-5";
    check_text(
        kind,
        &request(model, "", before),
        &request(model, "", after),
    );
}

#[test]
fn what_says_nothing_goes() {
    for empty in [r#""""#, r#"" \n""#] {
        let empty = &format!(r#"{{"type": "text", "text": {empty}}}"#);
        let texts = user(&[empty, TEXT, empty]);
        check(Kind::Safe, &[&texts], &[&user(&[TEXT])]);
        check(
            Kind::Safe,
            &[USER, &assistant(&[empty]), USER],
            &[USER, USER],
        );
        let placeholder = r#"{"type": "text", "text": "(empty message)"}"#;
        check(Kind::Unsafe, &[&user(&[empty])], &[&user(&[placeholder])]);
        let result = |content: &str| {
            let tail = format!(r#"[{content}]}}"#);
            RESULT.replace(r#""12:30"}"#, &tail)
        };
        if !empty.contains("\\n") {
            check(
                Kind::Safe,
                &[USER, &assistant(&[CALL]), &user(&[&result(empty)])],
                &[USER, &assistant(&[CALL]), &user(&[&result("")])],
            );
        }
        check_text(
            Kind::Safe,
            &request(
                "claude-opus-5",
                &format!(r#", "system": [{empty}]"#),
                &[USER],
            ),
            &request("claude-opus-5", "", &[USER]),
        );
    }
    for content in [r#""""#, "[]", "null"] {
        let message = &format!(r#"{{"role": "assistant", "content": {content}}}"#);
        check(Kind::Safe, &[USER, message, USER], &[USER, USER]);
    }
    // Without it the model would go on from what it said itself.
    check(
        Kind::Unsafe,
        &[USER, ASSISTANT, r#"{"role": "user", "content": ""}"#],
        &[
            USER,
            ASSISTANT,
            r#"{"role": "user", "content": "(empty message)"}"#,
        ],
    );
}

#[test]
fn system_messages_move_to_where_they_are_taken() {
    let system = |json: &str| format!(r#", "system": {json}"#);
    let body = |fields: &str| {
        format!(r#"{{"model": "claude-opus-5", "max_tokens": 64, "messages": [{USER}]{fields}}}"#)
    };
    check_text(
        Kind::Safe,
        &request("claude-opus-5", "", &[SYSTEM, USER]),
        &body(&system(r#""Be brief.""#)),
    );
    check_text(
        Kind::Safe,
        &request("claude-opus-5", &system(r#""Be kind.""#), &[SYSTEM, USER]),
        &request(
            "claude-opus-5",
            &system(
                r#"[{"type": "text", "text": "Be kind."}, {"type": "text", "text": "Be brief."}]"#,
            ),
            &[USER],
        ),
    );
    check(
        Kind::Safe,
        &[USER, ASSISTANT, SYSTEM, USER],
        &[USER, ASSISTANT, USER, SYSTEM],
    );
    check(
        Kind::Safe,
        &[USER, SYSTEM, SYSTEM, USER, ASSISTANT, USER],
        &[USER, USER, SYSTEM, SYSTEM, ASSISTANT, USER],
    );
    let (asked, answered) = (&assistant(&[CALL]), &user(&[RESULT]));
    check(
        Kind::Safe,
        &[USER, asked, SYSTEM, answered],
        &[USER, asked, answered, SYSTEM],
    );
    // A model that takes none at all is told at the beginning what it would have been told later.
    check_text(
        Kind::Unsafe,
        &request("claude-opus-4-6", "", &[USER, SYSTEM]),
        &body(&system(r#""Be brief.""#)).replace("opus-5", "opus-4-6"),
    );
}

#[test]
fn calls_and_results_find_each_other() {
    let asked = &assistant(&[CALL]);
    check(
        Kind::Safe,
        &[USER, asked, &user(&[TEXT, RESULT])],
        &[USER, asked, &user(&[RESULT, TEXT])],
    );
    check(
        Kind::Safe,
        &[USER, asked, USER, &user(&[RESULT])],
        &[USER, asked, &user(&[RESULT]), USER],
    );
    check(
        Kind::Unsafe,
        &[USER, asked, USER],
        &[
            USER,
            asked,
            &user(&[NO_RESULT, r#"{"type": "text", "text": "Hi"}"#]),
        ],
    );
    check(
        Kind::Unsafe,
        &[USER, asked],
        &[USER, asked, &user(&[NO_RESULT])],
    );
    let two = &CALL.replace("toolu_1", "toolu_2");
    let no_second = &NO_RESULT.replace("toolu_1", "toolu_2");
    check(
        Kind::Unsafe,
        &[USER, &assistant(&[CALL, two]), &user(&[TEXT])],
        &[
            USER,
            &assistant(&[CALL, two]),
            &user(&[NO_RESULT, no_second, TEXT]),
        ],
    );
    let other = &RESULT.replace("toolu_1", "toolu_9");
    check(
        Kind::Unsafe,
        &[USER, asked, &user(&[RESULT, other])],
        &[USER, asked, &user(&[RESULT])],
    );
    check(
        Kind::Unsafe,
        &[USER, asked, &user(&[other])],
        &[USER, asked, &user(&[RESULT])],
    );
    // The only message must not go, so that what it says stays.
    check(
        Kind::Unsafe,
        &[&user(&[RESULT])],
        &[&user(&[r#"{"type": "text", "text": "12:30"}"#])],
    );
    check(
        Kind::Safe,
        &[USER, &assistant(&[CALL, RESULT]), &user(&[TEXT])],
        &[USER, asked, &user(&[RESULT]), &user(&[TEXT])],
    );
    check(
        Kind::Safe,
        &[USER, &user(&[CALL]), &user(&[RESULT])],
        &[USER, asked, &user(&[RESULT])],
    );
}

#[test]
fn ids_become_unique() {
    let asked = &assistant(&[CALL]);
    let answered = &user(&[RESULT]);
    check(
        Kind::Safe,
        &[USER, asked, &user(&[RESULT, RESULT])],
        &[USER, asked, answered],
    );
    check(
        Kind::Unsafe,
        &[
            USER,
            asked,
            &user(&[RESULT, &RESULT.replace("12:30", "12:31")]),
        ],
        &[USER, asked, answered],
    );
    check(
        Kind::Safe,
        &[USER, &assistant(&[CALL, CALL]), answered],
        &[USER, asked, answered],
    );
    let again = |text: &str| text.replace("toolu_1", "toolu_1_2");
    check(
        Kind::Unsafe,
        &[USER, asked, answered, asked, answered],
        &[USER, asked, answered, &again(asked), &again(answered)],
    );
    let wrong = |text: &str| text.replace("toolu_1", "toolu:1");
    check(
        Kind::Safe,
        &[USER, &wrong(asked), &wrong(answered)],
        &[USER, asked, answered],
    );
}

#[test]
fn what_other_apis_call_it_is_translated() {
    check(
        Kind::Safe,
        &[
            USER,
            &assistant(&[CALL]),
            r#"{"role": "tool", "tool_call_id": "toolu_1", "content": "12:30"}"#,
        ],
        &[USER, &assistant(&[CALL]), &user(&[RESULT])],
    );
    check(
        Kind::Safe,
        &[USER, r#"{"role": "model", "content": "Hello"}"#, USER],
        &[USER, ASSISTANT, USER],
    );
    check(
        Kind::Safe,
        &[&user(&[
            r#"{"type": "image_url", "image_url": {"url": "https://example.com/cat.png"}}"#,
            r#"{"type": "input_text", "text": "And then?"}"#,
        ])],
        &[&user(&[
            r#"{"type": "image", "source": {"type": "url", "url": "https://example.com/cat.png"}}"#,
            TEXT,
        ])],
    );
}

#[test]
fn calls_in_a_field_of_their_own_become_blocks() {
    let answered = user(&[RESULT]);
    let foreign = |before: &str, arguments: &str, after: &str| {
        format!(
            r#"{{"role": "assistant", {before}"tool_calls": [{{"id": "toolu_1", "type": "function", "function": {{"name": "now", "arguments": {arguments}}}}}]{after}}}"#
        )
    };
    let call = assistant(&[CALL]);
    for message in [
        foreign("", r#""{}""#, ""),
        foreign("", r#""""#, ""),
        foreign(r#""content": null, "#, r#""{}""#, ""),
        foreign("", "{}", r#", "content": """#),
    ] {
        check(
            Kind::Safe,
            &[USER, &message, &answered],
            &[USER, &call, &answered],
        );
    }
    check(
        Kind::Safe,
        &[
            USER,
            &foreign(
                r#""content": "And then?", "#,
                r#""{\"zone\": \"CET\"}""#,
                "",
            ),
            &answered,
        ],
        &[
            USER,
            &assistant(&[TEXT, &CALL.replace("{}}", r#"{"zone": "CET"}}"#)]),
            &answered,
        ],
    );
}

#[test]
fn blocks_that_cannot_stay_go() {
    check(
        Kind::Unsafe,
        &[
            USER,
            ASSISTANT,
            USER,
            r#"{"role": "assistant", "content": "{"}"#,
        ],
        &[USER, ASSISTANT, USER],
    );
    let result = |content: &str| RESULT.replace(r#""12:30""#, content);
    check(
        Kind::Unsafe,
        &[
            USER,
            &assistant(&[CALL]),
            &user(&[&result(r#"[{"type": "json", "json": {}}]"#)]),
        ],
        &[USER, &assistant(&[CALL]), &user(&[&result("[]")])],
    );
    check(
        Kind::Unsafe,
        &[
            USER,
            &assistant(&[r#"{"type": "thinking", "thinking": "Hm."}"#, TEXT]),
            USER,
        ],
        &[USER, &assistant(&[TEXT]), USER],
    );
}

#[test]
fn values_are_written_as_they_are_meant() {
    let with = |fields: &str| request("claude-haiku-4-5", fields, &[USER]);
    for (kind, before, after) in [
        (Kind::Safe, r#", "system": null"#, ""),
        (Kind::Safe, r#", "stream": "true""#, r#", "stream": true"#),
        (
            Kind::Safe,
            r#", "stop_sequences": "END""#,
            r#", "stop_sequences": ["END"]"#,
        ),
        (
            Kind::Safe,
            r#", "stop_sequences": ["END", "\n"]"#,
            r#", "stop_sequences": ["END"]"#,
        ),
        (
            Kind::Safe,
            r#", "system": {"type": "text", "text": "Be kind."}"#,
            r#", "system": [{"type": "text", "text": "Be kind."}]"#,
        ),
        (
            Kind::Unsafe,
            r#", "stop_sequence": ["END"]"#,
            r#", "stop_sequences": ["END"]"#,
        ),
        (Kind::Unsafe, r#", "extra_body": {}"#, ""),
        (
            Kind::Unsafe,
            r#", "system": [{"type": "text", "text": "Be kind."}, {"type": "image", "source": {"type": "url", "url": "https://example.com/a.png"}}]"#,
            r#", "system": [{"type": "text", "text": "Be kind."}]"#,
        ),
    ] {
        check_text(kind, &with(before), &with(after));
    }
    let asked = |input: &str| assistant(&[&CALL.replace("{}", input)]);
    let answered = &user(&[RESULT]);
    check(
        Kind::Safe,
        &[USER, &asked(r#""{\"zone\": \"CET\"}""#), answered],
        &[USER, &asked(r#"{"zone": "CET"}"#), answered],
    );
    check(
        Kind::Unsafe,
        &[USER, &asked("null"), answered],
        &[USER, &asked("{}"), answered],
    );
    check_text(
        Kind::Safe,
        &request("claude-haiku-4-5", "", &[USER]).replace("64,", "128000,"),
        &request("claude-haiku-4-5", "", &[USER]).replace("64,", "64000,"),
    );
}
