use crate::support::{
    CHUNKED, MESSAGE, START, Server, Step, TEXT_START, chunk, event, hello, raw_answer, request,
    text_delta,
};
use rolecall_client::{Client, ErrorKind};
use std::time::{Duration, Instant};

/// Much longer than the pauses of these servers, even on a machine that is busy with something else.
const SHORT: Duration = Duration::from_millis(1500);
const LONG: Duration = Duration::from_secs(30);

fn patient(server: &Server) -> Client {
    server
        .builder()
        .read_timeout(SHORT)
        .max_retries(0)
        .build()
        .unwrap()
}

/// Everything byte by byte, with a pause before each.
fn dripping(bytes: &[u8], pause: Duration) -> Vec<Step> {
    bytes
        .iter()
        .flat_map(|&byte| [Step::Wait(pause), Step::Send(vec![byte])])
        .collect()
}

#[tokio::test]
async fn a_server_that_says_nothing_is_left() {
    let server = Server::always(vec![Step::Wait(LONG)]).await;
    let started = Instant::now();
    let error = patient(&server)
        .messages()
        .create(&request())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(started.elapsed() < LONG / 6);
    assert!(error.is_retryable());
}

#[tokio::test]
async fn a_body_that_stops_coming_is_left() {
    let whole = raw_answer(200, "", MESSAGE);
    let server = Server::always(vec![
        Step::Send(whole[..whole.len() - 9].to_vec()),
        Step::Wait(LONG),
    ])
    .await;
    let error = patient(&server)
        .messages()
        .create(&request())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn a_stream_that_stops_coming_is_left_with_what_arrived() {
    let start = [START, TEXT_START].map(event).concat();
    let bytes = [
        CHUNKED.as_bytes(),
        &chunk(start),
        &chunk(event(&text_delta("Hel"))),
    ]
    .concat();
    let server = Server::always(vec![Step::Send(bytes), Step::Wait(LONG)]).await;
    let stream = patient(&server)
        .messages()
        .stream(&request())
        .await
        .unwrap();
    let error = stream.final_message().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.received().unwrap().text(), "Hel");
}

/// A slow body is never silent for long, so only the total time stops it.
#[tokio::test]
async fn a_slow_body_is_stopped_by_the_total_time_only() {
    let whole = raw_answer(200, "", MESSAGE);
    let (head, body) = whole.split_at(whole.len() - 60);
    let steps = [
        vec![Step::Send(head.to_vec())],
        dripping(body, Duration::from_millis(50)),
    ]
    .concat();
    let server = Server::always(steps).await;
    let started = Instant::now();
    patient(&server)
        .messages()
        .create(&request())
        .await
        .unwrap();
    let whole = started.elapsed();
    let started = Instant::now();
    let error = patient(&server)
        .messages()
        .create(&request())
        .timeout(SHORT)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(
        started.elapsed() < whole,
        "{:?} of {whole:?}",
        started.elapsed()
    );
}

#[tokio::test]
async fn a_stream_may_go_on_for_longer_than_any_silence() {
    let mut steps = vec![Step::Send(CHUNKED.into())];
    for piece in hello().as_bytes().chunks(25) {
        steps.extend([
            Step::Wait(Duration::from_millis(50)),
            Step::Send(chunk(piece)),
        ]);
    }
    steps.push(Step::Send(b"0\r\n\r\n".to_vec()));
    let server = Server::always(steps).await;
    let started = Instant::now();
    let stream = patient(&server)
        .messages()
        .stream(&request())
        .await
        .unwrap();
    stream.final_message().await.unwrap();
    assert!(started.elapsed() > SHORT);
    let stream = patient(&server)
        .messages()
        .stream(&request())
        .timeout(SHORT)
        .await
        .unwrap();
    assert_eq!(
        stream.final_message().await.unwrap_err().kind(),
        ErrorKind::Timeout
    );
}

#[tokio::test]
async fn an_error_whose_body_stops_coming_is_still_that_error() {
    let whole = raw_answer(400, "", "{\"error\": 1}");
    let server = Server::always(vec![
        Step::Send(whole[..whole.len() - 3].to_vec()),
        Step::Wait(LONG),
    ])
    .await;
    let error = patient(&server)
        .messages()
        .create(&request())
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.status().unwrap().as_u16()),
        (ErrorKind::Api, 400)
    );
}

#[tokio::test]
async fn a_timeout_is_tried_again() {
    let server = Server::answering(vec![
        vec![Step::Wait(LONG)],
        crate::support::json_answer(MESSAGE),
    ])
    .await;
    let client = server.builder().read_timeout(SHORT).build().unwrap();
    client.messages().create(&request()).await.unwrap();
    assert_eq!(server.seen().len(), 2);
}
