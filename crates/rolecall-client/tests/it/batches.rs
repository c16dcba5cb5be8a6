use crate::support::{MESSAGE, Server, Step, answer, json_answer, raw_answer, request};
use rolecall_client::ErrorKind;
use rolecall_client::types::{BatchOutcome, BatchRequest, CreateBatch};
use serde_json::json;

const BATCH: &str = r#"{"id":"msgbatch_1","type":"message_batch","processing_status":"in_progress","request_counts":{"processing":1,"succeeded":0,"errored":0,"canceled":0,"expired":0},"created_at":"2026-11-22T00:00:00Z","expires_at":"2026-11-23T00:00:00Z","ended_at":null,"archived_at":null,"cancel_initiated_at":null,"results_url":null}"#;

#[tokio::test]
async fn the_life_of_a_batch() {
    let server = Server::start(|seen, _| match seen.method.as_str() {
        "DELETE" => json_answer(r#"{"id":"msgbatch_1","type":"message_batch_deleted"}"#),
        _ => json_answer(BATCH),
    })
    .await;
    let client = server.client();
    let create = CreateBatch::new([BatchRequest::new("one", request())]);
    let batch = client.batches().create(&create).await.unwrap();
    assert_eq!(
        (batch.id.as_str(), batch.request_counts.processing),
        ("msgbatch_1", 1)
    );
    client.batches().retrieve("msgbatch_1").await.unwrap();
    client.batches().cancel("msgbatch_1").await.unwrap();
    client.batches().delete("msgbatch_1").await.unwrap();
    let seen = server.seen();
    let lines: Vec<String> = seen
        .iter()
        .map(|seen| format!("{} {}", seen.method, seen.target))
        .collect();
    let expected = [
        "POST /v1/messages/batches",
        "GET /v1/messages/batches/msgbatch_1",
        "POST /v1/messages/batches/msgbatch_1/cancel",
        "DELETE /v1/messages/batches/msgbatch_1",
    ];
    assert_eq!(lines, expected);
    assert_eq!(seen[2].header("content-type"), Some("application/json"));
    assert_eq!(seen[0].json()["requests"][0]["custom_id"], json!("one"));
}

fn line(id: &str) -> String {
    format!(r#"{{"custom_id":"{id}","result":{{"type":"succeeded","message":{MESSAGE}}}}}"#)
}

#[tokio::test]
async fn results_come_line_by_line() {
    // The last line need not end, and CRLF and empty lines do no harm.
    let body = format!(
        "{}\n\n{}\r\n{}",
        line("a"),
        r#"{"custom_id":"b","result":{"type":"expired"}}"#,
        line("c")
    );
    let server = Server::always(answer(200, "", body)).await;
    let mut results = server
        .client()
        .batches()
        .results("msgbatch_1")
        .await
        .unwrap();
    let mut ids = Vec::new();
    while let Some(result) = results.next_result().await.unwrap() {
        let succeeded = matches!(result.result, BatchOutcome::Succeeded(_));
        ids.push((result.custom_id, succeeded));
    }
    assert_eq!(
        ids,
        [
            ("a".to_owned(), true),
            ("b".to_owned(), false),
            ("c".to_owned(), true)
        ]
    );
    assert_eq!(
        server.only().target,
        "/v1/messages/batches/msgbatch_1/results"
    );
    assert_eq!(server.only().header("accept"), Some("application/binary"));
}

#[tokio::test]
async fn a_bad_line_does_not_hide_the_next() {
    let server = Server::always(answer(
        200,
        "",
        format!("{}\n{{\n{}\n", line("a"), line("b")),
    ))
    .await;
    let mut results = server
        .client()
        .batches()
        .results("msgbatch_1")
        .await
        .unwrap();
    assert_eq!(results.next_result().await.unwrap().unwrap().custom_id, "a");
    let error = results.next_result().await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, &b"{"[..]));
    assert_eq!(results.next_result().await.unwrap().unwrap().custom_id, "b");
    assert!(results.next_result().await.unwrap().is_none());
}

#[tokio::test]
async fn results_that_break_off_end_with_an_error() {
    let whole = raw_answer(200, "", format!("{}\n{}\n", line("a"), line("b")));
    let server = Server::always(vec![Step::Send(whole[..whole.len() - 20].to_vec())]).await;
    let mut results = server
        .client()
        .batches()
        .results("msgbatch_1")
        .await
        .unwrap();
    assert_eq!(results.next_result().await.unwrap().unwrap().custom_id, "a");
    assert_eq!(
        results.next_result().await.unwrap_err().kind(),
        ErrorKind::Connection
    );
    assert!(results.next_result().await.unwrap().is_none());
    assert_eq!(server.seen().len(), 1);
}
