//! A thousand requests to a server that fails in every way it can, by seed.

use crate::support::{
    CHUNKED, END, MESSAGE, START, STOP, Server, Step, TEXT_START, TEXT_STOP, answer, api_error,
    chunk, events, json_answer, plain_http, raw_answer, request, text_delta,
};
use rolecall_client::types::Message;
use rolecall_client::{Client, ErrorKind, reqwest};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

const RUNS: u64 = 1000;
const RETRIES: u32 = 2;
const PIECES: usize = 6;

/// What happens to one try.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Fine,
    /// Told to come back soon.
    Busy,
    /// A page of a proxy, which asks for nothing.
    Page,
    Refused,
    ResetAtOnce,
    ResetInHeaders,
    EndInHeaders,
    Silent,
    /// The body breaks off after so many thousandths.
    Cut(u16),
    ResetInBody(u16),
    /// The body stops coming after so many thousandths.
    Stalled(u16),
}

fn fate(random: &mut fastrand::Rng) -> Fate {
    let share = random.u16(0..1000);
    match random.u8(0..16) {
        0..4 => Fate::Fine,
        4..7 => Fate::Busy,
        7 => Fate::Page,
        8 => Fate::Refused,
        9 => Fate::ResetAtOnce,
        10 => Fate::ResetInHeaders,
        11 => Fate::EndInHeaders,
        12 => Fate::Silent,
        13 => Fate::Cut(share),
        14 => Fate::ResetInBody(share),
        _ => Fate::Stalled(share),
    }
}

#[derive(Debug, Clone)]
struct Plan {
    streamed: bool,
    fates: Vec<Fate>,
}

impl Plan {
    fn of(seed: u64) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        Self {
            streamed: random.bool(),
            fates: (0..=RETRIES).map(|_| fate(&mut random)).collect(),
        }
    }

    /// How many tries it takes, by the rules: a stream is not tried again once its headers are here.
    fn tries(&self) -> usize {
        let again = |fate: &Fate| match fate {
            Fate::Fine | Fate::Refused => false,
            Fate::Cut(_) | Fate::ResetInBody(_) | Fate::Stalled(_) => !self.streamed,
            _ => true,
        };
        let last = self.fates.iter().position(|fate| !again(fate));
        last.unwrap_or(self.fates.len() - 1) + 1
    }

    /// How long to wait for a server that says nothing. Where none does, nobody should ever wait that long.
    fn read_timeout(&self) -> Duration {
        let is_silent = |fate: &Fate| matches!(fate, Fate::Silent | Fate::Stalled(_));
        Duration::from_secs(if self.fates.iter().any(is_silent) {
            3
        } else {
            300
        })
    }

    fn steps(&self, index: usize) -> Vec<Step> {
        let (head, body) = if self.streamed { streamed() } else { whole() };
        let part =
            |share: u16| [&head[..], &body[..body.len() * usize::from(share) / 1000]].concat();
        let pause = Step::Wait(Duration::from_millis(15));
        let silence = Step::Wait(Duration::from_secs(30));
        match self.fates[index] {
            Fate::Fine if self.streamed => vec![Step::Send([head, body].concat()), Step::KeepAlive],
            Fate::Fine => json_answer(MESSAGE),
            Fate::Busy => answer(
                429,
                "retry-after-ms: 2\r\n",
                api_error("rate_limit_error", "busy"),
            ),
            Fate::Page => answer(502, "retry-after-ms: 2\r\n", "<html>Bad Gateway</html>"),
            Fate::Refused => answer(400, "", api_error("invalid_request_error", "no")),
            Fate::ResetAtOnce => vec![Step::Reset],
            Fate::ResetInHeaders => vec![Step::Send(head[..20].to_vec()), pause, Step::Reset],
            Fate::EndInHeaders => vec![Step::Send(head[..20].to_vec())],
            Fate::Silent => vec![silence],
            Fate::Cut(share) => vec![Step::Send(part(share))],
            Fate::ResetInBody(share) => vec![Step::Send(part(share)), pause, Step::Reset],
            Fate::Stalled(share) => vec![Step::Send(part(share)), silence],
        }
    }
}

fn whole() -> (Vec<u8>, Vec<u8>) {
    let raw = raw_answer(200, "", MESSAGE);
    let (head, body) = raw.split_at(raw.len() - MESSAGE.len());
    (head.to_vec(), body.to_vec())
}

fn streamed() -> (Vec<u8>, Vec<u8>) {
    let mut data = vec![START.to_owned(), TEXT_START.to_owned()];
    data.extend((0..PIECES).map(|piece| text_delta(&piece.to_string())));
    data.extend([TEXT_STOP, END, STOP].map(str::to_owned));
    let data: Vec<&str> = data.iter().map(String::as_str).collect();
    (
        CHUNKED.into(),
        [chunk(events(&data)), b"0\r\n\r\n".to_vec()].concat(),
    )
}

async fn run(http: reqwest::Client, seed: u64) {
    let plan = Plan::of(seed);
    let server = Server::start({
        let plan = plan.clone();
        move |_, index| plan.steps(index)
    })
    .await;
    let client = Client::builder()
        .base_url(&server.url)
        .api_key("k")
        .http_client(http)
        .read_timeout(plan.read_timeout())
        .max_retries(RETRIES)
        .build()
        .unwrap();
    let end = plan.fates[plan.tries() - 1];
    if plan.streamed {
        stream(&client, end, seed).await;
    } else {
        create(&client, end, seed).await;
    }
    assert_eq!(server.seen().len(), plan.tries(), "seed {seed}: {plan:?}");
}

async fn create(client: &Client, end: Fate, seed: u64) {
    match (client.messages().create(&request()).await, end) {
        (Ok(message), Fate::Fine) => assert_eq!(message.text(), "Hello!"),
        (Err(error), end) => assert_eq!(error.kind(), kind_of(end), "seed {seed}: {end:?}"),
        (Ok(_), end) => panic!("seed {seed}: {end:?} went well"),
    }
}

async fn stream(client: &Client, end: Fate, seed: u64) {
    let mut stream = match client.messages().stream(&request()).await {
        Ok(stream) => stream,
        Err(error) => return assert_eq!(error.kind(), kind_of(end), "seed {seed}: {end:?}"),
    };
    let mut text = String::new();
    let result = loop {
        match stream.next_text().await {
            Ok(Some(piece)) => text.push_str(&piece),
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    let expected: String = (0..PIECES).map(|piece| piece.to_string()).collect();
    match (result, end) {
        // The end of the message may be all that the cut left.
        (Ok(()), Fate::Fine | Fate::Cut(_) | Fate::ResetInBody(_) | Fate::Stalled(_)) => {
            assert_eq!(text, expected);
        }
        (Err(error), end) => {
            assert_eq!(error.kind(), kind_of(end), "seed {seed}: {end:?}");
            assert!(expected.starts_with(&text), "seed {seed}");
            // No event is lost: what was handed over is what the error carries, and all that was sent.
            let received = error.received().map(Message::text).unwrap_or_default();
            assert_eq!(received, text, "seed {seed}");
            if let Fate::Cut(share) = end {
                assert_eq!(text.len(), pieces_in(share), "seed {seed}");
            }
        }
        (Ok(()), end) => panic!("seed {seed}: {end:?} went well"),
    }
}

/// How many text events are whole in such a part of the body.
fn pieces_in(share: u16) -> usize {
    let (_, body) = streamed();
    let part = &body[..body.len() * usize::from(share) / 1000];
    let part = String::from_utf8_lossy(part);
    part.split_inclusive("\n\n")
        .filter(|event| event.contains("text_delta") && event.ends_with("\n\n"))
        .count()
}

fn kind_of(fate: Fate) -> ErrorKind {
    match fate {
        Fate::Silent | Fate::Stalled(_) => ErrorKind::Timeout,
        Fate::Busy | Fate::Page | Fate::Refused => ErrorKind::Api,
        _ => ErrorKind::Connection,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_runs_end_as_the_rules_say() {
    // Fewer at a time than a busy machine can serve within the read timeout.
    let slots = Arc::new(Semaphore::new(120));
    let mut runs = tokio::task::JoinSet::new();
    let http = plain_http();
    for seed in 0..RUNS {
        let http = http.clone();
        let slots = slots.clone();
        runs.spawn(async move {
            let _slot = slots.acquire().await.unwrap();
            let ended = tokio::time::timeout(Duration::from_secs(60), run(http, seed)).await;
            assert!(ended.is_ok(), "seed {seed} hangs");
        });
    }
    while let Some(run) = runs.join_next().await {
        run.unwrap();
    }
}
