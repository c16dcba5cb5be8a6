//! What the client makes of recorded streams: `cargo run --example replay -- FILE.sse…`
//!
//! Each file holds the text of one event stream. It is served once on the loopback interface, read by the client, and
//! the message that it adds up to is printed as JSON, to be compared with what another SDK makes of it.

#![expect(clippy::print_stdout, reason = "an example talks to who runs it")]

use rolecall_client::Client;
use rolecall_client::types::{CreateMessage, InputMessage};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let text = std::fs::read(&path)?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let client = Client::builder()
            .api_key("none is needed here")
            .base_url(format!("http://{}", listener.local_addr()?))
            .build()?;
        let server = tokio::spawn(serve(listener, text));
        let request = CreateMessage::new("claude-opus-5", 1024, [InputMessage::user("Hello")]);
        match client
            .messages()
            .stream(&request)
            .await?
            .final_message()
            .await
        {
            Ok(message) => println!("{}", serde_json::to_string_pretty(&message)?),
            Err(error) => println!("{path}: {error}"),
        }
        server.await??;
    }
    Ok(())
}

/// Answers one request with an event stream, whatever it asks.
async fn serve(listener: TcpListener, text: Vec<u8>) -> std::io::Result<()> {
    let (mut socket, _) = listener.accept().await?;
    let mut request = Vec::new();
    while !request.ends_with(b"}") {
        if socket.read_buf(&mut request).await? == 0 {
            break;
        }
    }
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        text.len()
    );
    socket.write_all(head.as_bytes()).await?;
    socket.write_all(&text).await?;
    socket.shutdown().await
}
