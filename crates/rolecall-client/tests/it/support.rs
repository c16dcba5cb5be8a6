//! A server that answers each request by a script, and remembers what it was asked.

use rolecall_client::types::{CreateMessage, InputMessage};
use rolecall_client::{Client, ClientBuilder, reqwest};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// A request as it arrived.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) target: String,
    /// Names in lower case.
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// What the server does, one after the other. At the end of the script it closes the connection.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Send(Vec<u8>),
    Wait(Duration),
    /// Closes without ceremony: the client sees a reset.
    Reset,
    /// Reads the next request from the same connection.
    KeepAlive,
}

type Script = dyn Fn(&Seen, usize) -> Vec<Step> + Send + Sync;

pub(crate) struct Server {
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    connections: Arc<Mutex<usize>>,
}

impl Server {
    /// Answers by a script that is given the request and how many came before.
    pub(crate) async fn start(
        script: impl Fn(&Seen, usize) -> Vec<Step> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::new(Mutex::new(0));
        let server = Self {
            url,
            seen: seen.clone(),
            connections: connections.clone(),
        };
        let script: Arc<Script> = Arc::new(script);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                *connections.lock().unwrap() += 1;
                tokio::spawn(serve(stream, script.clone(), seen.clone()));
            }
        });
        server
    }

    /// Gives these answers in turn, and the last one again and again.
    pub(crate) async fn answering(answers: Vec<Vec<Step>>) -> Self {
        Self::start(move |_, index| answers[index.min(answers.len() - 1)].clone()).await
    }

    pub(crate) async fn always(answer: Vec<Step>) -> Self {
        Self::answering(vec![answer]).await
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        self.real_builder().http_client(plain_http())
    }

    /// With the HTTP client that users get.
    pub(crate) fn real_builder(&self) -> ClientBuilder {
        Client::builder()
            .base_url(&self.url)
            .api_key("sk-ant-test")
            .proxy_from_env(false)
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) fn only(&self) -> Seen {
        let seen = self.seen();
        assert_eq!(seen.len(), 1);
        seen[0].clone()
    }

    pub(crate) fn connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }
}

async fn serve(mut stream: TcpStream, script: Arc<Script>, seen: Arc<Mutex<Vec<Seen>>>) {
    while let Some(request) = read_request(&mut stream).await {
        let index = {
            let mut seen = seen.lock().unwrap();
            seen.push(request.clone());
            seen.len() - 1
        };
        let mut again = false;
        for step in script(&request, index) {
            again = false;
            match step {
                Step::Send(bytes) => {
                    if stream.write_all(&bytes).await.is_err() {
                        return;
                    }
                }
                Step::Wait(time) => tokio::time::sleep(time).await,
                Step::Reset => {
                    stream.set_zero_linger().unwrap();
                    return;
                }
                Step::KeepAlive => again = true,
            }
        }
        if !again {
            let _ = stream.shutdown().await;
            return;
        }
    }
}

pub(crate) async fn read_request(stream: &mut (impl AsyncRead + Unpin)) -> Option<Seen> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = find(&bytes, b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ');
    let mut request = Seen {
        method: first.next()?.to_owned(),
        target: first.next()?.to_owned(),
        ..Seen::default()
    };
    for line in lines.filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':')?;
        request
            .headers
            .insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = request
        .header("content-length")
        .map_or(0, |length| length.parse().unwrap());
    request.body = bytes.split_off(end);
    while request.body.len() < length {
        if stream.read_buf(&mut request.body).await.ok()? == 0 {
            return None;
        }
    }
    Some(request)
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// An answer of known length, after which the connection stays open.
pub(crate) fn answer(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Vec<Step> {
    vec![
        Step::Send(raw_answer(status, headers, body)),
        Step::KeepAlive,
    ]
}

pub(crate) fn raw_answer(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!(
        "HTTP/1.1 {status} X\r\ncontent-length: {}\r\n{headers}\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

pub(crate) fn json_answer(body: &str) -> Vec<Step> {
    answer(
        200,
        "content-type: application/json\r\nrequest-id: req_1\r\n",
        body,
    )
}

pub(crate) const CHUNKED: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nrequest-id: req_1\r\ntransfer-encoding: chunked\r\n\r\n";

pub(crate) fn chunk(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let bytes = bytes.as_ref();
    [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat()
}

/// A stream that is sent whole.
pub(crate) fn stream_answer(events: &str) -> Vec<Step> {
    let bytes = [CHUNKED.as_bytes(), &chunk(events), b"0\r\n\r\n"].concat();
    vec![Step::Send(bytes), Step::KeepAlive]
}

/// One event, named like its type.
pub(crate) fn event(data: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(data).unwrap();
    format!(
        "event: {}\ndata: {data}\n\n",
        value["type"].as_str().unwrap()
    )
}

pub(crate) fn events(data: &[&str]) -> String {
    data.iter().map(|data| event(data)).collect()
}

pub(crate) const MESSAGE: &str = r#"{"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-5","content":[{"type":"text","text":"Hello!"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":3}}"#;

pub(crate) const START: &str = r#"{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-5","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":1}}}"#;
pub(crate) const TEXT_START: &str =
    r#"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#;
pub(crate) const TEXT_STOP: &str = r#"{"type":"content_block_stop","index":0}"#;
pub(crate) const END: &str = r#"{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":3}}"#;
pub(crate) const STOP: &str = r#"{"type":"message_stop"}"#;

pub(crate) fn text_delta(text: &str) -> String {
    let text = serde_json::to_string(text).unwrap();
    format!(
        r#"{{"type":"content_block_delta","index":0,"delta":{{"type":"text_delta","text":{text}}}}}"#
    )
}

/// The stream of a message that says `Hello!`.
pub(crate) fn hello() -> String {
    let (hel, lo) = (text_delta("Hel"), text_delta("lo!"));
    events(&[
        START,
        TEXT_START,
        r#"{"type":"ping"}"#,
        &hel,
        &lo,
        TEXT_STOP,
        END,
        STOP,
    ])
}

/// An HTTP client without TLS certificates, which take long to load.
pub(crate) fn plain_http() -> reqwest::Client {
    let builder = reqwest::Client::builder()
        .no_proxy()
        .retry(reqwest::retry::never());
    #[cfg(feature = "rustls")]
    let builder = builder.tls_backend_rustls();
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    let builder = builder.tls_certs_only([]);
    builder.build().unwrap()
}

pub(crate) fn request() -> CreateMessage {
    CreateMessage::new("claude-opus-5", 1024, [InputMessage::user("Hi")])
}

pub(crate) fn api_error(kind: &str, message: &str) -> String {
    format!(
        r#"{{"type":"error","error":{{"type":"{kind}","message":"{message}"}},"request_id":"req_body"}}"#
    )
}
