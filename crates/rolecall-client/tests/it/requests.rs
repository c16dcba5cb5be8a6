use crate::support::{MESSAGE, Server, answer, json_answer, request};
use rolecall_client::reqwest::Method;
use rolecall_client::types::{CountTokens, InputMessage};
use rolecall_client::{Client, ErrorKind};
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test]
async fn a_message_is_created() {
    let server = Server::always(json_answer(MESSAGE)).await;
    let message = server
        .real_builder()
        .build()
        .unwrap()
        .messages()
        .create(&request())
        .await
        .unwrap();
    assert_eq!(message.text(), "Hello!");
    let seen = server.only();
    assert_eq!(
        (seen.method.as_str(), seen.target.as_str()),
        ("POST", "/v1/messages")
    );
    let messages = json!([{"role": "user", "content": "Hi"}]);
    assert_eq!(
        seen.json(),
        json!({"model": "claude-opus-5", "max_tokens": 1024, "messages": messages})
    );
}

/// What the official Python SDK 2.12.0 sends, its user agent, encodings and telemetry apart.
#[tokio::test]
async fn the_newest_version_sends_the_key_as_bearer_token() {
    let server = Server::always(json_answer(MESSAGE)).await;
    server.client().messages().create(&request()).await.unwrap();
    let seen = server.only();
    assert_eq!(seen.header("authorization"), Some("Bearer sk-ant-test"));
    assert_eq!(seen.header("x-api-key"), None);
    assert_eq!(seen.header("anthropic-version"), Some("2026-10-21"));
    assert_eq!(seen.header("content-type"), Some("application/json"));
    assert_eq!(seen.header("accept"), Some("application/json"));
    assert_eq!(seen.header("anthropic-beta"), None);
    assert_eq!(seen.header("idempotency-key"), None);
    assert!(
        seen.header("user-agent")
            .unwrap()
            .starts_with("rolecall-client/")
    );
    let known = [
        "accept",
        "accept-encoding",
        "anthropic-version",
        "authorization",
        "content-length",
        "content-type",
        "host",
        "user-agent",
    ];
    let mut names: Vec<&str> = seen.headers.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, known);
}

/// What the official Python SDK 1.17.0 sends.
#[tokio::test]
async fn the_older_version_sends_the_key_as_a_header_of_its_own() {
    let server = Server::always(json_answer(MESSAGE)).await;
    let client = server.builder().api_version("2023-06-01").build().unwrap();
    client.messages().create(&request()).await.unwrap();
    let seen = server.only();
    assert_eq!(seen.header("x-api-key"), Some("sk-ant-test"));
    assert_eq!(seen.header("authorization"), None);
    assert_eq!(seen.header("anthropic-version"), Some("2023-06-01"));
}

#[tokio::test]
async fn a_token_is_sent_as_bearer_token_under_both_versions() {
    let server = Server::always(json_answer(MESSAGE)).await;
    for version in ["2023-06-01", "2026-10-21"] {
        let client = server
            .builder()
            .auth_token("tok")
            .api_version(version)
            .build()
            .unwrap();
        client.messages().create(&request()).await.unwrap();
    }
    for seen in server.seen() {
        assert_eq!(seen.header("authorization"), Some("Bearer tok"));
        assert_eq!(seen.header("x-api-key"), None);
    }
}

#[tokio::test]
async fn betas_and_headers_of_client_and_request_come_together() {
    let server = Server::always(json_answer(MESSAGE)).await;
    let client = server
        .builder()
        .betas(["a", "b"])
        .header("x-team", "blue")
        .user_agent("me/1")
        .build()
        .unwrap();
    let call = client
        .messages()
        .create(&request())
        .betas(["b", "c"])
        .header("X-Trace", "7")
        .header("accept", "x/y");
    call.await.unwrap();
    let seen = server.only();
    assert_eq!(seen.header("anthropic-beta"), Some("a,b,c"));
    assert_eq!(seen.header("x-team"), Some("blue"));
    assert_eq!(seen.header("x-trace"), Some("7"));
    assert_eq!(seen.header("accept"), Some("x/y"));
    assert_eq!(seen.header("user-agent"), Some("me/1"));
}

#[tokio::test]
async fn the_base_url_may_have_a_path() {
    let server = Server::always(json_answer(MESSAGE)).await;
    for suffix in ["/gateway/x", "/gateway/x/"] {
        let client = server
            .builder()
            .base_url(format!("{}{suffix}", server.url))
            .build()
            .unwrap();
        client.messages().create(&request()).await.unwrap();
    }
    let targets: Vec<String> = server.seen().into_iter().map(|seen| seen.target).collect();
    assert_eq!(
        targets,
        ["/gateway/x/v1/messages", "/gateway/x/v1/messages"]
    );
}

#[tokio::test]
async fn the_answer_comes_with_its_status_headers_and_limits() {
    let headers = "request-id: req_9\r\nanthropic-ratelimit-requests-limit: 50\r\n\
        anthropic-ratelimit-requests-remaining: 49\r\nanthropic-ratelimit-requests-reset: 2026-11-22T00:00:00Z\r\n\
        anthropic-ratelimit-output-tokens-remaining: 8000\r\n";
    let server = Server::always(answer(200, headers, MESSAGE)).await;
    let response = server
        .client()
        .messages()
        .create(&request())
        .with_response()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.request_id(), Some("req_9"));
    assert_eq!(response.retries(), 0);
    let limits = response.rate_limits();
    assert_eq!(
        (limits.requests.limit, limits.requests.remaining),
        (Some(50), Some(49))
    );
    assert_eq!(
        limits.requests.reset.as_deref(),
        Some("2026-11-22T00:00:00Z")
    );
    assert_eq!(limits.output_tokens.remaining, Some(8000));
    assert_eq!(limits.tokens.limit, None);
    assert_eq!(response.into_body().text(), "Hello!");
}

#[tokio::test]
async fn tokens_are_counted() {
    let server = Server::always(json_answer(r#"{"input_tokens":12}"#)).await;
    let request = CountTokens::new("claude-opus-5", [InputMessage::user("Hi")]);
    let count = server
        .client()
        .messages()
        .count_tokens(&request)
        .await
        .unwrap();
    assert_eq!(count.input_tokens, 12);
    assert_eq!(server.only().target, "/v1/messages/count_tokens");
}

#[tokio::test]
async fn the_method_decides_whether_to_stream() {
    let server = Server::always(json_answer(MESSAGE)).await;
    server
        .client()
        .messages()
        .create(&request().stream(true))
        .await
        .unwrap();
    let _ = server
        .client()
        .messages()
        .stream(&request().stream(false))
        .await
        .unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].json().get("stream"), None);
    assert_eq!(seen[1].json()["stream"], json!(true));
}

/// 600 of 3600 seconds are 21333 of 128000 tokens.
#[tokio::test]
async fn what_takes_longer_than_ten_minutes_has_to_be_streamed() {
    let server = Server::always(json_answer(MESSAGE)).await;
    let client = server.client();
    let long = |model: &str, tokens| {
        let mut request = request();
        request.model = model.into();
        request.max_tokens = tokens;
        request
    };
    for (model, tokens) in [("claude-opus-5", 21_334), ("claude-opus-4-0", 8193)] {
        let error = client
            .messages()
            .create(&long(model, tokens))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
    }
    assert!(server.seen().is_empty());
    for (model, tokens) in [("claude-opus-5", 21_333), ("claude-opus-4-0", 8192)] {
        client
            .messages()
            .create(&long(model, tokens))
            .await
            .unwrap();
    }
    client
        .messages()
        .create(&long("claude-opus-5", 64_000))
        .timeout(Duration::from_secs(9))
        .await
        .unwrap();
    client
        .messages()
        .stream(&long("claude-opus-5", 64_000))
        .await
        .unwrap();
}

#[tokio::test]
async fn models_are_got_by_id() {
    let server = Server::always(json_answer(
        r#"{"id":"claude-opus-5","type":"model","display_name":"Opus","created_at":"2026-01-01T00:00:00Z"}"#,
    ))
    .await;
    let model = server.client().models().get("claude-opus-5").await.unwrap();
    assert_eq!(model.display_name, "Opus");
    assert_eq!(server.only().target, "/v1/models/claude-opus-5");
}

#[tokio::test]
async fn any_request_can_be_made() {
    let server = Server::always(json_answer(r#"{"ok":1}"#)).await;
    let client = server.client();
    let body: Value = client
        .request(Method::PUT, "/v1/new?x=1")
        .json(&json!({"a": 1}))
        .into_json()
        .await
        .unwrap();
    assert_eq!(body, json!({"ok": 1}));
    let bytes = client
        .request(Method::POST, "/v1/raw")
        .bytes("text/plain", "hi")
        .into_bytes()
        .await
        .unwrap();
    assert_eq!(&bytes.bytes().await.unwrap()[..], br#"{"ok":1}"#);
    let seen = server.seen();
    assert_eq!(
        (seen[0].method.as_str(), seen[0].target.as_str()),
        ("PUT", "/v1/new?x=1")
    );
    assert_eq!(seen[0].json(), json!({"a": 1}));
    assert_eq!(seen[0].header("authorization"), Some("Bearer sk-ant-test"));
    assert_eq!(seen[1].header("content-type"), Some("text/plain"));
    assert_eq!(seen[1].body, b"hi");
    let refused = client
        .request(Method::GET, "https://elsewhere.example/")
        .into_bytes()
        .await
        .unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Config);
}

#[tokio::test]
async fn an_id_cannot_lead_elsewhere() {
    let server = Server::always(json_answer("{}")).await;
    let client = server.client();
    for id in ["", ".", ".."] {
        assert_eq!(
            client.files().metadata(id).await.unwrap_err().kind(),
            ErrorKind::Config
        );
        assert_eq!(
            client.batches().delete(id).await.unwrap_err().kind(),
            ErrorKind::Config
        );
    }
    assert!(server.seen().is_empty());
    let _ = client.files().metadata("a/../b?c#d").await;
    assert_eq!(server.only().target, "/v1/files/a%2F..%2Fb%3Fc%23d");
}

#[tokio::test]
async fn connections_are_used_again_also_after_a_stream() {
    let server = Server::start(|seen, _| {
        let streamed = seen.json()["stream"] == json!(true);
        if streamed {
            crate::support::stream_answer(&crate::support::hello())
        } else {
            json_answer(MESSAGE)
        }
    })
    .await;
    let client = server.real_builder().build().unwrap();
    for _ in 0..3 {
        client.messages().create(&request()).await.unwrap();
        client
            .messages()
            .stream(&request())
            .await
            .unwrap()
            .final_message()
            .await
            .unwrap();
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_redirect_to_another_host_is_not_followed() {
    let elsewhere = Server::always(json_answer(MESSAGE)).await;
    let location = format!("location: {}/v1/messages\r\n", elsewhere.url);
    let server = Server::always(answer(307, &location, "")).await;
    let error = server
        .real_builder()
        .build()
        .unwrap()
        .messages()
        .create(&request())
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 307);
    assert!(elsewhere.seen().is_empty());

    let server = Server::start(|seen, _| match seen.target.as_str() {
        "/v1/messages" => answer(307, "location: /v2/messages\r\n", ""),
        _ => json_answer(MESSAGE),
    })
    .await;
    server
        .real_builder()
        .build()
        .unwrap()
        .messages()
        .create(&request())
        .await
        .unwrap();
}

/// A server that nobody accepts from: its queue is full, and the system drops what else knocks.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn making_a_connection_has_a_timeout_of_its_own() {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut queue = Vec::new();
    for _ in 0..8 {
        let knock = tokio::net::TcpStream::connect(address);
        queue.push(tokio::time::timeout(Duration::from_millis(200), knock).await);
    }
    assert!(queue.last().unwrap().is_err(), "the queue is not full");
    let client = Client::builder()
        .api_key("k")
        .base_url(format!("http://{address}"))
        .proxy_from_env(false)
        .connect_timeout(Duration::from_millis(300))
        .max_retries(0)
        .build()
        .unwrap();
    let ended = tokio::time::timeout(
        Duration::from_secs(60),
        client.messages().create(&request()),
    );
    let error = ended.await.expect("no timeout").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_retryable());
}

#[test]
fn bad_settings_are_refused() {
    let builder = || Client::builder().api_key("k");
    let cases = [
        Client::builder(),
        Client::builder().api_key(" "),
        Client::builder().api_key("k\nk"),
        builder().base_url("not a url"),
        builder().base_url("ftp://example.com"),
        builder().base_url("https://example.com/?key=1"),
        builder().base_url("https://user:pass@example.com"),
        builder().header("a b", "c"),
        builder().header("a", "b\u{7f}"),
        builder().api_version("\n"),
    ];
    for (index, case) in cases.into_iter().enumerate() {
        let error = case.build().expect_err(&index.to_string());
        assert_eq!(error.kind(), ErrorKind::Config, "{index}");
    }
    builder()
        .header("authorization", "Basic x")
        .build()
        .unwrap();
    Client::builder().header("x-api-key", "k").build().unwrap();
}

#[test]
fn debug_shows_no_secret() {
    let builder = Client::builder()
        .api_key("sk-ant-1")
        .header("x-proxy-key", "sk-proxy-1");
    let client = builder.clone().build().unwrap();
    let call = client.messages().create(&request());
    let shown = format!("{builder:?} {client:?} {call:?} {:?}", client.messages());
    assert!(!shown.contains("sk-"), "{shown}");
}

/// Calls can be stored, cloned, and sent from other tasks.
#[tokio::test]
async fn a_call_owns_what_it_needs() {
    let server = Server::always(json_answer(MESSAGE)).await;
    let call = server.client().messages().create(&request());
    let again = call.clone();
    tokio::spawn(async move { call.await.unwrap() })
        .await
        .unwrap();
    again.await.unwrap();
    assert_eq!(server.seen().len(), 2);
}
