use crate::support::{MESSAGE, Server, hello, json_answer, request, stream_answer};
use rolecall_client::{ErrorKind, blocking};
use serde_json::json;

fn server() -> Server {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let server = runtime.block_on(Server::start(|seen, _| {
        if seen.target.starts_with("/v1/models") {
            json_answer(r#"{"data":[{"id":"m","type":"model","display_name":"M","created_at":"x"}],"has_more":false}"#)
        } else if seen.json()["stream"] == json!(true) {
            stream_answer(&hello())
        } else {
            json_answer(MESSAGE)
        }
    }));
    // The server lives as long as its runtime.
    std::mem::forget(runtime);
    server
}

#[test]
fn calls_and_streams_can_be_waited_for() {
    let client = server().client();
    assert_eq!(
        client.messages().create(&request()).wait().unwrap().text(),
        "Hello!"
    );
    let mut stream = blocking::iter(client.messages().stream(&request()).wait().unwrap());
    stream.next().unwrap().unwrap();
    assert_eq!(stream.by_ref().count(), 7);
    let message = blocking::wait(stream.into_inner().final_message()).unwrap();
    assert_eq!(message.text(), "Hello!");
    assert_eq!(client.models().list().wait().unwrap().data.len(), 1);
    let models = blocking::iter(client.models().list().items());
    let ids: Vec<String> = models.map(|model| model.unwrap().id).collect();
    assert_eq!(ids, ["m"]);
}

#[tokio::test]
async fn waiting_within_a_runtime_is_an_error_and_no_panic() {
    let server = Server::always(json_answer(MESSAGE)).await;
    let error = server
        .client()
        .messages()
        .create(&request())
        .wait()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}
