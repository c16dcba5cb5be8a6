//! A conversation on the terminal: `cargo run --example chat`, then type, and end with an empty line.

#![expect(clippy::print_stdout, reason = "an example talks to who runs it")]

use rolecall_client::Client;
use rolecall_client::types::{CreateMessage, InputMessage};
use std::io::{BufRead as _, stdin};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let none: [InputMessage; 0] = [];
    let mut request = CreateMessage::new("claude-opus-5", 1024, none);
    for line in stdin().lock().lines() {
        let line = line?;
        if line.is_empty() {
            break;
        }
        request.messages.push(InputMessage::user(line));
        let message = client.messages().create(&request).await?;
        println!("{}", message.text());
        request.messages.push(message.into_input());
    }
    Ok(())
}
