//! Two questions in one batch, polled until it has ended: `cargo run --example batch`

#![expect(clippy::print_stdout, reason = "an example talks to who runs it")]

use rolecall_client::Client;
use rolecall_client::types::{
    BatchOutcome, BatchProcessingStatus, BatchRequest, CreateBatch, CreateMessage, InputMessage,
};
use std::time::Duration;

#[tokio::main]
async fn main() -> Result<(), rolecall_client::Error> {
    let client = Client::from_env()?;
    let ask =
        |question: &str| CreateMessage::new("claude-opus-5", 256, [InputMessage::user(question)]);
    let create = CreateBatch::new([
        BatchRequest::new("sky", ask("Why is the sky blue?")),
        BatchRequest::new("sea", ask("Why is the sea salty?")),
    ]);
    let mut batch = client.batches().create(&create).await?;
    while batch.processing_status != BatchProcessingStatus::Ended {
        tokio::time::sleep(Duration::from_secs(2)).await;
        batch = client.batches().retrieve(&batch.id).await?;
    }
    let mut results = client.batches().results(&batch.id).await?;
    while let Some(line) = results.next_result().await? {
        match line.result {
            BatchOutcome::Succeeded(outcome) => {
                println!("{}: {}", line.custom_id, outcome.message.text());
            }
            other => println!("{}: {other:?}", line.custom_id),
        }
    }
    Ok(())
}
