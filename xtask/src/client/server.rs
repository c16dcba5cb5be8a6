//! A server on the loopback interface that answers by scenario, and remembers what it was asked.

use anyhow::{Context as _, Result, bail};
use std::{
    collections::HashMap,
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant, SystemTime},
};

/// A header with this and a number as its value gets the date in so many seconds.
const DATE_IN: &str = "date in ";

/// A request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) at: Instant,
    pub(crate) method: String,
    /// Without the prefix that names the scenario.
    pub(crate) target: String,
    /// Names in lower case, sorted.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Body,
}

#[derive(Debug, Clone)]
pub(crate) enum Body {
    Whole(Vec<u8>),
    /// Pieces, each in a chunk and a packet of its own.
    Pieces(Arc<[Vec<u8>]>),
    /// Nothing at all: the connection is reset at once.
    Reset,
    /// The connection is reset in the headers.
    ResetInHeaders,
    /// So much of the body, then a reset.
    ResetAfter(Vec<u8>),
    /// So much of the body, then the end of the connection.
    EndAfter(Vec<u8>),
    /// Nothing, for longer than anybody waits.
    Silence,
}

pub(crate) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    /// The answers of each scenario; the last one is given again and again.
    scenarios: HashMap<String, Vec<Answer>>,
    /// By the first two segments of the path: who asks, and in which scenario.
    seen: Mutex<HashMap<(String, String), Vec<Seen>>>,
}

impl Server {
    pub(crate) fn start(scenarios: HashMap<String, Vec<Answer>>) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").context("cannot listen")?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            scenarios,
            seen: Mutex::default(),
        });
        let server = Self {
            address,
            shared: shared.clone(),
        };
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = shared.clone();
                // A client that leaves is no failure of the server.
                thread::spawn(move || drop(serve(&stream, &shared)));
            }
        });
        Ok(server)
    }

    /// The base URL for a client; the name of a scenario is to be added.
    pub(crate) fn url(&self, who: &str) -> String {
        format!("http://{}/{who}", self.address)
    }

    pub(crate) fn seen(&self, who: &str, scenario: &str) -> Vec<Seen> {
        let seen = self
            .shared
            .seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let requests = seen.get(&(who.to_owned(), scenario.to_owned()));
        requests.cloned().unwrap_or_default()
    }
}

fn serve(mut stream: &TcpStream, shared: &Shared) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut buffer = Vec::new();
    while let Some((key, request)) = read_request(stream, &mut buffer)? {
        let answers = shared
            .scenarios
            .get(&key.1)
            .with_context(|| format!("no scenario `{}`", key.1))?;
        let index = {
            let mut seen = shared.seen.lock().unwrap_or_else(PoisonError::into_inner);
            let requests = seen.entry(key).or_default();
            requests.push(request);
            requests.len() - 1
        };
        let answer = &answers[index.min(answers.len() - 1)];
        let mut head = format!("HTTP/1.1 {} X\r\n", answer.status);
        for (name, value) in &answer.headers {
            let value = match value.strip_prefix(DATE_IN) {
                Some(seconds) => date_in(seconds.parse()?),
                None => value.clone(),
            };
            head.extend([name, ": ", &value, "\r\n"]);
        }
        match &answer.body {
            Body::Whole(body) => {
                head.extend(["content-length: ", &body.len().to_string(), "\r\n\r\n"]);
                stream.write_all(&[head.as_bytes(), body].concat())?;
                continue;
            }
            Body::Pieces(pieces) => {
                head.push_str("transfer-encoding: chunked\r\n\r\n");
                stream.write_all(head.as_bytes())?;
                for piece in pieces.iter() {
                    let length = format!("{:x}\r\n", piece.len());
                    stream.write_all(&[length.as_bytes(), piece, b"\r\n"].concat())?;
                }
                stream.write_all(b"0\r\n\r\n")?;
                continue;
            }
            Body::Silence => thread::sleep(Duration::from_mins(1)),
            Body::Reset => reset(stream)?,
            Body::ResetInHeaders => {
                stream.write_all(head.as_bytes())?;
                thread::sleep(Duration::from_millis(50));
                reset(stream)?;
            }
            Body::ResetAfter(part) | Body::EndAfter(part) => {
                head.push_str("content-length: 100000\r\n\r\n");
                stream.write_all(&[head.as_bytes(), part].concat())?;
                if matches!(answer.body, Body::ResetAfter(_)) {
                    thread::sleep(Duration::from_millis(50));
                    reset(stream)?;
                }
            }
        }
        return Ok(());
    }
    Ok(())
}

/// Makes closing the connection a reset.
fn reset(stream: &TcpStream) -> Result<()> {
    socket2::SockRef::from(stream).set_linger(Some(Duration::ZERO))?;
    Ok(())
}

fn date_in(seconds: u64) -> String {
    httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(seconds))
}

/// The next request of a connection, and whose it is; `None` at the end.
fn read_request(
    mut stream: &TcpStream,
    buffer: &mut Vec<u8>,
) -> Result<Option<((String, String), Seen)>> {
    let mut more = |buffer: &mut Vec<u8>| -> Result<bool> {
        let mut piece = [0; 16 * 1024];
        let count = stream.read(&mut piece)?;
        buffer.extend_from_slice(&piece[..count]);
        Ok(count > 0)
    };
    let end = loop {
        if let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if !more(buffer)? {
            return Ok(None);
        }
    };
    let at = Instant::now();
    let head = String::from_utf8(buffer[..end].to_vec())?;
    let mut lines = head.lines();
    let mut first = lines.next().unwrap_or_default().split(' ');
    let (Some(method), Some(path)) = (first.next(), first.next()) else {
        bail!("no request line");
    };
    let mut segments = path.splitn(4, '/').skip(1);
    let (Some(who), Some(scenario), Some(target)) =
        (segments.next(), segments.next(), segments.next())
    else {
        bail!("the path `{path}` names no scenario");
    };
    let mut headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    headers.sort();
    let length = headers
        .iter()
        .find(|(name, _)| name == "content-length")
        .map_or(Ok(0), |(_, length)| length.parse())?;
    while buffer.len() < end + length {
        if !more(buffer)? {
            return Ok(None);
        }
    }
    let body = buffer[end..end + length].to_vec();
    buffer.drain(..end + length);
    let request = Seen {
        at,
        method: method.to_owned(),
        target: format!("/{target}"),
        headers,
        body,
    };
    Ok(Some(((who.to_owned(), scenario.to_owned()), request)))
}
