//! Reading and writing a message with our types and with those that other crates have written by hand.
//!
//! Ours keep unknown fields, explicit nulls and unknown values; the others drop some or all of them.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rolecall_bench::corpus;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::hint::black_box;

fn read_and_write(c: &mut Criterion) {
    let text = corpus::answer();
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
