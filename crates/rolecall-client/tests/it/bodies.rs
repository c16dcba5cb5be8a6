use crate::support::{
    CHUNKED, END, MESSAGE, START, STOP, Server, Step, TEXT_START, TEXT_STOP, answer, chunk, events,
    hello, json_answer, request, stream_answer, text_delta,
};
use flate2::{Compression, write::GzEncoder};
use rolecall_client::ErrorKind;
use std::io::Write as _;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn a_compressed_answer_is_read() {
    let server = Server::always(answer(
        200,
        "content-encoding: gzip\r\n",
        gzip(MESSAGE.as_bytes()),
    ))
    .await;
    assert_eq!(
        server
            .client()
            .messages()
            .create(&request())
            .await
            .unwrap()
            .text(),
        "Hello!"
    );
    assert!(
        server
            .only()
            .header("accept-encoding")
            .unwrap()
            .contains("gzip")
    );
}

#[tokio::test]
async fn a_compressed_stream_is_read() {
    let head = CHUNKED.replace("\r\n\r\n", "\r\ncontent-encoding: gzip\r\n\r\n");
    let mut bytes = head.into_bytes();
    for piece in gzip(hello().as_bytes()).chunks(7) {
        bytes.extend(chunk(piece));
    }
    bytes.extend(b"0\r\n\r\n");
    let server = Server::always(vec![Step::Send(bytes)]).await;
    let stream = server.client().messages().stream(&request()).await.unwrap();
    assert_eq!(stream.final_message().await.unwrap().text(), "Hello!");
}

#[tokio::test]
async fn what_is_not_gzip_is_an_error() {
    let server = Server::always(answer(200, "content-encoding: gzip\r\n", "not gzip at all")).await;
    let error = server
        .client()
        .messages()
        .create(&request())
        .max_retries(0)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
}

#[tokio::test]
async fn a_huge_answer_is_read() {
    let text = "x".repeat(20_000_000);
    let server = Server::always(json_answer(&MESSAGE.replace("Hello!", &text))).await;
    let message = server.client().messages().create(&request()).await.unwrap();
    assert_eq!(message.text().len(), text.len());
}

#[tokio::test]
async fn a_huge_event_is_read() {
    let delta = text_delta(&"x".repeat(5_000_000));
    let text = events(&[START, TEXT_START, &delta, &delta, TEXT_STOP, END, STOP]);
    let server = Server::always(stream_answer(&text)).await;
    let stream = server.client().messages().stream(&request()).await.unwrap();
    assert_eq!(
        stream.final_message().await.unwrap().text().len(),
        10_000_000
    );
}

#[tokio::test]
async fn a_deeply_nested_answer_does_not_overflow_the_stack() {
    let deep = format!("{}1{}", "[".repeat(200_000), "]".repeat(200_000));
    let message = MESSAGE.replace("\"msg_1\"", &format!("\"msg_1\",\"new\":{deep}"));
    let server = Server::always(json_answer(&message)).await;
    let error = server
        .client()
        .messages()
        .create(&request())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);

    let server = Server::always(answer(400, "", format!("{{\"error\":{deep}}}"))).await;
    let error = server
        .client()
        .messages()
        .create(&request())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);

    let start = START.replace("\"msg_1\"", &format!("\"msg_1\",\"new\":{deep}"));
    let server = Server::always(stream_answer(&format!("data: {start}\n\n"))).await;
    let stream = server.client().messages().stream(&request()).await.unwrap();
    assert_eq!(
        stream.final_message().await.unwrap_err().kind(),
        ErrorKind::Decode
    );
}

#[tokio::test]
async fn invalid_utf8_is_an_error_and_no_other_text() {
    let mut message = MESSAGE.as_bytes().to_vec();
    let at = MESSAGE.find("Hello").unwrap();
    message[at] = 0xff;
    let server = Server::always(answer(200, "", &message)).await;
    let error = server
        .client()
        .messages()
        .create(&request())
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.body()),
        (ErrorKind::Decode, &message[..])
    );

    let mut stream = hello().into_bytes();
    let at = hello().find("lo!").unwrap();
    stream[at] = 0xe4;
    let bytes = [CHUNKED.as_bytes(), &chunk(&stream), b"0\r\n\r\n"].concat();
    let server = Server::always(vec![Step::Send(bytes)]).await;
    let stream = server.client().messages().stream(&request()).await.unwrap();
    let error = stream.final_message().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.received().unwrap().text(), "Hel");
}

#[tokio::test]
async fn what_is_not_http_is_an_error() {
    let server = Server::always(vec![Step::Send(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec())]).await;
    let error = server
        .client()
        .messages()
        .create(&request())
        .max_retries(0)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
}
