use crate::support::{MESSAGE, Server, answer, api_error, json_answer, request};
use rolecall_client::ErrorKind;
use serde_json::json;
use std::error::Error as _;
use std::time::Duration;

#[tokio::test]
async fn an_api_error_has_everything() {
    let body = r#"{"type":"error","error":{"type":"invalid_request_error","message":"image too large","details":{"error_code":"image_too_large","max_side_length_pixels":8000,"paths":["messages.0"]}},"request_id":"req_b"}"#;
    let server = Server::always(answer(
        400,
        "request-id: req_h\r\nretry-after: 7\r\n\
        anthropic-ratelimit-tokens-remaining: 5\r\n",
        body,
    ))
    .await;
    let error = server
        .client()
        .messages()
        .create(&request())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.status().unwrap(), 400);
    assert_eq!(error.request_id(), Some("req_h"));
    assert_eq!(error.error_type(), Some("invalid_request_error"));
    assert_eq!(error.api_message(), Some("image too large"));
    assert_eq!(
        error.details().unwrap().error_code.as_str(),
        "image_too_large"
    );
    assert_eq!(error.details().unwrap().max_side_length_pixels, Some(8000));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(error.rate_limits().unwrap().tokens.remaining, Some(5));
    assert_eq!(error.body(), body.as_bytes());
    assert!(!error.is_retryable());
    assert_eq!(
        error.to_string(),
        "the API answered 400 `invalid_request_error`: image too large (request req_h)"
    );
}

#[tokio::test]
async fn the_request_id_of_the_body_serves_without_a_header() {
    let server = Server::always(answer(404, "", api_error("not_found_error", "no"))).await;
    let error = server
        .client()
        .messages()
        .create(&request())
        .await
        .unwrap_err();
    assert_eq!(error.request_id(), Some("req_body"));
    assert!(error.details().is_none());
}

#[tokio::test]
async fn a_page_from_a_proxy_is_an_api_error_without_a_type() {
    let page = "<html><body>502 Bad Gateway</body></html>";
    let server = Server::always(answer(502, "content-type: text/html\r\n", page)).await;
    let client = server.builder().max_retries(0).build().unwrap();
    let error = client.messages().create(&request()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.error_type(), None);
    assert_eq!(error.body(), page.as_bytes());
    assert_eq!(
        error.to_string(),
        "the server answered 502 with a body that is not the API's"
    );
}

#[tokio::test]
async fn an_answer_of_another_shape_says_where_it_differs() {
    let server = Server::always(json_answer(r#"{"type":"message","id":7}"#)).await;
    let error = server
        .client()
        .messages()
        .create(&request())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.body(), br#"{"type":"message","id":7}"#);
    assert!(error.source().unwrap().to_string().contains("id"));
    assert_eq!(server.seen().len(), 1);
}

/// A gateway may send back what it was sent.
#[tokio::test]
async fn the_key_is_not_shown_even_if_the_server_repeats_it() {
    let body =
        json!({"error": {"type": "authentication_error", "message": "bad key: sk-ant-test"}});
    let server = Server::always(answer(401, "x-echo: sk-ant-test\r\n", body.to_string())).await;
    let error = server
        .client()
        .messages()
        .create(&request())
        .await
        .unwrap_err();
    let shown = format!("{error} {error:?} {:?}", error.api_message());
    assert!(!shown.contains("sk-ant"), "{shown}");
    assert!(error.to_string().contains("bad key: [redacted]"));
}

/// Also one that stands in a header of the caller.
#[tokio::test]
async fn a_key_in_a_header_is_not_shown_either() {
    let body =
        json!({"error": {"type": "authentication_error", "message": "bad key: hush-hush-1"}});
    let server = Server::always(answer(401, "", body.to_string())).await;
    let client = server
        .builder()
        .header("Authorization", "Bearer hush-hush-1")
        .build()
        .unwrap();
    let error = client.messages().create(&request()).await.unwrap_err();
    assert_eq!(error.api_message(), Some("bad key: [redacted]"));
    assert!(!format!("{error} {error:?}").contains("hush"));
}

/// An error says where an answer cannot be read, but not what stands there.
#[tokio::test]
async fn contents_are_not_shown() {
    let body = MESSAGE.replace("\"input_tokens\":10", "\"input_tokens\":\"Dear diary\"");
    let server = Server::always(json_answer(&body)).await;
    let error = server
        .client()
        .messages()
        .create(&request())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let shown = format!("{error} {error:?} {}", error.source().unwrap());
    assert!(shown.contains("input_tokens"), "{shown}");
    assert!(!shown.contains("diary"), "{shown}");
}

#[tokio::test]
async fn the_query_of_a_url_is_not_shown() {
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let server = Server::always(json_answer("{}")).await;
    let client = server
        .builder()
        .base_url(format!("http://{free}"))
        .max_retries(0)
        .build()
        .unwrap();
    let error = client
        .models()
        .list()
        .query("token", "hush")
        .await
        .unwrap_err();
    let mut shown = format!("{error} {error:?}");
    let mut source = error.source();
    while let Some(cause) = source {
        shown = format!("{shown} {cause} {cause:?}");
        source = cause.source();
    }
    assert!(!shown.contains("hush"), "{shown}");
}
