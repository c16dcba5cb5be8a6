//! The parts side by side: those of a comparison take turns, so that what else the machine does disturbs all alike, and
//! the least time of each counts. Fails where a target is missed.

use rolecall_bench::corpus;
use serde::de::DeserializeOwned;
use std::{
    env,
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};

/// How often each of a comparison has its turn.
const TURNS: usize = 300;

/// How long a turn takes, about: long against the clock, short against the moods of a machine.
const TURN: Duration = Duration::from_millis(1);

fn main() -> ExitCode {
    // What `cargo bench` passes itself begins with a dash.
    let filter = env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let mut comparisons = comparisons();
    comparisons.retain(|one| filter.as_ref().is_none_or(|filter| one.what.contains(filter)));
    let met: Vec<_> = comparisons.iter_mut().map(Comparison::run).collect();
    if met.contains(&false) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

type Task = Box<dyn FnMut()>;

/// One task beside others, of which the fastest counts.
struct Comparison {
    what: &'static str,
    /// The most that the ratio of the times should be.
    target: Option<f64>,
    ours: Task,
    others: Vec<(&'static str, Task)>,
}

impl Comparison {
    /// Prints what is measured; whether the target is met.
    fn run(&mut self) -> bool {
        let mut tasks = vec![("rolecall", &mut self.ours)];
        tasks.extend(self.others.iter_mut().map(|(name, task)| (*name, task)));
        let times = in_turns(&mut tasks);
        let fastest = times[1..].iter().copied().fold(f64::INFINITY, f64::min);
        let ratio = times[0] / fastest;
        let is_met = self.target.is_none_or(|target| ratio <= target);
        let verdict = match self.target {
            Some(target) if is_met => format!(", target {target:.1}: met"),
            Some(target) => format!(", target {target:.1}: missed"),
            None => String::new(),
        };
        println!("{}: {ratio:.2}{verdict}", self.what);
        for ((name, _), time) in tasks.iter().zip(times) {
            println!("  {name:18} {:10.2} µs", time * 1e6);
        }
        is_met
    }
}

/// The least time of a call of each task, in seconds.
fn in_turns(tasks: &mut [(&str, &mut Task)]) -> Vec<f64> {
    let calls: Vec<u32> = tasks
        .iter_mut()
        .map(|(_, task)| {
            let start = Instant::now();
            let mut calls = 0;
            while start.elapsed() < TURN {
                task();
                calls += 1;
            }
            calls
        })
        .collect();
    let mut least = vec![f64::INFINITY; tasks.len()];
    for _ in 0..TURNS {
        for (((_, task), calls), least) in tasks.iter_mut().zip(&calls).zip(&mut least) {
            let start = Instant::now();
            for _ in 0..*calls {
                task();
            }
            *least = least.min(start.elapsed().as_secs_f64() / f64::from(*calls));
        }
    }
    least
}

fn reading<T: DeserializeOwned>(text: String) -> Task {
    Box::new(move || {
        black_box(serde_json::from_str::<T>(black_box(&text))).ok();
    })
}

/// Linting, beside what must be done at least.
#[cfg(not(feature = "types"))]
fn comparisons() -> Vec<Comparison> {
    use rolecall_validate::{Options, lint};

    let beside_value = |what, text: String| {
        let options = Options::default();
        assert!(lint(&text, &options).findings.is_empty(), "the request must be clean");
        Comparison {
            what,
            target: Some(0.5),
            others: vec![("serde_json", reading::<serde_json::Value>(text.clone()))],
            ours: Box::new(move || {
                black_box(lint(black_box(&text), &options));
            }),
        }
    };
    let image = corpus::image_request(5 << 20);
    let bytes = image.clone().into_bytes();
    let scan = move || {
        black_box(black_box(&bytes).iter().fold(0, |all, byte| all | byte));
    };
    let options = Options::default();
    vec![
        beside_value(
            "lint of a request of 4 KB, with tools / serde_json into Value",
            corpus::small_request(),
        ),
        beside_value(
            "lint of a request of 4 KB, nearly all text / serde_json into Value",
            corpus::small_chat(),
        ),
        Comparison {
            what: "lint of an image of 5 MB / a scan of its bytes, from the cache",
            // The target is one of whole processes.
            target: None,
            ours: Box::new(move || {
                black_box(lint(black_box(&image), &options));
            }),
            others: vec![("scan", Box::new(scan))],
        },
    ]
}

/// Reading and writing a message with our types, which lose nothing, and with those that others have written by hand.
#[cfg(feature = "types")]
fn comparisons() -> Vec<Comparison> {
    use claude_api::messages::Message as First;
    use misanthropic::response::Message as Second;
    use rolecall_types::Message as Ours;
    use rust_claude_sdk::Message as Third;

    fn writing<T: DeserializeOwned + serde::Serialize + 'static>(text: &str) -> Task {
        let value: T = serde_json::from_str(text).expect("every crate reads this message");
        Box::new(move || {
            black_box(serde_json::to_vec(black_box(&value))).ok();
        })
    }

    let text = corpus::answer();
    let comparison = |what, ours, others: [Task; 3]| Comparison {
        what,
        target: Some(1.3),
        ours,
        others: ["claude-api", "misanthropic", "rust-claude-sdk"].into_iter().zip(others).collect(),
    };
    let read = [
        reading::<First>(text.clone()),
        reading::<Second>(text.clone()),
        reading::<Third>(text.clone()),
    ];
    let write = [writing::<First>(&text), writing::<Second>(&text), writing::<Third>(&text)];
    vec![
        comparison(
            "reading a message / the fastest other crate",
            reading::<Ours>(text.clone()),
            read,
        ),
        comparison("writing a message / the fastest other crate", writing::<Ours>(&text), write),
    ]
}
