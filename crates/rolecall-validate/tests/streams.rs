//! Streams as gateways get them wrong, and the two ways to hand them over.

use rolecall_validate::{
    DocumentKind, Level, Options, ServerSentEvent, lint, lint_sse, lint_stream,
};

const START: &str = r#"{"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [], "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 1}}}"#;
const OPEN: &str =
    r#"{"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}"#;
const DELTA: &str =
    r#"{"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Hi"}}"#;
const SHUT: &str = r#"{"type": "content_block_stop", "index": 0}"#;
const SUM: &str = r#"{"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": null}, "usage": {"output_tokens": 5}}"#;
const STOP: &str = r#"{"type": "message_stop"}"#;
const PING: &str = r#"{"type": "ping"}"#;
const OVERLOADED: &str =
    r#"{"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}"#;
const CALL: &str = r#"{"type": "content_block_start", "index": 0, "content_block": {"type": "tool_use", "id": "toolu_1", "name": "f", "input": {}}}"#;
const CALLED: &str = r#"{"type": "message_delta", "delta": {"stop_reason": "tool_use", "stop_sequence": null}, "usage": {"output_tokens": 5}}"#;

fn whole() -> Vec<&'static str> {
    vec![START, OPEN, DELTA, SHUT, SUM, STOP]
}

/// Rule, level and pointer of every finding; those of the events one by one and of one array are the same.
fn found(events: &[&str]) -> Vec<(&'static str, Level, String)> {
    let report = lint_stream(events, &Options::new());
    let array = format!("[{}]", events.join(","));
    let listed = |report: rolecall_validate::Report| -> Vec<_> {
        let findings = report.findings.into_iter();
        findings
            .map(|finding| (finding.rule, finding.level, finding.pointer))
            .collect()
    };
    let found = listed(report);
    let options = Options::new().kind(DocumentKind::Stream);
    assert_eq!(found, listed(lint(&array, &options)), "{array}");
    found
}

#[test]
fn what_the_protocol_allows_is_no_fault() {
    let mut with_pings = vec![PING];
    for event in whole() {
        with_pings.extend([event, PING]);
    }
    let unknown = [
        START,
        r#"{"type": "heartbeat"}"#,
        r#"{"type": "content_block_start", "index": 0, "content_block": {"type": "hologram"}}"#,
        r#"{"type": "content_block_delta", "index": 0, "delta": {"type": "hologram_delta"}}"#,
        SHUT,
        SUM,
        STOP,
    ];
    let two_deltas = [START, OPEN, SHUT, SUM, SUM, STOP];
    let cut_by_error = [START, OPEN, DELTA, OVERLOADED];
    let without_content = [START, SUM, STOP];
    for events in [
        &*whole(),
        &with_pings,
        &unknown,
        &two_deltas,
        &cut_by_error,
        &without_content,
        &[OVERLOADED],
    ] {
        assert_eq!(found(events), [], "{events:?}");
    }
}

#[test]
fn what_breaks_the_protocol_is_one_error_where_it_stands() {
    let at_1 = |event: &str| event.replace("\"index\": 0", "\"index\": 1");
    let (open_1, delta_1, shut_1) = (at_1(OPEN), at_1(DELTA), at_1(SHUT));
    let thinking = DELTA.replace("text_delta\", \"text", "thinking_delta\", \"thinking");
    let silent = SUM.replace("\"end_turn\"", "null");
    let mute = r#"{"type": "message_delta", "delta": {}, "usage": {"output_tokens": 5}}"#;
    let early = START.replace(
        "\"content\": []",
        "\"content\": [{\"type\": \"text\", \"text\": \"Hi\"}]",
    );
    let cases: Vec<(Vec<&str>, &str, &str)> = vec![
        (whole()[1..].to_vec(), "stream-without-start", "/0"),
        (
            [&[START], &*whole()].concat(),
            "stream-start-repeated",
            "/1",
        ),
        (whole()[..5].to_vec(), "stream-cut-short", "/4"),
        (
            vec![START, OPEN, DELTA, SHUT, STOP],
            "stream-message-delta-order",
            "/4",
        ),
        (
            vec![START, OPEN, DELTA, SHUT, &silent, STOP],
            "stream-message-delta-order",
            "/4/delta/stop_reason",
        ),
        (
            vec![START, OPEN, DELTA, SHUT, mute, STOP],
            "stream-message-delta-order",
            "/4/delta",
        ),
        (
            vec![START, OPEN, DELTA, SHUT, SUM, &open_1, &shut_1, STOP],
            "stream-message-delta-order",
            "/5",
        ),
        (
            vec![START, OPEN, DELTA, SUM, STOP],
            "stream-block-left-open",
            "/3",
        ),
        (
            vec![START, OPEN, &open_1, SHUT, &shut_1, SUM, STOP],
            "stream-block-left-open",
            "/2",
        ),
        (
            [&*whole(), &[DELTA]].concat(),
            "stream-event-after-end",
            "/6",
        ),
        (
            vec![START, OPEN, OVERLOADED, DELTA],
            "stream-event-after-end",
            "/3",
        ),
        (
            vec![START, &open_1, &delta_1, &shut_1, SUM, STOP],
            "stream-block-index",
            "/1/index",
        ),
        (
            vec![START, OPEN, &delta_1, SHUT, SUM, STOP],
            "stream-block-not-open",
            "/2/index",
        ),
        (
            vec![START, OPEN, DELTA, &shut_1, SUM, STOP],
            "stream-block-not-open",
            "/3/index",
        ),
        (
            vec![START, DELTA, OPEN, SHUT, SUM, STOP],
            "stream-block-not-open",
            "/1/index",
        ),
        (
            vec![START, OPEN, SHUT, DELTA, SUM, STOP],
            "stream-block-not-open",
            "/3/index",
        ),
        (
            vec![START, OPEN, &thinking, SHUT, SUM, STOP],
            "stream-delta-mismatch",
            "/2/delta",
        ),
        (
            vec![START, CALL, DELTA, SHUT, CALLED, STOP],
            "stream-delta-mismatch",
            "/2/delta",
        ),
    ];
    for (events, rule, pointer) in cases {
        let expected = [(rule, Level::Error, pointer.to_owned())];
        assert_eq!(found(&events), expected, "{events:?}");
    }
    // Whether blocks after those of the first event go on counting has not been published.
    assert_eq!(
        found(&[&early, OPEN, SHUT, SUM, STOP]),
        [(
            "stream-start-not-empty",
            Level::Warning,
            "/0/message/content/0".to_owned()
        )]
    );
}

#[test]
fn accumulated_input_must_be_an_object() {
    let with = |parts: &[&str]| {
        let deltas: Vec<_> = parts
            .iter()
            .map(|part| {
                let part = serde_json::to_string(part).unwrap();
                format!(r#"{{"type": "content_block_delta", "index": 0, "delta": {{"type": "input_json_delta", "partial_json": {part}}}}}"#)
            })
            .collect();
        let mut events = vec![START, CALL];
        events.extend(deltas.iter().map(String::as_str));
        events.extend([SHUT, CALLED, STOP]);
        let findings = found(&events);
        findings
            .into_iter()
            .map(|(rule, level, _)| {
                assert_eq!(rule, "stream-tool-input-invalid");
                level
            })
            .collect::<Vec<_>>()
    };
    for fine in [&[][..], &[""], &["{\"a\"", ": 1}"], &["", "{} "]] {
        assert_eq!(with(fine), [], "{fine:?}");
    }
    // With fine-grained streaming the model may write what does not parse; another type it may not.
    for broken in [&["{\"a\":"][..], &["{}", "{}"], &["{'a': 1}"]] {
        assert_eq!(with(broken), [Level::Warning], "{broken:?}");
    }
    for other in ["[1]", "null", "\"x\""] {
        assert_eq!(with(&[other]), [Level::Error], "{other}");
    }
}

#[test]
fn events_that_are_no_json_do_not_silence_the_others() {
    let faulty = OPEN.replace("\"index\": 0, ", "");
    for broken in ["{\"type\":", "", "{} {}", "[DONE]", "}", "1, 2"] {
        let report = lint_stream(&[START, broken, &faulty], &Options::new());
        let found: Vec<_> = report
            .findings
            .iter()
            .map(|finding| (finding.rule, &*finding.pointer))
            .collect();
        assert!(
            found.contains(&("schema/missing-field", "/2")),
            "{broken}: {found:?}"
        );
        assert!(
            found.iter().any(|(_, pointer)| pointer.starts_with("/1")),
            "{broken}: {found:?}"
        );
        assert!(
            found.iter().all(|(_, pointer)| !pointer.starts_with("/0")),
            "{broken}: {found:?}"
        );
    }
    let bytes: [&[u8]; 2] = [START.as_bytes(), b"{\"type\": \"\xff\"}"];
    let report = lint_stream(&bytes, &Options::new());
    assert_eq!(report.findings[0].rule, "syntax/invalid-utf8");
    assert_eq!(report.findings[0].pointer, "/1");
}

#[test]
fn spans_are_those_of_the_events_put_together_with_line_ends() {
    let events = [
        START,
        r#"{"type": "content_block_stop", "index": "x"}"#,
        STOP,
    ];
    let report = lint_stream(&events, &Options::new());
    let finding = &report.findings[0];
    assert_eq!(
        (finding.rule, &*finding.pointer),
        ("schema/wrong-type", "/1/index")
    );
    let lines = events.join("\n");
    assert_eq!(&lines[finding.span.start..finding.span.end], "\"x\"");
    let none: [&str; 0] = [];
    assert_eq!(lint_stream(&none, &Options::new()).findings, []);
}

#[test]
fn names_of_events_are_their_types() {
    let sent = |names: &[Option<&str>]| {
        let events = whole();
        let events: Vec<_> = events
            .iter()
            .zip(names)
            .map(|(data, name)| ServerSentEvent {
                name: *name,
                data: data.as_bytes(),
            })
            .collect();
        let report = lint_sse(&events, &Options::new());
        let findings = report.findings.into_iter();
        findings
            .map(|finding| (finding.rule, finding.level, finding.pointer))
            .collect::<Vec<_>>()
    };
    let right = [
        "message_start",
        "content_block_start",
        "content_block_delta",
        "content_block_stop",
        "message_delta",
        "message_stop",
    ];
    let mut names = right.map(Some);
    assert_eq!(sent(&names), []);
    names[2] = Some("message_delta");
    let warning = |pointer: &str| ("stream-event-name", Level::Warning, pointer.to_owned());
    assert_eq!(sent(&names), [warning("/2/type")]);
    names[2] = Some("message");
    assert_eq!(sent(&names), [warning("/2/type")]);
    // Without names at all that is one fault.
    assert_eq!(sent(&[None; 6]), [warning("/0/type")]);
    let future = ServerSentEvent {
        name: Some("message"),
        data: br#"{"type": "heartbeat"}"#,
    };
    assert_eq!(lint_sse(&[future], &Options::new()).findings, []);
}
