//! The parts of a lint, beside what others need for the same text.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use fastrand::Rng;
use rolecall_bench::corpus;
use rolecall_validate::{Options, lint};
use serde_json::Value;
use std::hint::black_box;

/// A call in process, as a gateway makes it for each request.
fn small(c: &mut Criterion) {
    let text = corpus::small_request();
    let options = Options::default();
    assert!(lint(&text, &options).findings.is_empty(), "the request must be clean");
    let mut group = c.benchmark_group("request of 4 KB");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("serde_json, into Value", |b| {
        b.iter(|| serde_json::from_str::<Value>(black_box(&text)));
    });
    group.bench_function("lint", |b| b.iter(|| lint(black_box(&text), &options)));
    group.finish();
}

/// The lines of the mix, clean and faulty.
fn mix(c: &mut Criterion) {
    let lines = |faulty| {
        let mut rng = Rng::with_seed(7);
        (0..64).map(|_| corpus::request(&mut rng, faulty)).collect::<Vec<_>>()
    };
    let options = Options::default();
    let mut group = c.benchmark_group("mix");
    for (name, lines) in [("clean", lines(false)), ("faulty", lines(true))] {
        let bytes: usize = lines.iter().map(String::len).sum();
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_with_input(BenchmarkId::new("serde_json, into Value", name), &lines, |b, lines| {
            b.iter(|| {
                for line in lines {
                    black_box(serde_json::from_str::<Value>(line)).ok();
                }
            });
        });
        group.bench_with_input(BenchmarkId::new("lint", name), &lines, |b, lines| {
            b.iter(|| {
                for line in lines {
                    black_box(lint(line, &options));
                }
            });
        });
    }
    group.finish();
}

/// A request that is nearly all base64.
fn image(c: &mut Criterion) {
    let text = corpus::image_request(5 << 20);
    let options = Options::default();
    let mut group = c.benchmark_group("image of 5 MB");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("a scan of its bytes", |b| {
        b.iter(|| black_box(text.as_bytes()).iter().fold(0, |all, byte| all | byte));
    });
    group.bench_function("lint", |b| b.iter(|| lint(black_box(&text), &options)));
    group.finish();
}

criterion_group!(benches, small, mix, image);
criterion_main!(benches);
