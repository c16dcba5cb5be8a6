use crate::support::{
    CHUNKED, END, START, STOP, Server, Step, TEXT_START, TEXT_STOP, api_error, chunk, events,
    hello, request, stream_answer, text_delta,
};
use futures_core::Stream;
use proptest::prelude::*;
use rolecall_client::types::{ContentBlock, Message, StreamEvent};
use rolecall_client::{Error, ErrorKind, MessageStream};
use serde_json::json;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::time::Duration;

async fn open(steps: Vec<Step>) -> MessageStream {
    let server = Server::always(steps).await;
    let client = server.client();
    client.messages().stream(&request()).await.unwrap()
}

async fn final_message(text: &str) -> Result<Message, Error> {
    open(stream_answer(text)).await.final_message().await
}

async fn all(mut stream: MessageStream) -> (Vec<StreamEvent>, Option<Error>) {
    let mut events = Vec::new();
    loop {
        match stream.next_event().await {
            Ok(Some(event)) => events.push(event),
            Ok(None) => return (events, None),
            Err(error) => {
                // An error is the end.
                assert!(stream.next_event().await.unwrap().is_none());
                return (events, Some(error));
            }
        }
    }
}

async fn next<S: Stream>(stream: S) -> Option<S::Item> {
    let mut stream = pin!(stream);
    poll_fn(|cx| stream.as_mut().poll_next(cx)).await
}

#[tokio::test]
async fn events_come_in_order_and_the_message_grows() {
    let mut stream = open(stream_answer(&hello())).await;
    assert!(stream.snapshot().is_none());
    assert!(matches!(
        stream.next_event().await.unwrap(),
        Some(StreamEvent::MessageStart(_))
    ));
    assert_eq!(stream.snapshot().unwrap().text(), "");
    assert!(matches!(
        stream.next_event().await.unwrap(),
        Some(StreamEvent::ContentBlockStart(_))
    ));
    assert!(matches!(
        stream.next_event().await.unwrap(),
        Some(StreamEvent::Ping(_))
    ));
    assert!(matches!(
        stream.next_event().await.unwrap(),
        Some(StreamEvent::ContentBlockDelta(_))
    ));
    assert_eq!(stream.snapshot().unwrap().text(), "Hel");
    let message = stream.final_message().await.unwrap();
    assert_eq!(message.text(), "Hello!");
    assert_eq!(
        serde_json::to_value(&message.stop_reason).unwrap(),
        json!("end_turn")
    );
    assert_eq!(
        (message.usage.input_tokens, message.usage.output_tokens),
        (10, 3)
    );
}

#[tokio::test]
async fn text_can_be_had_alone() {
    let mut stream = open(stream_answer(&hello())).await;
    assert_eq!(stream.next_text().await.unwrap().as_deref(), Some("Hel"));
    assert_eq!(next(stream.text_stream()).await.unwrap().unwrap(), "lo!");
    assert!(next(stream.text_stream()).await.is_none());
    assert_eq!(stream.final_message().await.unwrap().text(), "Hello!");
}

#[tokio::test]
async fn it_is_a_stream() {
    let mut stream = open(stream_answer(&hello())).await;
    let mut count = 0;
    while let Some(event) = poll_fn(|cx| Pin::new(&mut stream).poll_next(cx)).await {
        event.unwrap();
        count += 1;
    }
    assert_eq!(count, 8);
}

#[tokio::test]
async fn the_request_id_is_there_before_the_first_event() {
    let stream = open(stream_answer(&hello())).await;
    assert_eq!(stream.request_id(), Some("req_1"));
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
}

fn tool(pieces: &[&str], stop: &str, close: bool) -> String {
    let start = r#"{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"toolu_1","name":"get","input":{}}}"#;
    let mut data = vec![START.to_owned(), start.to_owned()];
    for piece in pieces {
        let delta = json!({"type": "input_json_delta", "partial_json": piece});
        data.push(json!({"type": "content_block_delta", "index": 0, "delta": delta}).to_string());
    }
    if close {
        data.push(TEXT_STOP.to_owned());
    }
    data.push(END.replace("end_turn", stop));
    data.push(STOP.to_owned());
    let data: Vec<&str> = data.iter().map(String::as_str).collect();
    events(&data)
}

fn input(message: &Message) -> serde_json::Value {
    message.tool_uses().next().unwrap().input.clone().into()
}

#[tokio::test]
async fn tool_input_is_put_together_and_parsed() {
    let message = final_message(&tool(
        &["", "{\"ci", "ty\": \"Zür", "ich\"}"],
        "tool_use",
        true,
    ))
    .await
    .unwrap();
    assert_eq!(input(&message), json!({"city": "Zürich"}));
    for pieces in [&[][..], &[""]] {
        let message = final_message(&tool(pieces, "tool_use", true))
            .await
            .unwrap();
        assert_eq!(input(&message), json!({}));
    }
}

#[tokio::test]
async fn bad_tool_input_is_an_error_only_at_the_end() {
    for (pieces, close) in [
        (["{\"a\": ", "nope}"], true),
        (["{\"a\": 1", ", "], true),
        (["[1", "]"], true),
        (["{\"a\": 1", ", "], false),
    ] {
        let text = tool(&pieces, "tool_use", close);
        let (events, error) = all(open(stream_answer(&text)).await).await;
        assert!(error.is_none());
        assert!(matches!(events.last(), Some(StreamEvent::MessageStop(_))));
        let error = final_message(&text).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(error.body(), pieces.concat().as_bytes());
        assert_eq!(input(error.received().unwrap()), json!({}));
    }
}

#[tokio::test]
async fn tool_input_that_was_cut_off_is_kept_as_far_as_it_is_complete() {
    for close in [true, false] {
        let text = tool(&["{\"a\": 1, ", "\"b\": \"hal"], "max_tokens", close);
        assert_eq!(input(&final_message(&text).await.unwrap()), json!({"a": 1}));
    }
}

#[tokio::test]
async fn all_kinds_of_deltas_are_put_together() {
    let data = [
        START,
        r#"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}"#,
        r#"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Let "}}"#,
        r#"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"me"}}"#,
        r#"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"sig"}}"#,
        r#"{"type":"content_block_stop","index":0}"#,
        r#"{"type":"content_block_start","index":1,"content_block":{"type":"text","text":"","citations":[]}}"#,
        r#"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Yes"}}"#,
        r#"{"type":"content_block_delta","index":1,"delta":{"type":"citations_delta","citation":{"type":"char_location","cited_text":"y","document_index":0,"document_title":null,"start_char_index":0,"end_char_index":1,"file_id":null}}}"#,
        r#"{"type":"content_block_stop","index":1}"#,
        r#"{"type":"content_block_start","index":2,"content_block":{"type":"hologram","depth":3}}"#,
        r#"{"type":"content_block_delta","index":2,"delta":{"type":"hologram_delta","more":1}}"#,
        r#"{"type":"content_block_stop","index":2}"#,
        r#"{"type":"message_delta","delta":{"stop_reason":"stop_sequence","stop_sequence":"END","mood":"good"},"usage":{"output_tokens":9,"cache_read_input_tokens":4}}"#,
        STOP,
    ];
    let message = final_message(&events(&data)).await.unwrap();
    let expected = json!({
        "id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5",
        "content": [
            {"type": "thinking", "thinking": "Let me", "signature": "sig"},
            {"type": "text", "text": "Yes", "citations": [
                {"type": "char_location", "cited_text": "y", "document_index": 0, "document_title": null,
                 "start_char_index": 0, "end_char_index": 1, "file_id": null}
            ]},
            {"type": "hologram", "depth": 3},
        ],
        "stop_reason": "stop_sequence", "stop_sequence": "END", "mood": "good",
        "usage": {"input_tokens": 10, "output_tokens": 9, "cache_read_input_tokens": 4},
    });
    assert_eq!(serde_json::to_value(&message).unwrap(), expected);
}

#[tokio::test]
async fn unknown_events_are_kept() {
    let data = [START, r#"{"type":"weather","sky":"blue"}"#, END, STOP];
    let (events, error) = all(open(stream_answer(&events(&data))).await).await;
    assert!(error.is_none());
    let StreamEvent::Unknown(object) = &events[1] else {
        panic!("{:?}", events[1])
    };
    assert_eq!(object["sky"], "blue");
}

#[tokio::test]
async fn an_error_event_is_an_error_with_what_arrived() {
    let delta = text_delta("Hel");
    let start = events(&[START, TEXT_START, &delta]);
    let overloaded = api_error("overloaded_error", "Overloaded");
    let text = format!("{start}event: error\ndata: {overloaded}\n\n");
    let (events, error) = all(open(stream_answer(&text)).await).await;
    assert_eq!(events.len(), 3);
    let error = error.unwrap();
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.error_type(), Some("overloaded_error"));
    assert_eq!(error.api_message(), Some("Overloaded"));
    assert_eq!(error.request_id(), Some("req_1"));
    assert_eq!(error.received().unwrap().text(), "Hel");
    assert_eq!(
        error.to_string(),
        "the stream broke off with `overloaded_error`: Overloaded (request req_1)"
    );
}

#[tokio::test]
async fn a_stream_that_ends_early_is_an_error_with_what_arrived() {
    let delta = text_delta("Hel");
    let text = events(&[START, TEXT_START, &delta]);
    let half = &events(&[&delta])[..20];
    let unfinished = [CHUNKED.as_bytes(), &chunk(&text)].concat();
    let cases = [
        (stream_answer(&text), ErrorKind::Incomplete),
        (
            stream_answer(&format!("{text}{half}")),
            ErrorKind::Incomplete,
        ),
        (vec![Step::Send(unfinished.clone())], ErrorKind::Connection),
        (
            vec![
                Step::Send(unfinished),
                Step::Wait(Duration::from_millis(20)),
                Step::Reset,
            ],
            ErrorKind::Connection,
        ),
        (
            stream_answer(&format!("{text}data: {{\n\n")),
            ErrorKind::Decode,
        ),
        (
            stream_answer(&format!("{text}event: error\ndata: <html>\n\n")),
            ErrorKind::Api,
        ),
        (
            stream_answer(&format!("{text}event: error\n\n")),
            ErrorKind::Api,
        ),
    ];
    for (steps, kind) in cases {
        let (events, error) = all(open(steps).await).await;
        assert_eq!(events.len(), 3, "{kind:?}");
        let error = error.unwrap();
        assert_eq!(error.kind(), kind);
        assert_eq!(error.received().unwrap().text(), "Hel", "{kind:?}");
    }
    let error = open(stream_answer(""))
        .await
        .final_message()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Incomplete);
    assert!(error.received().is_none());
}

/// The recordings in the tests of the official SDKs end like this.
#[tokio::test]
async fn the_empty_line_after_the_last_event_may_be_missing() {
    for cut in 1..=2 {
        let text = hello();
        let text = &text[..text.len() - cut];
        assert_eq!(final_message(text).await.unwrap().text(), "Hello!");
    }
}

#[tokio::test]
async fn events_out_of_order_are_an_error_only_for_the_message() {
    let delta = text_delta("x");
    let cases = [
        vec![TEXT_START, START, END, STOP],
        vec![START, &delta, END, STOP],
        vec![
            START,
            r#"{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}"#,
            END,
            STOP,
        ],
        vec![STOP],
    ];
    for data in cases {
        let text = events(&data);
        let (seen, error) = all(open(stream_answer(&text)).await).await;
        assert_eq!(seen.len(), data.len());
        assert!(error.is_none());
        assert_eq!(
            final_message(&text).await.unwrap_err().kind(),
            ErrorKind::Decode
        );
    }
}

#[tokio::test]
async fn a_failed_stream_has_no_final_message() {
    let mut stream = open(stream_answer(&events(&[START, TEXT_START]))).await;
    while let Ok(Some(_)) = stream.next_event().await {}
    assert_eq!(
        stream.final_message().await.unwrap_err().kind(),
        ErrorKind::Decode
    );
}

#[tokio::test]
async fn a_connection_that_stays_open_after_the_message_does_not_hold_it_back() {
    let bytes = [CHUNKED.as_bytes(), &chunk(hello())].concat();
    let stream = open(vec![Step::Send(bytes), Step::Wait(Duration::from_secs(60))]).await;
    let message = tokio::time::timeout(Duration::from_secs(5), stream.final_message())
        .await
        .unwrap();
    assert_eq!(message.unwrap().text(), "Hello!");
}

#[tokio::test]
async fn dropping_the_stream_cancels_the_request() {
    let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let (mut connection, _) = listener.accept().await.unwrap();
        crate::support::read_request(&mut connection).await.unwrap();
        let start = [CHUNKED.as_bytes(), &chunk(events(&[START]))].concat();
        connection.write_all(&start).await.unwrap();
        // Returns when the client is gone.
        let _ = connection.read(&mut [0]).await;
        sender.send(()).unwrap();
    });
    let client = rolecall_client::Client::builder()
        .base_url(url)
        .api_key("k")
        .proxy_from_env(false)
        .build()
        .unwrap();
    let mut stream = client.messages().stream(&request()).await.unwrap();
    stream.next_event().await.unwrap();
    assert!(receiver.try_recv().is_err());
    drop(stream);
    tokio::time::timeout(Duration::from_secs(5), receiver.recv())
        .await
        .unwrap()
        .unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// However the bytes are cut into chunks and packets, the events and the message are the same.
    #[test]
    fn the_cut_does_not_matter(cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12), crlf in any::<bool>()) {
        let delta = text_delta("Grüße, 世界 𝄞");
        let mut text = events(&[START, TEXT_START, &delta, TEXT_STOP, END, STOP]);
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let bytes = text.as_bytes();
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len())).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        cuts.dedup();
        let mut steps = vec![Step::Send(CHUNKED.into())];
        for pair in cuts.windows(2) {
            steps.push(Step::Send(chunk(&bytes[pair[0]..pair[1]])));
            steps.push(Step::Wait(Duration::from_micros(200)));
        }
        steps.push(Step::Send(b"0\r\n\r\n".to_vec()));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let message = runtime.block_on(async {
            let (events, error) = all(open(steps.clone()).await).await;
            assert!(error.is_none());
            assert_eq!(events.len(), 6);
            open(steps).await.final_message().await.unwrap()
        });
        prop_assert_eq!(message.content, vec![ContentBlock::text("Grüße, 世界 𝄞")]);
    }
}
