//! What both clients are put through: a call, and what the server answers to it.

use super::server::{Answer, Body};
use serde_json::{Value, json};

pub(crate) struct Scenario {
    /// A segment of a path.
    pub(crate) name: String,
    /// The call, in the words that `sdk.py` and the example `drive` understand.
    pub(crate) call: Value,
    pub(crate) answers: Vec<Answer>,
    pub(crate) wait: Wait,
}

/// What decides how long the clients wait between two tries.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Wait {
    /// Chance takes up to a quarter away.
    Backoff,
    /// The server says it.
    Asked,
    /// A date says it, to the second.
    Date,
}

pub(crate) fn all() -> Vec<Scenario> {
    let mut all = requests();
    all.extend(retries());
    all.extend(broken());
    all.extend(streams());
    all
}

type Headers = &'static [(&'static str, &'static str)];

fn scenario(name: impl Into<String>, call: Value, answers: Vec<Answer>) -> Scenario {
    let name = name.into();
    let mut call = call;
    call["scenario"] = json!(name);
    Scenario {
        name,
        call,
        answers,
        wait: Wait::Backoff,
    }
}

fn ask() -> Value {
    json!({"model": "claude-opus-5", "max_tokens": 1024, "messages": [{"role": "user", "content": "Grüße, 世界"}]})
}

fn create() -> Value {
    json!({"call": "create", "body": ask()})
}

fn with(mut call: Value, name: &str, value: Value) -> Value {
    call[name] = value;
    call
}

fn ok(body: &Value) -> Answer {
    Answer {
        status: 200,
        headers: vec![
            ("content-type", "application/json".to_owned()),
            ("request-id", "req_scenario".to_owned()),
        ],
        body: Body::Whole(body.to_string().into_bytes()),
    }
}

fn fails(status: u16, headers: Headers) -> Answer {
    let mut answer = ok(&json!({
        "type": "error",
        "error": {"type": "some_error", "message": "no"},
        "request_id": "req_scenario",
    }));
    answer.status = status;
    answer.headers.extend(
        headers
            .iter()
            .map(|&(name, value)| (name, value.to_owned())),
    );
    answer
}

fn message() -> Value {
    json!({
        "id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5",
        "content": [{"type": "text", "text": "Hello!"}], "stop_reason": "end_turn",
        "usage": {"input_tokens": 10, "output_tokens": 3},
    })
}

/// Each endpoint once, and the options that change what is sent.
fn requests() -> Vec<Scenario> {
    let batch = json!({
        "id": "msgbatch_1", "type": "message_batch", "processing_status": "ended",
        "request_counts": {"processing": 0, "succeeded": 1, "errored": 0, "canceled": 0, "expired": 0},
        "created_at": "2026-11-22T00:00:00Z", "expires_at": "2026-11-23T00:00:00Z",
    });
    let model = json!({
        "id": "claude-opus-5", "type": "model", "display_name": "Opus", "created_at": "2026-01-01T00:00:00Z",
    });
    let file = json!({
        "id": "file_1", "type": "file", "filename": "a.txt", "mime_type": "text/plain", "size_bytes": 2,
        "created_at": "2026-11-22T00:00:00Z",
    });
    let page = |item: &Value, more: bool| json!({"data": [item], "has_more": more, "first_id": item["id"], "last_id": item["id"]});
    let long = json!({
        "model": "claude-opus-5", "max_tokens": 64,
        "system": [{"type": "text", "text": "Be kind.", "cache_control": {"type": "ephemeral"}}],
        "tools": [{"name": "add", "input_schema": {"type": "object", "properties": {"a": {"type": "integer"}}}}],
        "tool_choice": {"type": "auto"}, "stop_sequences": ["END"], "metadata": {"user_id": "u"},
        "messages": [
            {"role": "user", "content": "1 + 2"},
            {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "add", "input": {"a": 1}}]},
            {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "3"}]},
        ],
    });
    let count = json!({"model": "claude-opus-5", "messages": [{"role": "user", "content": "Hi"}]});
    let requests = json!({"requests": [{"custom_id": "one", "params": ask()}]});
    let by_id = |call: &str, id: &str| json!({"call": call, "id": id});
    vec![
        scenario("create", create(), vec![ok(&message())]),
        scenario(
            "create-with-more",
            with(create(), "body", long),
            vec![ok(&message())],
        ),
        scenario(
            "create-with-token",
            with(create(), "token", json!("tok")),
            vec![ok(&message())],
        ),
        scenario(
            "create-with-betas",
            with(
                with(create(), "betas", json!(["a-1", "b-2"])),
                "headers",
                json!({"X-Team": "blue"}),
            ),
            vec![ok(&message())],
        ),
        scenario(
            "too-long-without-streaming",
            with(
                create(),
                "body",
                with(ask(), "max_tokens", json!(21_334_i64)),
            ),
            vec![ok(&message())],
        ),
        scenario(
            "just-short-enough",
            with(
                create(),
                "body",
                with(ask(), "max_tokens", json!(21_333_i64)),
            ),
            vec![ok(&message())],
        ),
        scenario(
            "long-with-a-timeout",
            with(
                with(
                    create(),
                    "body",
                    with(ask(), "max_tokens", json!(64_000_i64)),
                ),
                "timeout",
                json!(30.0),
            ),
            vec![ok(&message())],
        ),
        scenario(
            "count-tokens",
            json!({"call": "count_tokens", "body": count}),
            vec![ok(&json!({"input_tokens": 12}))],
        ),
        scenario(
            "batch-create",
            json!({"call": "batches.create", "body": requests}),
            vec![ok(&batch)],
        ),
        scenario(
            "batch-retrieve",
            by_id("batches.retrieve", "msgbatch_1"),
            vec![ok(&batch)],
        ),
        scenario(
            "batch-cancel",
            by_id("batches.cancel", "msgbatch_1"),
            vec![ok(&batch)],
        ),
        scenario(
            "batch-delete",
            by_id("batches.delete", "msgbatch_1"),
            vec![ok(
                &json!({"id": "msgbatch_1", "type": "message_batch_deleted"}),
            )],
        ),
        scenario(
            "batch-list",
            json!({"call": "batches.list", "query": {"limit": 1}}),
            vec![ok(&page(&batch, true)), ok(&page(&batch, false))],
        ),
        scenario(
            "batch-list-backwards",
            json!({"call": "batches.list", "query": {"before_id": "msgbatch_9"}}),
            vec![ok(&page(&batch, false))],
        ),
        scenario(
            "model-get",
            by_id("models.get", "claude-opus-5"),
            vec![ok(&model)],
        ),
        scenario(
            "model-list",
            json!({"call": "models.list", "query": {"limit": 1}}),
            vec![ok(&page(&model, true)), ok(&page(&model, false))],
        ),
        scenario(
            "file-upload",
            json!({"call": "files.upload", "name": "a.txt", "type": "text/plain", "content": "hi"}),
            vec![ok(&file)],
        ),
        scenario(
            "file-metadata",
            by_id("files.metadata", "file_1"),
            vec![ok(&file)],
        ),
        scenario(
            "file-download",
            by_id("files.download", "file_1"),
            vec![ok(&json!("content"))],
        ),
        scenario(
            "file-delete",
            by_id("files.delete", "file_1"),
            vec![ok(&json!({"id": "file_1", "type": "file_deleted"}))],
        ),
        scenario(
            "file-list",
            json!({"call": "files.list", "query": {"limit": 1}}),
            vec![
                ok(&json!({"data": [file], "next_page": "p2"})),
                ok(&json!({"data": [file], "next_page": null})),
            ],
        ),
    ]
}

/// Which answers are asked for again, and after which wait.
fn retries() -> Vec<Scenario> {
    let mut all = Vec::new();
    for status in [
        400, 401, 402, 403, 404, 408, 409, 410, 413, 422, 425, 429, 500, 501, 502, 503, 504, 529,
    ] {
        all.push(scenario(
            format!("status-{status}"),
            with(create(), "retries", json!(1)),
            vec![fails(status, &[]), ok(&message())],
        ));
    }
    let forms: [(&str, u16, Headers, Wait); 15] = [
        (
            "milliseconds",
            429,
            &[("retry-after-ms", "1300")],
            Wait::Asked,
        ),
        ("seconds", 429, &[("retry-after", "1")], Wait::Asked),
        ("fraction", 429, &[("retry-after", "1.25")], Wait::Asked),
        ("date", 429, &[("retry-after", "date in 4")], Wait::Date),
        (
            "overloaded-seconds",
            529,
            &[("retry-after", "2")],
            Wait::Asked,
        ),
        (
            "unavailable-milliseconds",
            503,
            &[("retry-after-ms", "20")],
            Wait::Asked,
        ),
        (
            "both",
            429,
            &[("retry-after-ms", "1100"), ("retry-after", "30")],
            Wait::Asked,
        ),
        (
            "first-unreadable",
            429,
            &[("retry-after-ms", "soon"), ("retry-after", "1.5")],
            Wait::Asked,
        ),
        ("zero", 429, &[("retry-after", "0")], Wait::Backoff),
        ("negative", 429, &[("retry-after", "-2")], Wait::Backoff),
        (
            "unreadable",
            429,
            &[("retry-after", "later")],
            Wait::Backoff,
        ),
        (
            "past",
            429,
            &[("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")],
            Wait::Backoff,
        ),
        ("told-to", 400, &[("x-should-retry", "true")], Wait::Backoff),
        (
            "told-not-to",
            429,
            &[("x-should-retry", "false")],
            Wait::Backoff,
        ),
        (
            "told-otherwise",
            404,
            &[("x-should-retry", "maybe")],
            Wait::Backoff,
        ),
    ];
    for (name, status, headers, wait) in forms {
        let mut new = scenario(
            format!("retry-after-{name}"),
            with(create(), "retries", json!(1)),
            vec![fails(status, headers), ok(&message())],
        );
        new.wait = wait;
        all.push(new);
    }
    // Nobody waits for a minute here: both are still waiting when time is up.
    let patient = with(create(), "patience", json!(5));
    all.push(scenario(
        "retry-after-a-minute",
        patient,
        vec![fails(429, &[("retry-after", "61")]), ok(&message())],
    ));
    let tireless = |retries: u32| with(create(), "retries", json!(retries));
    all.push(scenario(
        "backoff-up-to-the-cap",
        tireless(6),
        vec![fails(500, &[])],
    ));
    all.push(scenario(
        "backoff-by-default",
        create(),
        vec![fails(529, &[])],
    ));
    all.push(scenario("no-retries", tireless(0), vec![fails(500, &[])]));
    let stream = json!({"call": "stream", "body": ask(), "retries": 1});
    all.push(scenario(
        "stream-busy-first",
        stream,
        vec![fails(529, &[]), sse(&hello())],
    ));
    all
}

/// Connections that break or fall silent.
fn broken() -> Vec<Scenario> {
    let broken = |body: Body| Answer {
        body,
        ..ok(&Value::Null)
    };
    let part = message().to_string().into_bytes()[..30].to_vec();
    let once = |name: &str, body: Body| {
        scenario(
            name,
            with(create(), "retries", json!(1)),
            vec![broken(body), ok(&message())],
        )
    };
    let text = hello();
    let half = text.as_bytes()[..text.find("lo!").unwrap_or_default()].to_vec();
    let stream = json!({"call": "stream", "body": ask(), "retries": 2});
    vec![
        once("reset-at-once", Body::Reset),
        once("reset-in-the-headers", Body::ResetInHeaders),
        once("reset-in-the-body", Body::ResetAfter(part.clone())),
        once("end-in-the-body", Body::EndAfter(part)),
        scenario(
            "silence",
            with(with(create(), "retries", json!(1)), "timeout", json!(1.0)),
            vec![broken(Body::Silence), ok(&message())],
        ),
        scenario(
            "page-of-a-proxy",
            with(create(), "retries", json!(0)),
            vec![Answer {
                status: 502,
                headers: vec![("content-type", "text/html".to_owned())],
                body: Body::Whole(b"<html><body>Bad Gateway</body></html>".to_vec()),
            }],
        ),
        scenario(
            "stream-reset-at-once",
            stream.clone(),
            vec![broken(Body::Reset), sse(&text)],
        ),
        scenario(
            "stream-reset-in-the-body",
            stream,
            vec![broken(Body::ResetAfter(half)), sse(&text)],
        ),
    ]
}

/// An event stream, event by event.
pub(crate) fn sse(text: &str) -> Answer {
    let pieces = text
        .split_inclusive("\n\n")
        .map(|event| event.as_bytes().to_vec())
        .collect();
    Answer {
        status: 200,
        headers: vec![
            (
                "content-type",
                "text/event-stream; charset=utf-8".to_owned(),
            ),
            ("request-id", "req_scenario".to_owned()),
        ],
        body: Body::Pieces(pieces),
    }
}

fn event(data: &Value) -> String {
    format!(
        "event: {}\ndata: {data}\n\n",
        data["type"].as_str().unwrap_or_default()
    )
}

/// The stream of a message with these blocks, each with its deltas.
fn stream_of(blocks: &[(Value, Vec<Value>)], stop_reason: &str) -> String {
    let mut start = message();
    start["content"] = json!([]);
    start["stop_reason"] = Value::Null;
    start["stop_sequence"] = Value::Null;
    start["usage"]["output_tokens"] = json!(1);
    let mut text = event(&json!({"type": "message_start", "message": start}));
    for (index, (block, deltas)) in blocks.iter().enumerate() {
        text.push_str(&event(
            &json!({"type": "content_block_start", "index": index, "content_block": block}),
        ));
        text.push_str(&event(&json!({"type": "ping"})));
        for delta in deltas {
            text.push_str(&event(
                &json!({"type": "content_block_delta", "index": index, "delta": delta}),
            ));
        }
        text.push_str(&event(
            &json!({"type": "content_block_stop", "index": index}),
        ));
    }
    text.push_str(&event(&json!({
        "type": "message_delta",
        "delta": {"stop_reason": stop_reason, "stop_sequence": null},
        "usage": {"output_tokens": 3},
    })));
    text + &event(&json!({"type": "message_stop"}))
}

fn says(pieces: &[&str]) -> (Value, Vec<Value>) {
    let deltas = pieces
        .iter()
        .map(|piece| json!({"type": "text_delta", "text": piece}));
    (json!({"type": "text", "text": ""}), deltas.collect())
}

fn calls(pieces: &[&str]) -> (Value, Vec<Value>) {
    let deltas = pieces
        .iter()
        .map(|piece| json!({"type": "input_json_delta", "partial_json": piece}));
    (
        json!({"type": "tool_use", "id": "toolu_1", "name": "get", "input": {}}),
        deltas.collect(),
    )
}

fn hello() -> String {
    stream_of(&[says(&["Hel", "lo!"])], "end_turn")
}

/// The stream of a message with so many pieces of text.
pub(crate) fn long_stream(pieces: usize) -> Answer {
    sse(&stream_of(&[says(&vec!["word "; pieces])], "end_turn"))
}

pub(crate) fn short_answer() -> Answer {
    ok(&message())
}

/// Streams, and the messages that they add up to.
fn streams() -> Vec<Scenario> {
    let thinking = (
        json!({"type": "thinking", "thinking": "", "signature": ""}),
        vec![
            json!({"type": "thinking_delta", "thinking": "Let "}),
            json!({"type": "thinking_delta", "thinking": "me."}),
            json!({"type": "signature_delta", "signature": "sig"}),
        ],
    );
    let cited = (
        json!({"type": "text", "text": "", "citations": []}),
        vec![
            json!({"type": "text_delta", "text": "Yes."}),
            json!({"type": "citations_delta", "citation": {
                "type": "char_location", "cited_text": "y", "document_index": 0, "document_title": "D",
                "start_char_index": 0, "end_char_index": 1,
            }}),
        ],
    );
    let server_tool = (
        json!({"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {}}),
        vec![json!({"type": "input_json_delta", "partial_json": "{\"query\": \"x\"}"})],
    );
    let text = hello();
    let (start, rest) = text.split_at(text.find("event: message_delta").unwrap_or_default());
    let overloaded = event(
        &json!({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}),
    );
    let weather = event(&json!({"type": "weather", "sky": "blue"}));
    let cases = [
        ("text", text.clone()),
        (
            "unicode",
            stream_of(&[says(&["Grüße, ", "世界 𝄞", "\n\u{2028}\r"])], "end_turn"),
        ),
        (
            "thinking-text-and-calls",
            stream_of(
                &[
                    thinking,
                    cited,
                    calls(&[
                        "",
                        "{\"ci",
                        "ty\": \"Zür",
                        "ich\", \"n\": [1, 2.5, null, true]}",
                    ]),
                ],
                "tool_use",
            ),
        ),
        ("call-without-input", stream_of(&[calls(&[""])], "tool_use")),
        ("server-tool", stream_of(&[server_tool], "pause_turn")),
        (
            "call-cut-off",
            stream_of(&[calls(&["{\"a\": 1, \"b\": [2, ", "\"hal"])], "max_tokens"),
        ),
        ("refusal", stream_of(&[says(&["I"])], "refusal")),
        ("unknown-event", format!("{start}{weather}{rest}")),
        ("error-event", format!("{start}{overloaded}")),
        ("crlf", text.replace('\n', "\r\n")),
        (
            "comments",
            text.replace("event: ping", ": keep-alive\nevent: ping"),
        ),
    ];
    let call = json!({"call": "stream", "body": ask()});
    let mut all: Vec<Scenario> = cases
        .into_iter()
        .map(|(name, text)| scenario(format!("stream-{name}"), call.clone(), vec![sse(&text)]))
        .collect();
    all.push(scenario(
        "stream-text-alone",
        json!({"call": "stream text", "body": ask()}),
        vec![sse(&text)],
    ));
    all
}
