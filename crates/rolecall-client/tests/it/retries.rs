use crate::support::{
    MESSAGE, Seen, Server, Step, answer, api_error, hello, json_answer, raw_answer, request,
    stream_answer,
};
use rolecall_client::ErrorKind;
use std::time::{Duration, Instant, SystemTime};

fn limited(headers: &str) -> Vec<Step> {
    answer(429, headers, api_error("rate_limit_error", "slow down"))
}

/// How long the client takes when the first answer is this one and the second is fine.
async fn waits_after(first: Vec<Step>) -> Duration {
    waits_after_what(move || first.clone()).await
}

async fn waits_after_what(first: impl Fn() -> Vec<Step> + Send + Sync + 'static) -> Duration {
    let answers = move |_: &Seen, index| {
        if index == 0 {
            first()
        } else {
            json_answer(MESSAGE)
        }
    };
    let server = Server::start(answers).await;
    let client = server.client();
    let started = Instant::now();
    let response = client
        .messages()
        .create(&request())
        .with_response()
        .await
        .unwrap();
    assert_eq!(response.retries(), 1);
    assert_eq!(server.seen().len(), 2);
    started.elapsed()
}

/// A busy machine may take longer, but never shorter.
#[tokio::test]
async fn every_form_of_retry_after_is_obeyed() {
    let dated = || {
        let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(4));
        limited(&format!("retry-after: {date}\r\n"))
    };
    let (milliseconds, seconds, by_date, negative, without) = tokio::join!(
        waits_after(limited("retry-after-ms: 1200\r\nretry-after: 60\r\n")),
        waits_after(limited("retry-after: 1.2\r\n")),
        waits_after_what(dated),
        waits_after(limited("retry-after: -3\r\n")),
        waits_after(limited("")),
    );
    // Longer than the half second that the first backoff takes at most.
    assert!(
        milliseconds >= Duration::from_millis(1200),
        "{milliseconds:?}"
    );
    assert!(milliseconds < Duration::from_secs(30), "{milliseconds:?}");
    assert!(seconds >= Duration::from_millis(1200), "{seconds:?}");
    // The date has no fractions of a second.
    assert!(by_date >= Duration::from_millis(1500), "{by_date:?}");
    for backoff in [negative, without] {
        assert!(backoff >= Duration::from_millis(375), "{backoff:?}");
    }
}

#[tokio::test]
async fn what_may_pass_is_tried_again() {
    for status in [408, 409, 429, 500, 502, 503, 504, 529] {
        waits_after(answer(status, "retry-after-ms: 1\r\n", "")).await;
    }
    waits_after(answer(
        400,
        "retry-after-ms: 1\r\nx-should-retry: true\r\n",
        "",
    ))
    .await;
}

#[tokio::test]
async fn what_will_not_pass_is_not() {
    let cases = [
        (400, ""),
        (401, ""),
        (403, ""),
        (404, ""),
        (413, ""),
        (429, "x-should-retry: false\r\n"),
    ];
    for (status, headers) in cases {
        let server = Server::always(answer(status, headers, "")).await;
        let error = server
            .client()
            .messages()
            .create(&request())
            .await
            .unwrap_err();
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.attempts(), 1);
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn retries_are_counted() {
    let server = Server::always(limited("retry-after-ms: 1\r\n")).await;
    for (client, retries) in [
        (server.client(), 2),
        (server.builder().max_retries(0).build().unwrap(), 0),
    ] {
        let before = server.seen().len();
        let error = client.messages().create(&request()).await.unwrap_err();
        assert_eq!(error.attempts(), retries + 1);
        assert_eq!(
            server.seen().len() - before,
            usize::try_from(retries).unwrap() + 1
        );
    }
    let error = server
        .client()
        .messages()
        .create(&request())
        .max_retries(4)
        .await
        .unwrap_err();
    assert_eq!(error.attempts(), 5);
    assert_eq!(error.retry_after(), Some(Duration::from_millis(1)));
}

#[tokio::test]
async fn a_reset_is_tried_again_before_in_and_after_the_headers() {
    let whole = raw_answer(200, "", MESSAGE);
    for sent in [0, 20, whole.len() - 30] {
        let first = vec![
            Step::Send(whole[..sent].to_vec()),
            Step::Wait(Duration::from_millis(20)),
            Step::Reset,
        ];
        waits_after(first).await;
    }
}

#[tokio::test]
async fn a_body_that_ends_early_is_tried_again() {
    let whole = raw_answer(200, "", MESSAGE);
    waits_after(vec![Step::Send(whole[..whole.len() - 1].to_vec())]).await;
}

#[tokio::test]
async fn nobody_listens() {
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let server = Server::always(json_answer(MESSAGE)).await;
    let client = server
        .builder()
        .base_url(format!("http://{free}"))
        .max_retries(1)
        .build()
        .unwrap();
    let error = client.messages().create(&request()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 2));
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn a_stream_is_tried_again_until_it_begins() {
    let server = Server::answering(vec![
        limited("retry-after-ms: 1\r\n"),
        stream_answer(&hello()),
    ])
    .await;
    let stream = server.client().messages().stream(&request()).await.unwrap();
    assert_eq!(stream.final_message().await.unwrap().text(), "Hello!");
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn the_idempotency_key_is_the_same_at_each_try() {
    let server = Server::start(|_, index| {
        if index % 2 == 0 {
            limited("retry-after-ms: 1\r\n")
        } else {
            json_answer(MESSAGE)
        }
    })
    .await;
    let client = server.builder().idempotency_keys(true).build().unwrap();
    client.messages().create(&request()).await.unwrap();
    client.messages().create(&request()).await.unwrap();
    client
        .messages()
        .create(&request())
        .idempotency_key("mine")
        .await
        .unwrap();
    let keys: Vec<String> = server
        .seen()
        .iter()
        .map(|seen| seen.header("idempotency-key").unwrap().to_owned())
        .collect();
    assert_eq!(keys[0], keys[1]);
    assert_eq!(keys[2], keys[3]);
    assert_ne!(keys[0], keys[2]);
    assert_eq!(&keys[4..], ["mine", "mine"]);
}

#[tokio::test]
async fn every_try_sends_the_same() {
    let server =
        Server::answering(vec![limited("retry-after-ms: 1\r\n"), json_answer(MESSAGE)]).await;
    server.client().messages().create(&request()).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].headers, seen[1].headers);
    assert_eq!(seen[0].body, seen[1].body);
}
