//! A question that needs a tool: `cargo run --example tools --features schemars`

#![expect(clippy::print_stdout, reason = "an example talks to who runs it")]

use rolecall_client::types::{CreateMessage, InputMessage};
use rolecall_client::{Client, Tools};
use schemars::JsonSchema;
use serde::Deserialize;

/// The product of two numbers.
#[derive(Deserialize, JsonSchema)]
struct Multiply {
    left: f64,
    right: f64,
}

#[tokio::main]
async fn main() -> Result<(), rolecall_client::Error> {
    let client = Client::from_env()?;
    let tools = Tools::new().add("multiply", |Multiply { left, right }| async move {
        Ok::<_, String>((left * right).to_string())
    });
    let request = CreateMessage::new(
        "claude-opus-5",
        1024,
        [InputMessage::user("What is 12.5 times 7.25?")],
    );
    let run = client
        .messages()
        .run_tools(request, &tools)
        .max_turns(5)
        .await?;
    println!("{}", run.message.text());
    Ok(())
}
