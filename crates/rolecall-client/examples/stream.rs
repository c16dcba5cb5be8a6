//! An answer while it is written: `cargo run --example stream -- Why is the sky blue?`

#![expect(clippy::print_stdout, reason = "an example talks to who runs it")]

use rolecall_client::Client;
use rolecall_client::types::{CreateMessage, InputMessage};
use std::io::{Write as _, stdout};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let question = std::env::args().skip(1).collect::<Vec<_>>().join(" ");
    let request = CreateMessage::new("claude-opus-5", 1024, [InputMessage::user(question)]);
    let mut stream = Client::from_env()?.messages().stream(&request).await?;
    while let Some(text) = stream.next_text().await? {
        print!("{text}");
        stdout().flush()?;
    }
    let message = stream.final_message().await?;
    println!("\n({} tokens)", message.usage.output_tokens);
    Ok(())
}
