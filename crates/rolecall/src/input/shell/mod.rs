//! Shell scripts, and texts that show commands: the payloads of their `curl` commands.

mod curl;
mod lexer;

use super::{
    embedded::{self, Embedded, Manner},
    sent::{Endpoint, HeaderPlaces, Sent},
    text::Text,
};
use curl::{Curl, Data};
use lexer::Command;
use std::collections::HashMap;

/// The payloads that a script sends to the API, in order of their place.
pub(super) fn payloads(script: &Text<'_>) -> Vec<Embedded> {
    let commands = lexer::commands(script);
    let mut known = Known::default();
    let mut payloads = Vec::new();
    for (number, command) in commands.iter().enumerate() {
        known.learn(command);
        let before = if command.is_piped {
            number.checked_sub(1).map(|before| &commands[before])
        } else {
            None
        };
        payloads.extend(Curl::of(command).and_then(|curl| known.payload(command, before, &curl)));
    }
    payloads
}

/// The payloads of the `curl` commands that a text shows: its lines are no script, but each command is one.
pub(super) fn shown_payloads(text: &Text<'_>) -> Vec<Embedded> {
    let mut payloads = Vec::new();
    let mut at = 0;
    while let Some(start) = next_curl(&text.bytes, at) {
        let (commands, end) = lexer::first_commands(text, start);
        let known = Known::default();
        payloads.extend(
            commands
                .iter()
                .filter_map(|command| known.payload(command, None, &Curl::of(command)?)),
        );
        at = end.max(start + 1);
    }
    payloads
}

/// Where the next line begins, from an offset on, that begins with `curl` or a prompt and `curl`.
fn next_curl(text: &[u8], mut at: usize) -> Option<usize> {
    while at < text.len() {
        let end = memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |length| at + length + 1);
        let line = text[at..end].trim_ascii_start();
        let line = line.strip_prefix(b"$ ").unwrap_or(line);
        if line.starts_with(b"curl ") {
            return Some(at);
        }
        at = end;
    }
    None
}

/// What the commands so far have set.
#[derive(Default)]
struct Known {
    variables: HashMap<String, Text<'static>>,
    files: HashMap<String, Text<'static>>,
}

impl Known {
    fn learn(&mut self, command: &Command) {
        for word in &command.words {
            let Some(equals) = memchr::memchr(b'=', &word.bytes) else {
                continue;
            };
            let name = &word.bytes[..equals];
            let is_name = name
                .iter()
                .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
            if is_name && !name.is_empty() {
                let name = String::from_utf8_lossy(name).into_owned();
                self.variables
                    .insert(name, word.slice(equals + 1..word.bytes.len()));
            }
        }
        let file = command.output.as_ref().and_then(|file| file.known());
        if let (Some(file), Some(written)) = (file, written(command)) {
            self.files.insert(file.to_owned(), written);
        }
    }

    fn payload(
        &self,
        command: &Command,
        before: Option<&Command>,
        curl: &Curl,
    ) -> Option<Embedded> {
        if curl.is_odd {
            return None;
        }
        let text = match curl.data.as_ref()? {
            Data::Given(text) => self.value(text)?,
            Data::File(name) => match name.known()? {
                "-" | "/dev/stdin" => match (&command.input, before) {
                    (Some(input), _) => input.clone(),
                    (None, before) => written(before?)?,
                },
                name => self.files.get(name)?.clone(),
            },
        };
        let sent = sent(curl)?;
        let header = |name: &str| {
            let found = curl.headers.iter().find(|header| header.name == name);
            found.map(|header| header.place)
        };
        Some(Embedded {
            text: embedded::known_text(text)?,
            sent,
            manner: Manner::Shown,
            headers: Some(HeaderPlaces {
                whole: curl.place,
                version: header("anthropic-version"),
                betas: header("anthropic-beta"),
            }),
            ..Embedded::default()
        })
    }

    /// The text of an argument: of a variable alone, what was assigned to it last.
    fn value(&self, text: &Text<'static>) -> Option<Text<'static>> {
        if let [range] = &*text.unknown()
            && range.len() == text.bytes.len()
        {
            let name = &text.variable;
            return self.variables.get(name.as_deref()?).cloned();
        }
        Some(text.clone())
    }
}

/// What a command writes, where that is to be seen: `cat` of a here-document, `echo` or `printf` of a text.
fn written(command: &Command) -> Option<Text<'static>> {
    let (name, rest) = command.words.split_first()?;
    match (name.known()?, rest) {
        ("cat", []) => command.input.clone(),
        ("echo", [text]) => Some(text.clone()),
        ("printf", [format, text]) if matches!(format.known(), Some("%s" | "%s\\n")) => {
            Some(text.clone())
        }
        _ => None,
    }
}

/// How the payload is sent; nothing where it does not go to the API.
fn sent(curl: &Curl) -> Option<Sent> {
    let headers: Vec<_> = curl
        .headers
        .iter()
        .map(|header| {
            let value = header.is_known.then(|| header.value.clone());
            (header.name.clone(), value)
        })
        .collect();
    let url = curl.url.as_ref()?;
    if let Some(endpoint) = Endpoint::of(&String::from_utf8_lossy(&url.bytes)) {
        return Some(Sent::new(endpoint, &headers, !curl.has_other_headers));
    }
    // Of an address in a variable nothing is known, but no other API is sent these headers.
    let is_unknown = url
        .unknown()
        .iter()
        .any(|range| range.end == url.bytes.len());
    let is_ours = headers
        .iter()
        .any(|(name, _)| name.starts_with("anthropic-"));
    (is_unknown && is_ours).then(Sent::default)
}
