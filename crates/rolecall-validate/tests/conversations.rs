//! What the rules about messages say of whole conversations: one finding for one fault, none for what the API takes.
//!
//! The verdicts come from the documentation of the API, version by version, as the rules cite it.

use rolecall_validate::{ApiVersion, DocumentKind, Finding, Level, Options, lint};

const USER: &str = r#"{"role": "user", "content": "Hi"}"#;
const ASSISTANT: &str = r#"{"role": "assistant", "content": "Hello"}"#;
const SYSTEM: &str = r#"{"role": "system", "content": "Be brief."}"#;
/// Sets the effort and says nothing.
const DIRECTIVE: &str = r#"{"role": "system", "content": [], "output_config": {"effort": "low"}}"#;

fn user(blocks: &[&str]) -> String {
    format!(r#"{{"role": "user", "content": [{}]}}"#, blocks.join(", "))
}

fn assistant(blocks: &[&str]) -> String {
    format!(
        r#"{{"role": "assistant", "content": [{}]}}"#,
        blocks.join(", ")
    )
}

fn text(text: &str) -> String {
    format!(r#"{{"type": "text", "text": "{text}"}}"#)
}

fn call(id: &str) -> String {
    format!(r#"{{"type": "tool_use", "id": "{id}", "name": "now", "input": {{}}}}"#)
}

fn result(id: &str) -> String {
    format!(r#"{{"type": "tool_result", "tool_use_id": "{id}", "content": "12:30"}}"#)
}

fn server_call(id: &str) -> String {
    format!(
        r#"{{"type": "server_tool_use", "id": "{id}", "name": "web_search", "input": {{"query": "sky"}}}}"#
    )
}

fn server_result(id: &str) -> String {
    format!(r#"{{"type": "web_search_tool_result", "tool_use_id": "{id}", "content": []}}"#)
}

/// Lints a request with these messages, and with fields of its own before them.
fn findings_of(model: &str, fields: &str, messages: &[&str], options: &Options) -> Vec<Finding> {
    let request = format!(
        r#"{{"model": "{model}", "max_tokens": 2048, {fields}"messages": [{}]}}"#,
        messages.join(", ")
    );
    lint(&request, options).findings
}

#[track_caller]
fn check_with(model: &str, fields: &str, messages: &[&str], expected: &[(&str, &str)]) {
    let options = Options::new().kind(DocumentKind::Request);
    let findings = findings_of(model, fields, messages, &options);
    let found: Vec<_> = findings
        .iter()
        .map(|finding| (finding.rule, finding.pointer.as_str()))
        .collect();
    assert_eq!(found, expected, "{messages:#?}");
}

#[track_caller]
fn check(messages: &[&str], expected: &[(&str, &str)]) {
    check_with("claude-opus-5", "", messages, expected);
}

#[test]
fn calls_are_answered_in_the_turn_after_them() {
    let (one, two) = (&call("toolu_1"), &call("toolu_2"));
    let (first, second) = (&result("toolu_1"), &result("toolu_2"));
    let both = &assistant(&[one, two]);
    check(&[USER, both, &user(&[first, second])], &[]);
    check(&[USER, both, &user(&[second, first, &text("Go on.")])], &[]);
    // Consecutive messages are one turn.
    check(&[USER, both, &user(&[first]), &user(&[second])], &[]);
    check(&[USER, &assistant(&[one]), &user(&[first]), USER], &[]);
    check(
        &[USER, &assistant(&[one, &text("Wait.")]), &user(&[first])],
        &[],
    );

    let unanswered = [("tool-use-unanswered", "/messages/1/content/0/id")];
    check(&[USER, &assistant(&[one]), USER], &unanswered);
    check(&[USER, &assistant(&[one])], &unanswered);
    check(&[USER, both, &user(&[second])], &unanswered);
    check(
        &[USER, &assistant(&[one]), &user(&[&text("Hm.")])],
        &unanswered,
    );
    check(
        &[USER, both, USER],
        &[
            ("tool-use-unanswered", "/messages/1/content/0/id"),
            ("tool-use-unanswered", "/messages/1/content/1/id"),
        ],
    );
    // Too late is one fault, not two.
    check(
        &[USER, &assistant(&[one]), USER, ASSISTANT, &user(&[first])],
        &unanswered,
    );
}

/// The API was seen to reject the result of the advisor alone (reports of 2026-06 to 2026-09), that of others not.
#[test]
fn only_a_lone_result_of_the_advisor_is_surely_rejected() {
    let advice = r#"{"type": "advisor_tool_result", "tool_use_id": "srvtoolu_1", "content": {"type": "advisor_result", "text": "Fine."}}"#;
    let found = server_result("srvtoolu_1");
    for (result, level) in [(advice, Level::Error), (&found, Level::Warning)] {
        let lone = assistant(&[result, &text("Fine.")]);
        let options = Options::new().kind(DocumentKind::Request);
        let findings = findings_of("claude-opus-5", "", &[USER, &lone, USER], &options);
        let of_rule = findings
            .iter()
            .find(|finding| finding.rule == "server-result-without-use");
        assert_eq!(of_rule.map(|finding| finding.level), Some(level));
    }
}

#[test]
fn an_open_call_at_the_end_may_have_a_reason() {
    let open = &assistant(&[&call("toolu_1")]);
    check_with(
        "claude-opus-5",
        r#""fallback_credit_token": "abc", "#,
        &[USER, open],
        &[],
    );
    check_with(
        "claude-opus-5",
        r#""fallback_credit_token": "abc", "#,
        &[USER, open, USER],
        &[("tool-use-unanswered", "/messages/1/content/0/id")],
    );
}

#[test]
fn results_lead_their_turn() {
    let (one, two) = (&call("toolu_1"), &call("toolu_2"));
    let (first, second) = (&result("toolu_1"), &result("toolu_2"));
    let hm = &text("Hm.");
    check(
        &[USER, &assistant(&[one, two]), &user(&[hm, first, second])],
        &[("tool-result-not-first", "/messages/2/content/0")],
    );
    check(
        &[USER, &assistant(&[one, two]), &user(&[first, hm, second])],
        &[("tool-result-not-first", "/messages/2/content/1")],
    );
    check(
        &[USER, &assistant(&[one]), USER, &user(&[first])],
        &[("tool-result-not-first", "/messages/2/content")],
    );
}

#[test]
fn results_answer_a_call_of_the_turn_before() {
    let (one, first) = (&call("toolu_1"), &result("toolu_1"));
    let unknown = |pointer| [("tool-result-unknown-id", pointer)];
    check(
        &[&user(&[first])],
        &unknown("/messages/0/content/0/tool_use_id"),
    );
    check(
        &[USER, &user(&[first])],
        &unknown("/messages/1/content/0/tool_use_id"),
    );
    check(
        &[USER, ASSISTANT, &user(&[first])],
        &unknown("/messages/2/content/0/tool_use_id"),
    );
    check(
        &[
            USER,
            &assistant(&[one]),
            &user(&[first]),
            ASSISTANT,
            &user(&[first]),
        ],
        &unknown("/messages/4/content/0/tool_use_id"),
    );
    // A mangled id is one fault, and both of its places are shown.
    let options = Options::new();
    let mangled = user(&[&result("toolu_I")]);
    let findings = findings_of(
        "claude-opus-5",
        "",
        &[USER, &assistant(&[one]), &mangled],
        &options,
    );
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(findings[0].rule, "tool-result-unknown-id");
    assert_eq!(findings[0].related[0].pointer, "/messages/1/content/0");
    // A missing result shows the message that should begin with it.
    let findings = findings_of(
        "claude-opus-5",
        "",
        &[USER, &assistant(&[one]), USER],
        &options,
    );
    assert_eq!(findings[0].related[0].pointer, "/messages/2");
    assert!(
        findings[0].message.contains("`toolu_1` (`now`)"),
        "{}",
        findings[0].message
    );
    // On a continued thread the call is in the turn that was not sent again.
    check_with(
        "claude-opus-5",
        r#""thread": {"type": "continue", "previous_message_id": "msg_1"}, "#,
        &[&user(&[first])],
        &[],
    );
}

#[test]
fn ids_are_used_once() {
    let (one, first) = (&call("toolu_1"), &result("toolu_1"));
    check(
        &[USER, &assistant(&[one]), &user(&[first, first])],
        &[("tool-result-duplicate", "/messages/2/content/1/tool_use_id")],
    );
    check(
        &[USER, &assistant(&[one]), &user(&[first]), &user(&[first])],
        &[("tool-result-duplicate", "/messages/3/content/0/tool_use_id")],
    );
    check(
        &[USER, &assistant(&[one, one]), &user(&[first, first])],
        &[("tool-use-id-duplicate", "/messages/1/content/1/id")],
    );
    check(
        &[
            USER,
            &assistant(&[one]),
            &user(&[first]),
            &assistant(&[one]),
            &user(&[first]),
        ],
        &[("tool-use-id-duplicate", "/messages/3/content/0/id")],
    );
    // The second result was meant for the second call: one fault.
    check(
        &[
            USER,
            &assistant(&[one, &call("toolu_2")]),
            &user(&[first, first]),
        ],
        &[("tool-result-duplicate", "/messages/2/content/1/tool_use_id")],
    );
}

/// What a request holds besides messages while the server is to go on with a search.
const SEARCH: &str = r#""tools": [{"type": "web_search_20250305", "name": "web_search"}], "#;

#[test]
fn server_tools_answer_themselves() {
    let (open, done) = (&server_call("srvtoolu_1"), &server_result("srvtoolu_1"));
    let unresolved = [("server-tool-unresolved", "/messages/1/content/0/id")];
    check(&[USER, &assistant(&[open, done]), USER], &[]);
    check_with("claude-opus-5", SEARCH, &[USER, &assistant(&[open])], &[]);
    check(&[USER, &assistant(&[open]), &assistant(&[done])], &[]);
    check(&[USER, &assistant(&[open]), USER], &unresolved);
    check(
        &[USER, &assistant(&[open]), USER, ASSISTANT, USER],
        &unresolved,
    );
    check(&[USER, &assistant(&[open]), SYSTEM], &unresolved);
    // Calls of both kinds in one turn: the caller answers its own, the server then finishes the other.
    let (one, first) = (&call("toolu_1"), &result("toolu_1"));
    let mixed = &assistant(&[open, one]);
    check(&[USER, mixed, &user(&[first])], &[]);
    check(
        &[USER, mixed, &user(&[first]), &assistant(&[done]), USER],
        &[],
    );
    check(
        &[USER, mixed, &user(&[first, &text("Go on.")])],
        &unresolved,
    );
    // A call that waits for a call of its own is governed by the rules for calls of code, and by no other.
    let own = r#"{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}, "caller": {"type": "code_execution_20260120", "tool_id": "srvtoolu_1"}}"#;
    check(
        &[
            USER,
            &assistant(&[open, own]),
            &user(&[first, &text("Go on.")]),
        ],
        &[
            ("programmatic-needs-container", ""),
            ("programmatic-only-results", "/messages/2/content/1"),
        ],
    );

    check(
        &[USER, &assistant(&[done, &text("Blue.")]), USER],
        &[(
            "server-result-without-use",
            "/messages/1/content/0/tool_use_id",
        )],
    );
    check(
        &[
            USER,
            &assistant(&[open, done]),
            &user(&[&result("srvtoolu_1")]),
        ],
        &[(
            "tool-result-for-server-tool",
            "/messages/2/content/0/tool_use_id",
        )],
    );
}

#[test]
fn a_fault_of_the_shape_is_not_told_twice() {
    let (one, first) = (&call("toolu_1"), &result("toolu_1"));
    let misspelt = &first.replace("tool_result\"", "tool_reslt\"");
    check(
        &[USER, &assistant(&[one]), &user(&[misspelt])],
        &[("schema/unknown-tag", "/messages/2/content/0/type")],
    );
    let misspelt = &one.replace("tool_use\"", "tool_usage\"");
    check(
        &[USER, &assistant(&[misspelt]), &user(&[first])],
        &[("schema/unknown-tag", "/messages/1/content/0/type")],
    );
    let nameless = &first.replace(r#""tool_use_id": "toolu_1", "#, "");
    check(
        &[USER, &assistant(&[one]), &user(&[nameless])],
        &[("schema/missing-field", "/messages/2/content/0")],
    );
    let misspelt = &user(&[first]).replace("user", "tool");
    check(
        &[USER, &assistant(&[one]), misspelt],
        &[("schema/unknown-tag", "/messages/2/role")],
    );
    check(
        &[USER, &assistant(&[one]), misspelt, ASSISTANT, USER],
        &[("schema/unknown-tag", "/messages/2/role")],
    );
    check(
        &[
            USER,
            &assistant(&[one]),
            r#"{"role": "user", "content": 1}"#,
        ],
        &[("schema/wrong-type", "/messages/2/content")],
    );
    check(
        &[
            USER,
            r#"{"role": "system", "content": [{"type": "image"}]}"#,
            USER,
        ],
        &[("schema/unknown-tag", "/messages/1/content/0/type")],
    );
    let empty = r#"{"role": "user", "content": [{"type": "text", "text": ""}]}"#;
    check(
        &[empty],
        &[("schema/wrong-length", "/messages/0/content/0/text")],
    );
    check(
        &[USER, &assistant(&[one, first]), USER],
        &[("tool-result-in-assistant", "/messages/1/content/1")],
    );
    check(
        &[&user(&[&text("Hi"), one, first])],
        &[("tool-use-in-user", "/messages/0/content/1")],
    );
}

#[test]
fn a_prefill_is_for_models_that_take_one() {
    let unsupported = [("prefill-unsupported", "/messages/1")];
    check(&[USER, ASSISTANT], &unsupported);
    check_with("claude-haiku-4-5", "", &[USER, ASSISTANT], &[]);
    check_with("claude-haiku-4-5-20251001", "", &[USER, ASSISTANT], &[]);
    check_with("partner/claude-of-the-future", "", &[USER, ASSISTANT], &[]);
    check_with("anthropic.claude-opus-5-v1:0", "", &[USER, ASSISTANT], &[]);
    // One fault, whatever else would not go together with a prefill.
    check_with(
        "claude-opus-5",
        r#""thinking": {"type": "adaptive"}, "#,
        &[USER, r#"{"role": "assistant", "content": "{ "}"#],
        &unsupported,
    );
}

#[test]
fn a_turn_that_is_resumed_is_no_prefill() {
    let (open, done) = (&server_call("srvtoolu_1"), &server_result("srvtoolu_1"));
    let paused = &assistant(&[&text("Let me see."), open]);
    check_with("claude-opus-5", SEARCH, &[USER, paused], &[]);
    check(&[USER, paused], &[("server-tool-missing-on-resume", "")]);
    let paused = &assistant(&[open, &text("Meanwhile")]);
    check_with("claude-opus-5", SEARCH, &[USER, paused], &[]);
    check(&[USER, &assistant(&[open, done])], &[]);
    check(
        &[USER, &assistant(&[open, done, &text("It is")])],
        &[("prefill-unsupported", "/messages/1")],
    );
    check(&[USER, r#"{"role": "assistant", "content": []}"#], &[]);
    check(
        &[
            USER,
            &assistant(&[r#"{"type": "compaction", "content": "x"}"#]),
        ],
        &[],
    );
    for fields in [
        r#""fallback_credit_token": "abc", "#,
        r#""compaction": {"type": "summarize"}, "#,
        r#""thread": {"type": "continue", "previous_message_id": "msg_1"}, "#,
    ] {
        check_with("claude-opus-5", fields, &[USER, ASSISTANT], &[]);
    }
}

#[test]
fn a_prefill_begins_a_plain_answer() {
    let format = r#""output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "additionalProperties": false}}}, "#;
    check_with(
        "claude-haiku-4-5",
        format,
        &[USER, ASSISTANT],
        &[("prefill-with-output-format", "/messages/1")],
    );
    let thinking = r#""thinking": {"type": "enabled", "budget_tokens": 1024}, "#;
    check_with(
        "claude-haiku-4-5",
        thinking,
        &[USER, ASSISTANT],
        &[("prefill-with-thinking", "/messages/1")],
    );
    let off = r#""thinking": {"type": "disabled"}, "#;
    check_with("claude-haiku-4-5", off, &[USER, ASSISTANT], &[]);
    for (content, pointer) in [
        (r#""Say: ""#, "/messages/1/content"),
        (r#""Say:\n""#, "/messages/1/content"),
        (
            r#"[{"type": "text", "text": "Say: \u00a0"}]"#,
            "/messages/1/content/0/text",
        ),
    ] {
        let message = format!(r#"{{"role": "assistant", "content": {content}}}"#);
        check_with(
            "claude-haiku-4-5",
            "",
            &[USER, &message],
            &[("prefill-trailing-whitespace", pointer)],
        );
    }
    // Only the end of the last text counts.
    let spaced = assistant(&[&text("One "), &text("two")]);
    check_with("claude-haiku-4-5", "", &[USER, &spaced], &[]);
    check_with(
        "claude-haiku-4-5",
        "",
        &[USER, &spaced, r#"{"role": "user", "content": "Hi "}"#],
        &[],
    );
    let blank = r#"{"role": "assistant", "content": " "}"#;
    check_with(
        "claude-haiku-4-5",
        "",
        &[USER, blank],
        &[("text-block-whitespace", "/messages/1/content")],
    );
}

#[test]
fn the_fix_of_a_prefill_removes_its_white_space() {
    let request = r#"{"model": "claude-haiku-4-5", "max_tokens": 9, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "\u00e9\n \u0020"}]}"#;
    let report = lint(request, &Options::new());
    let fix = report.findings[0].fix.as_ref().unwrap();
    assert!(fix.safe);
    let [edit] = &fix.edits[..] else {
        panic!("{fix:?}");
    };
    let mut fixed = request.to_owned();
    fixed.replace_range(edit.span.start..edit.span.end, &edit.text);
    assert_eq!(fixed, request.replace(r"\u00e9\n \u0020", r"\u00e9"));
    assert!(lint(&fixed, &Options::new()).findings.is_empty());
}

#[test]
fn system_messages_stand_before_the_model_speaks() {
    check(&[USER, SYSTEM], &[]);
    check(&[USER, SYSTEM, ASSISTANT, USER], &[]);
    check(&[USER, SYSTEM, SYSTEM], &[]);
    let searched = &assistant(&[&server_call("srvtoolu_1"), &server_result("srvtoolu_1")]);
    check(&[USER, searched, SYSTEM], &[]);
    let (called, answered) = (
        &assistant(&[&call("toolu_1")]),
        &user(&[&result("toolu_1")]),
    );
    check(&[USER, called, answered, SYSTEM, ASSISTANT, USER], &[]);

    check(&[SYSTEM, USER], &[("system-message-first", "/messages/0")]);
    check(
        &[SYSTEM, SYSTEM, USER],
        &[("system-message-first", "/messages/0")],
    );
    check(
        &[USER, ASSISTANT, SYSTEM, USER],
        &[("system-message-predecessor", "/messages/2")],
    );
    check(
        &[USER, called, SYSTEM, answered],
        &[("system-message-predecessor", "/messages/2")],
    );
    check(
        &[USER, called, SYSTEM],
        &[("tool-use-unanswered", "/messages/1/content/0/id")],
    );
    check(
        &[USER, SYSTEM, SYSTEM, USER],
        &[("system-message-successor", "/messages/2")],
    );
    check_with(
        "claude-opus-5",
        r#""thread": {"type": "continue", "previous_message_id": "msg_1"}, "#,
        &[SYSTEM],
        &[],
    );
}

#[test]
fn a_system_message_that_sets_the_effort_may_stand_anywhere() {
    check(&[USER, DIRECTIVE, USER], &[]);
    check(&[USER, ASSISTANT, DIRECTIVE, USER], &[]);
    let bare = &DIRECTIVE.replace(r#""content": [], "#, "");
    check(&[USER, ASSISTANT, bare, USER], &[]);
    check(
        &[DIRECTIVE, USER],
        &[("system-message-directive-first", "/messages/0")],
    );
    let empty = r#"{"role": "system", "content": ""}"#;
    check(
        &[USER, empty],
        &[("system-message-content-empty", "/messages/1/content")],
    );
    check(
        &[USER, r#"{"role": "system"}"#],
        &[("system-message-content-empty", "/messages/1")],
    );
    // To say that it is empty is enough, wherever it stands.
    check(
        &[USER, ASSISTANT, r#"{"role": "system"}"#, USER],
        &[("system-message-content-empty", "/messages/2")],
    );
}

#[test]
fn a_model_that_takes_no_system_messages_is_one_finding() {
    for model in ["claude-haiku-4-5", "claude-opus-4-7", "claude-sonnet-4-6"] {
        check_with(
            model,
            "",
            &[SYSTEM, USER, SYSTEM, USER],
            &[("system-message-model", "/messages/0/role")],
        );
    }
    check_with(
        "claude-sonnet-5",
        "",
        &[USER, SYSTEM],
        &[("system-message-model-sonnet-5", "/messages/1/role")],
    );
    // Nobody says what this one does.
    check_with("claude-haiku-5-5", "", &[USER, SYSTEM], &[]);
}

#[test]
fn repeated_roles_are_a_warning_unless_they_have_a_reason() {
    let options = Options::new();
    let findings = findings_of("claude-opus-5", "", &[USER, USER], &options);
    assert_eq!(findings[0].rule, "consecutive-roles");
    assert_eq!(findings[0].level, Level::Warning);
    assert!(
        findings[0]
            .message
            .contains("`messages[0]` and `messages[1]`")
    );
    assert_eq!(findings[0].related[0].pointer, "/messages/0");
    check(
        &[USER, ASSISTANT, ASSISTANT, USER],
        &[("consecutive-roles", "/messages/2")],
    );
    // The first message may be of the assistant.
    check(&[ASSISTANT, USER], &[]);
    // A system message between them is a fault of its own.
    check(
        &[USER, SYSTEM, USER],
        &[("system-message-successor", "/messages/1")],
    );
    let (open, done) = (&server_call("srvtoolu_1"), &server_result("srvtoolu_1"));
    check(
        &[
            USER,
            &assistant(&[open]),
            &assistant(&[done, &text("Blue.")]),
            USER,
        ],
        &[],
    );
}

#[test]
fn messages_have_content() {
    check(&[], &[("messages-empty", "/messages")]);
    for content in [r#""""#, "[]"] {
        let empty = |role: &str| format!(r#"{{"role": "{role}", "content": {content}}}"#);
        check(
            &[USER, &empty("assistant"), USER],
            &[("message-content-empty", "/messages/1/content")],
        );
        check(
            &[&empty("user")],
            &[("message-content-empty", "/messages/0/content")],
        );
        check(&[USER, &empty("assistant")], &[]);
    }
    check(
        &[r#"{"role": "user", "content": "\n\t "}"#],
        &[("text-block-whitespace", "/messages/0/content")],
    );
}

/// Recorded exchanges with status 200 hold a blank text beside a call, and one id in two turns, each with its result.
#[test]
fn what_the_api_was_seen_to_take_is_a_warning() {
    let levels = |messages: &[&str]| {
        let options = Options::new().kind(DocumentKind::Request);
        let findings = findings_of("claude-opus-5", "", messages, &options);
        let levels = findings.iter().map(|finding| (finding.rule, finding.level));
        levels.collect::<Vec<_>>()
    };
    let (one, first) = (&call("toolu_1"), &result("toolu_1"));
    let blank = &text(" ");
    for content in [[blank, one], [one, blank]] {
        assert_eq!(
            levels(&[
                USER,
                &assistant(&content.map(String::as_str)),
                &user(&[first])
            ]),
            [("text-block-whitespace", Level::Warning)]
        );
    }
    for content in [&[blank.as_str()][..], &[blank, blank]] {
        let found = levels(&[&user(content)]);
        assert_eq!(found.len(), content.len());
        assert!(
            found
                .iter()
                .all(|found| *found == ("text-block-whitespace", Level::Error))
        );
    }
    let again = [
        USER,
        &assistant(&[one]),
        &user(&[first]),
        &assistant(&[one]),
        &user(&[first]),
    ];
    assert_eq!(levels(&again), [("tool-use-id-duplicate", Level::Warning)]);
    assert_eq!(
        levels(&[USER, &assistant(&[one, one]), &user(&[first])]),
        [("tool-use-id-duplicate", Level::Error)]
    );
}

#[test]
fn what_one_version_rejects_is_a_warning_while_the_version_is_unknown() {
    let document = r#"{"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "Blue."}}"#;
    let messages = [USER, &assistant(&[document]), USER];
    for (version, expected) in [
        (None, Some(Level::Warning)),
        (Some(ApiVersion::V2023_06_01), None),
        (Some(ApiVersion::V2026_10_21), Some(Level::Error)),
    ] {
        let mut options = Options::new();
        options.api_version = version;
        let fields = r#""temperature": 1, "#;
        let findings = findings_of("claude-haiku-4-5", fields, &messages, &options);
        let found: Vec<_> = findings
            .iter()
            .map(|finding| (finding.rule, finding.level, finding.api_version))
            .collect();
        let wanted: Vec<_> = expected
            .into_iter()
            .flat_map(|level| {
                ["removed-in-api-version", "v20261021-document-in-assistant"]
                    .map(|rule| (rule, level, Some(ApiVersion::V2026_10_21)))
            })
            .collect();
        assert_eq!(found, wanted);
        for finding in findings {
            assert!(
                finding.message.contains("2026-10-21"),
                "{}",
                finding.message
            );
        }
    }
}

#[test]
fn max_tokens_has_a_cap() {
    let found = |text: &str, options: &Options| {
        let findings = lint(text, options).findings;
        findings
            .into_iter()
            .map(|finding| (finding.rule, finding.pointer, finding.message))
            .collect::<Vec<_>>()
    };
    let request = |model: &str, tokens: u32| {
        format!(r#"{{"model": "{model}", "max_tokens": {tokens}, "messages": [{USER}]}}"#)
    };
    let options = Options::new();
    assert_eq!(found(&request("claude-haiku-4-5", 64_000), &options), []);
    assert_eq!(found(&request("claude-opus-5", 128_000), &options), []);
    assert_eq!(
        found(
            &request("partner/claude-of-the-future", 9_999_999),
            &options
        ),
        []
    );
    let over = found(&request("claude-opus-5", 128_001), &options);
    assert_eq!(over.len(), 1);
    assert_eq!(
        (over[0].0, over[0].1.as_str()),
        ("max-tokens-model-cap", "/max_tokens")
    );
    for part in ["128001", "128000", "`claude-opus-5`"] {
        assert!(over[0].2.contains(part), "{}", over[0].2);
    }

    let item = |tokens| {
        format!(
            r#"{{"custom_id": "a", "params": {}}}"#,
            request("claude-opus-5", tokens)
        )
    };
    let beta = "output-300k-2026-03-24";
    assert_eq!(found(&item(300_000), &options.clone().betas([beta])), []);
    assert_eq!(found(&item(300_000), &options), []);
    assert_eq!(found(&item(300_001), &options).len(), 1);
    assert_eq!(
        found(&item(300_000), &options.clone().betas([""; 0])).len(),
        1
    );
    // The beta is one for batches.
    assert_eq!(
        found(&request("claude-opus-5", 300_000), &options.betas([beta])).len(),
        1
    );
}

#[test]
fn a_request_without_output_asks_for_none() {
    let request = |fields: &str| {
        format!(r#"{{"model": "claude-haiku-4-5", "max_tokens": 0, {fields}"messages": [{USER}]}}"#)
    };
    let rules = |text: &str| {
        let findings = lint(text, &Options::new()).findings;
        findings
            .iter()
            .map(|finding| finding.rule)
            .collect::<Vec<_>>()
    };
    let tools = r#""tools": [{"name": "now", "description": "Tells the time of day.", "input_schema": {"type": "object"}}], "#;
    for harmless in [
        "",
        r#""stream": false, "#,
        r#""thinking": {"type": "disabled"}, "#,
        &format!(r#"{tools}"tool_choice": {{"type": "auto"}}, "#),
    ] {
        assert_eq!(rules(&request(harmless)), [""; 0], "{harmless}");
    }
    for conflict in [
        r#""stream": true, "#,
        r#""output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "additionalProperties": false}}}, "#,
        &format!(r#"{tools}"tool_choice": {{"type": "any"}}, "#),
        &format!(r#"{tools}"tool_choice": {{"type": "tool", "name": "now"}}, "#),
    ] {
        assert_eq!(
            rules(&request(conflict)),
            ["max-tokens-zero-conflict"],
            "{conflict}"
        );
    }
    let item = format!(r#"{{"custom_id": "a", "params": {}}}"#, request(""));
    assert_eq!(rules(&item), ["max-tokens-zero-conflict"]);
}

#[test]
fn a_lone_body_of_any_shape_is_no_panic() {
    for text in [
        r#"{"messages": null}"#,
        r#"{"messages": {}}"#,
        r#"{"messages": [null, 1, "a", [], {}, {"role": 1}, {"role": "user"}]}"#,
        r#"{"messages": [{"role": "user", "content": [null, 1, {}, {"type": null}, {"type": "tool_result"}]}]}"#,
        r#"{"messages": [{"role": "assistant", "content": [{"type": "tool_use"}, {"type": "tool_use", "id": 1}]}], "model": [], "max_tokens": {}}"#,
        r#"{"messages": [{"role": "system", "clear_at": "next_user_message", "content": {}}], "thread": [], "system": [1]}"#,
        r#"{"messages": [{"role": "assistant", "content": [{"type": "server_tool_use", "id": []}]}, {"role": "user", "content": ""}], "stop_sequences": {"a": 1}}"#,
    ] {
        for kind in [
            DocumentKind::Request,
            DocumentKind::CountTokens,
            DocumentKind::Batch,
        ] {
            let report = lint(text, &Options::new().kind(kind));
            assert!(!report.is_sendable(), "{text}");
        }
    }
}
