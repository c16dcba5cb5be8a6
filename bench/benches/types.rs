//! Reading and writing a message with our types and with those that other crates have written by hand.
//!
//! Ours keep unknown fields, explicit nulls and unknown values; the others drop some or all of them.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::hint::black_box;

/// An answer as the API gives it: text, a call with its input, citations, counts.
fn message() -> String {
    let text = "The forecast for Oslo says rain until noon, then sun. ".repeat(24);
    json!({
        "id": "msg_013Zva2CMHLNnXjNJJKqJ2EF",
        "type": "message",
        "role": "assistant",
        "model": "claude-sonnet-4-6",
        "content": [
            {"type": "text", "text": text},
            {"type": "text", "text": text, "citations": null},
            {
                "type": "tool_use",
                "id": "toolu_01A09q90qw90lq917835lq9",
                "name": "get_weather",
                "input": {"city": "Oslo", "days": 3, "units": ["celsius", "mm"], "detail": {"hourly": true}}
            }
        ],
        "stop_reason": "tool_use",
        "stop_sequence": null,
        "usage": {
            "input_tokens": 2095,
            "output_tokens": 503,
            "cache_creation_input_tokens": 0,
            "cache_read_input_tokens": 1024,
            "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0},
            "service_tier": "standard"
        }
    })
    .to_string()
}

fn read_and_write(c: &mut Criterion) {
    let text = message();
    both::<Value>(c, "serde_json::Value", &text);
    both::<rolecall_types::Message>(c, "rolecall-types", &text);
    both::<claude_api::messages::Message>(c, "claude-api", &text);
    both::<misanthropic::response::Message>(c, "misanthropic", &text);
    both::<rust_claude_sdk::Message>(c, "rust-claude-sdk", &text);
}

fn both<T: DeserializeOwned + Serialize>(c: &mut Criterion, name: &str, text: &str) {
    let message: T = serde_json::from_str(text).expect("every crate reads this message");
    let mut group = c.benchmark_group(format!("message of {} bytes", text.len()));
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function(format!("{name}, read"), |b| {
        b.iter(|| serde_json::from_str::<T>(black_box(text)));
    });
    group.bench_function(format!("{name}, write"), |b| {
        b.iter(|| serde_json::to_vec(black_box(&message)));
    });
    group.finish();
}

criterion_group!(benches, read_and_write);
criterion_main!(benches);
