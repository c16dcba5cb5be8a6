//! What spans say, and what they must not say.

use crate::support::{
    MESSAGE, Server, answer, api_error, hello, json_answer, request, stream_answer,
};
use rolecall_client::reqwest::Method;
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down every field of every span and event of this crate.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<String>>);

struct Writer<'a>(&'a mut String);

impl Visit for Writer<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        writeln!(self.0, "{}={value:?}", field.name()).unwrap();
    }
}

impl Subscriber for Notes {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("rolecall_client")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut Writer(&mut self.0.lock().unwrap()));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Writer(&mut self.0.lock().unwrap()));
    }

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Writer(&mut self.0.lock().unwrap()));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn spans_have_ids_and_counts_and_no_contents() {
    for streamed in [false, true] {
        let answer = if streamed {
            stream_answer(&hello())
        } else {
            json_answer(MESSAGE)
        };
        let server = Server::always(answer).await;
        let client = server.client();
        let notes = Notes::default();
        let guard = tracing::subscriber::set_default(notes.clone());
        if streamed {
            client
                .messages()
                .stream(&request())
                .await
                .unwrap()
                .final_message()
                .await
                .unwrap();
        } else {
            client.messages().create(&request()).await.unwrap();
        }
        drop(guard);
        let notes = notes.0.lock().unwrap().clone();
        let expected = [
            "method=\"POST\"",
            "path=\"/v1/messages\"",
            "status=200",
            "request_id=\"req_1\"",
            "retries=0",
            "input_tokens=10",
            "output_tokens=3",
            "stop_reason=\"end_turn\"",
        ];
        for field in expected {
            assert!(
                notes.lines().any(|line| line == field),
                "no {field} in\n{notes}"
            );
        }
        for secret in ["Hello", "Hi", "sk-ant"] {
            assert!(!notes.contains(secret), "{notes}");
        }
    }
}

#[tokio::test]
async fn a_failure_is_traced_without_what_the_server_repeats() {
    let echo = "retry-after-ms: 1\r\nx-echo: sk-ant-test\r\n";
    let server = Server::always(answer(429, echo, api_error("no", "Hi sk-ant-test"))).await;
    let client = server.client();
    let notes = Notes::default();
    let guard = tracing::subscriber::set_default(notes.clone());
    let call = client.request(Method::GET, "/v1/files?token=hush");
    call.into_bytes().await.unwrap_err();
    drop(guard);
    let notes = notes.0.lock().unwrap().clone();
    for field in [
        "path=\"/v1/files\"",
        "status=429",
        "retries=2",
        "message=trying again",
    ] {
        assert!(
            notes.lines().any(|line| line == field),
            "no {field} in\n{notes}"
        );
    }
    for secret in ["Hi", "sk-ant", "hush"] {
        assert!(!notes.contains(secret), "{notes}");
    }
}
