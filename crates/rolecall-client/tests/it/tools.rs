use crate::support::{
    END, MESSAGE, START, STOP, Server, TEXT_STOP, answer, events, hello, json_answer, request,
    stream_answer,
};
use rolecall_client::types::{CustomTool, InputSchema};
use rolecall_client::{ErrorKind, Tools};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Adds two numbers.
#[derive(Deserialize, JsonSchema)]
struct Add {
    /// The first.
    a: i64,
    b: i64,
}

fn asks(calls: &[Value]) -> String {
    let mut message: Value = serde_json::from_str(MESSAGE).unwrap();
    message["content"] = json!(calls);
    message["stop_reason"] = json!("tool_use");
    message.to_string()
}

fn call(id: &str, name: &str, input: &Value) -> Value {
    json!({"type": "tool_use", "id": id, "name": name, "input": input})
}

fn adder() -> Tools {
    Tools::new().add("add", |Add { a, b }| async move {
        a.checked_add(b)
            .map(|sum| sum.to_string())
            .ok_or("the sum is too large")
    })
}

#[tokio::test]
async fn tools_run_until_the_model_is_done() {
    let calls = [
        call("t1", "add", &json!({"a": 1, "b": 2})),
        call("t2", "add", &json!({"a": "x"})),
        call("t3", "sub", &json!({})),
        call("t4", "add", &json!({"a": i64::MAX, "b": 1})),
    ];
    let server = Server::answering(vec![json_answer(&asks(&calls)), json_answer(MESSAGE)]).await;
    let client = server.client();
    let run = client
        .messages()
        .run_tools(request(), &adder())
        .await
        .unwrap();
    assert_eq!(run.message.text(), "Hello!");
    assert_eq!(run.history.len(), 4);

    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    let tool = &seen[0].json()["tools"][0];
    assert_eq!(
        (&tool["name"], &tool["description"]),
        (&json!("add"), &json!("Adds two numbers."))
    );
    assert_eq!(
        tool["input_schema"]["properties"]["a"]["description"],
        json!("The first.")
    );
    assert_eq!(tool["input_schema"]["required"], json!(["a", "b"]));
    let second = seen[1].json();
    assert_eq!(
        second["messages"][1],
        json!({"role": "assistant", "content": calls})
    );
    let results = second["messages"][2]["content"].as_array().unwrap();
    assert_eq!(
        results[0],
        json!({"type": "tool_result", "tool_use_id": "t1", "content": "3"})
    );
    for (result, (id, text)) in results[1..].iter().zip([
        ("t2", "the input is not valid"),
        ("t3", "no tool `sub`"),
        ("t4", "too large"),
    ]) {
        assert_eq!(
            (&result["tool_use_id"], &result["is_error"]),
            (&json!(id), &json!(true))
        );
        assert!(result["content"].to_string().contains(text), "{result}");
    }
}

#[tokio::test]
async fn tools_without_a_type_and_a_paused_turn() {
    let mut paused: Value = serde_json::from_str(MESSAGE).unwrap();
    paused["stop_reason"] = json!("pause_turn");
    let answers = vec![
        json_answer(&paused.to_string()),
        json_answer(&asks(&[call("t1", "echo", &json!({"x": 1}))])),
        json_answer(MESSAGE),
    ];
    let server = Server::answering(answers).await;
    let schema = InputSchema::try_from(json!({"type": "object"})).unwrap();
    let tools = Tools::new().add_untyped(CustomTool::new("echo", schema), |input: Map<String, Value>| async move {
        Ok::<_, String>(Value::Object(input).to_string())
    });
    let run = server
        .client()
        .messages()
        .run_tools(request(), &tools)
        .betas(["b"])
        .await
        .unwrap();
    assert_eq!(run.history.len(), 5);
    let seen = server.seen();
    // A paused turn is sent back as it is.
    assert_eq!(seen[1].json()["messages"].as_array().unwrap().len(), 2);
    assert_eq!(
        seen[2].json()["messages"][3]["content"][0]["content"],
        json!(r#"{"x":1}"#)
    );
    assert!(
        seen.iter()
            .all(|seen| seen.header("anthropic-beta") == Some("b"))
    );
}

#[tokio::test]
async fn a_run_may_have_a_limit() {
    let server = Server::always(json_answer(&asks(&[call(
        "t1",
        "add",
        &json!({"a": 1, "b": 2}),
    )])))
    .await;
    let error = server
        .client()
        .messages()
        .run_tools(request(), &adder())
        .max_turns(3)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ToolLoop);
    assert_eq!(error.received().unwrap().tool_uses().count(), 1);
    assert_eq!(server.seen().len(), 3);
}

/// The stream of a message that calls a tool.
fn streamed_call() -> String {
    let start = json!({"type": "content_block_start", "index": 0, "content_block": call("t1", "add", &json!({}))});
    let input = json!({"type": "input_json_delta", "partial_json": r#"{"a": 1, "b": 2}"#});
    let delta = json!({"type": "content_block_delta", "index": 0, "delta": input});
    let end = END.replace("end_turn", "tool_use");
    events(&[
        START,
        &start.to_string(),
        &delta.to_string(),
        TEXT_STOP,
        &end,
        STOP,
    ])
}

#[tokio::test]
async fn a_run_can_be_streamed_turn_by_turn() {
    let server = Server::answering(vec![
        stream_answer(&streamed_call()),
        stream_answer(&hello()),
    ])
    .await;
    let client = server.client();
    let mut turns = client
        .messages()
        .run_tools(request(), &adder())
        .betas(["b"])
        .streamed();
    assert!(server.seen().is_empty());
    let mut texts = Vec::new();
    let mut count = 0;
    while let Some(turn) = turns.next_turn().await.unwrap() {
        count += 1;
        // The first turn is not read: the next one reads what is left of it.
        if count > 1 {
            while let Some(text) = turn.next_text().await.unwrap() {
                texts.push(text);
            }
        }
    }
    assert_eq!((count, texts.concat().as_str()), (2, "Hello!"));
    assert!(turns.next_turn().await.unwrap().is_none());
    let run = turns.finish().await.unwrap();
    assert_eq!(
        (run.message.text(), run.history.len()),
        ("Hello!".to_owned(), 4)
    );

    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    for seen in &seen {
        assert_eq!(seen.json()["stream"], json!(true));
        assert_eq!(seen.header("anthropic-beta"), Some("b"));
        assert_eq!(seen.json()["tools"].as_array().unwrap().len(), 1);
    }
    assert_eq!(
        seen[1].json()["messages"][2]["content"][0],
        json!({"type": "tool_result", "tool_use_id": "t1", "content": "3"})
    );
}

#[tokio::test]
async fn a_streamed_run_ends_at_its_limit_or_with_an_error() {
    let server = Server::always(stream_answer(&streamed_call())).await;
    let turns = server
        .client()
        .messages()
        .run_tools(request(), &adder())
        .max_turns(2)
        .streamed();
    let error = turns.finish().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ToolLoop);
    assert_eq!(server.seen().len(), 2);

    let broken = events(&[START]);
    let server = Server::always(stream_answer(&broken)).await;
    let client = server.client();
    let mut turns = client.messages().run_tools(request(), &adder()).streamed();
    turns.next_turn().await.unwrap().unwrap();
    let error = turns.next_turn().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Incomplete);
    assert!(turns.next_turn().await.unwrap().is_none());
    assert_eq!(
        turns.finish().await.unwrap_err().kind(),
        ErrorKind::ToolLoop
    );
    assert_eq!(server.seen().len(), 1);
}

/// What is too long to be waited for in one piece is streamed also where nobody looks.
#[tokio::test]
async fn a_long_turn_is_streamed() {
    let server = Server::always(stream_answer(&hello())).await;
    let mut long = request();
    long.max_tokens = 64_000;
    let run = server.client().messages().run_tools(long, &adder()).await;
    assert_eq!(run.unwrap().message.text(), "Hello!");
    assert_eq!(server.only().json()["stream"], json!(true));
}

#[tokio::test]
async fn an_error_ends_the_run() {
    let server = Server::always(answer(400, "", "")).await;
    let error = server
        .client()
        .messages()
        .run_tools(request(), &adder())
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 400);
}

#[derive(Debug, PartialEq, Deserialize, JsonSchema)]
struct City {
    name: String,
    people: Option<u32>,
}

fn says(text: &str, stop: &str) -> String {
    let mut message: Value = serde_json::from_str(MESSAGE).unwrap();
    message["content"][0]["text"] = json!(text);
    message["stop_reason"] = json!(stop);
    message.to_string()
}

#[tokio::test]
async fn an_answer_is_read_into_a_type() {
    let server = Server::always(json_answer(&says(
        r#"{"name": "Ulm", "people": null}"#,
        "end_turn",
    )))
    .await;
    let parsed = server
        .client()
        .messages()
        .create_parsed::<City>(&request())
        .await
        .unwrap();
    assert_eq!(
        parsed.output,
        City {
            name: "Ulm".to_owned(),
            people: None
        }
    );
    let format = &server.only().json()["output_config"]["format"];
    assert_eq!(format["type"], json!("json_schema"));
    assert_eq!(format["schema"]["additionalProperties"], json!(false));
    assert_eq!(
        format["schema"]["properties"]["name"],
        json!({"type": "string"})
    );
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_politely() {
    let cases = [
        (r#"{"name": "Ul"#, "max_tokens", ErrorKind::Truncated),
        ("I cannot", "refusal", ErrorKind::Refusal),
        (r#"{"nome": "Ulm"}"#, "end_turn", ErrorKind::Decode),
    ];
    for (text, stop, kind) in cases {
        let server = Server::always(json_answer(&says(text, stop))).await;
        let error = server
            .client()
            .messages()
            .create_parsed::<City>(&request())
            .await
            .unwrap_err();
        assert_eq!(error.kind(), kind);
        assert_eq!(error.received().unwrap().text(), text);
        assert_eq!(error.request_id(), Some("req_1"));
    }
}
