use crate::support::{MESSAGE, Server, json_answer, request};
use rolecall_client::ErrorKind;
use rolecall_client::types::{BatchRequest, CreateBatch, CreateMessage, InputMessage};
use rolecall_validate::Options;

#[tokio::test]
async fn a_request_that_the_api_would_reject_is_not_sent() {
    let server = Server::always(json_answer(MESSAGE)).await;
    let client = server.builder().preflight(Options::new()).build().unwrap();
    client.messages().create(&request()).await.unwrap();
    assert_eq!(server.seen().len(), 1);

    let none: [InputMessage; 0] = [];
    let bad = CreateMessage::new("claude-opus-5", -1, none);
    let error = client.messages().create(&bad).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Preflight);
    let pointers: Vec<&str> = error
        .report()
        .unwrap()
        .findings
        .iter()
        .map(|found| found.pointer.as_str())
        .collect();
    assert!(pointers.contains(&"/max_tokens"), "{pointers:?}");

    let batch = CreateBatch::new([BatchRequest::new("a", bad)]);
    let error = client.batches().create(&batch).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Preflight);
    assert_eq!(server.seen().len(), 1);
}
