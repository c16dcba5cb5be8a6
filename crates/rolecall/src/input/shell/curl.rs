//! What a `curl` command sends, and where.

use super::lexer::Command;
use crate::input::text::Text;
use rolecall_validate::Span;

/// The parts of a command line that tell what is sent.
#[derive(Debug, Default)]
pub(crate) struct Curl {
    /// Where the name of the program stands.
    pub(crate) place: Span,
    pub(crate) url: Option<Text<'static>>,
    /// Names and values; of a value that is not known, a placeholder.
    pub(crate) headers: Vec<Header>,
    /// Whether headers may be sent that are not in the list.
    pub(crate) has_other_headers: bool,
    pub(crate) data: Option<Data>,
    /// Whether several pieces of data are joined, or sent otherwise than in a body.
    pub(crate) is_odd: bool,
}

#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) is_known: bool,
    pub(crate) place: Span,
}

#[derive(Debug)]
pub(crate) enum Data {
    /// On the command line.
    Given(Text<'static>),
    /// In the file of this name; `-` is standard input.
    File(Text<'static>),
}

/// Short options that take a value.
const SHORT: &[u8] = b"AbcCdDeEFhHKmoPQrtTuUwxXyYz";

/// Long options that take a value and are used in calls of an API. A value of another one is taken for an address only
/// when it looks like one.
const LONG: &[&str] = &[
    "cacert",
    "cert",
    "connect-timeout",
    "connect-to",
    "cookie",
    "cookie-jar",
    "dump-header",
    "key",
    "limit-rate",
    "max-time",
    "output",
    "proxy",
    "referer",
    "request",
    "resolve",
    "retry",
    "retry-delay",
    "retry-max-time",
    "stderr",
    "trace",
    "trace-ascii",
    "upload-file",
    "user-agent",
    "write-out",
];

impl Curl {
    /// Reads a command, where it is one of `curl`: with a prompt, an assignment or a keyword before it, or without.
    pub(crate) fn of(command: &Command) -> Option<Self> {
        let place = command.words.iter().position(|word| {
            let name = word.known().unwrap_or_default();
            name == "curl" || name.ends_with("/curl") || name == "curl.exe"
        })?;
        let mut curl = Self {
            place: command.words[place].place(),
            ..Self::default()
        };
        let mut words = command.words[place + 1..].iter();
        while let Some(word) = words.next() {
            let bytes = &word.bytes;
            if bytes.starts_with(b"--") {
                let name = String::from_utf8_lossy(&bytes[2..]).into_owned();
                curl.long(&name, &mut words);
            } else if bytes.starts_with(b"-") && bytes.len() > 1 {
                curl.short(word, &mut words);
            } else {
                curl.address(word);
            }
        }
        Some(curl)
    }

    fn long<'w>(&mut self, name: &str, words: &mut impl Iterator<Item = &'w Text<'static>>) {
        let mut value = || words.next().cloned().unwrap_or_default();
        match name {
            "url" => {
                let value = value();
                self.url.get_or_insert(value);
            }
            "header" => self.header(&value()),
            "data" | "data-ascii" | "data-binary" | "json" => self.data(value(), true),
            "data-raw" => self.data(value(), false),
            "data-urlencode" | "form" | "form-string" => {
                value();
                self.is_odd = true;
            }
            "get" | "head" => self.is_odd = true,
            "oauth2-bearer" => {
                let value = value();
                let token = lossy(&value);
                self.push_header(
                    "authorization",
                    format!("Bearer {token}"),
                    true,
                    value.place(),
                );
            }
            "user" | "config" | "netrc-file" => {
                value();
                self.has_other_headers = true;
            }
            "netrc" => self.has_other_headers = true,
            _ if LONG.contains(&name) => {
                value();
            }
            _ => {}
        }
    }

    /// Reads options that stand together: `-sS`, `-XPOST`, `-sd '…'`.
    fn short<'w>(
        &mut self,
        word: &Text<'static>,
        words: &mut impl Iterator<Item = &'w Text<'static>>,
    ) {
        for at in 1..word.bytes.len() {
            let option = word.bytes[at];
            if option == b'G' || option == b'I' {
                self.is_odd = true;
            }
            if !SHORT.contains(&option) {
                continue;
            }
            let rest = word.slice(at + 1..word.bytes.len());
            let value = if rest.bytes.is_empty() {
                words.next().cloned().unwrap_or_default()
            } else {
                rest
            };
            match option {
                b'd' => self.data(value, true),
                b'H' => self.header(&value),
                b'F' => self.is_odd = true,
                b'u' | b'K' => self.has_other_headers = true,
                _ => {}
            }
            return;
        }
    }

    fn address(&mut self, word: &Text<'static>) {
        let is_unknown = is_unknown(word);
        // It may as well stand for options: `"${ARGS[@]}"`.
        self.has_other_headers |= is_unknown;
        let looks_like_one = word.bytes.contains(&b'/') || !word.unknown().is_empty();
        let is_better = match &self.url {
            None => looks_like_one,
            Some(url) => looks_like_one && self::is_unknown(url) && !is_unknown,
        };
        if is_better {
            self.url = Some(word.clone());
        }
    }

    fn data(&mut self, value: Text<'static>, may_be_file: bool) {
        if self.data.is_some() {
            self.is_odd = true;
        }
        let is_file = may_be_file && value.bytes.first() == Some(&b'@');
        self.data = Some(if is_file {
            Data::File(value.slice(1..value.bytes.len()))
        } else {
            Data::Given(value)
        });
    }

    fn header(&mut self, text: &Text<'static>) {
        let colon = memchr::memchr(b':', &text.bytes);
        let unknown = text.unknown();
        match colon {
            Some(colon) if unknown.iter().all(|range| range.start > colon) => {
                let name = String::from_utf8_lossy(&text.bytes[..colon])
                    .trim()
                    .to_owned();
                let value = String::from_utf8_lossy(&text.bytes[colon + 1..])
                    .trim()
                    .to_owned();
                self.push_header(&name, value, unknown.is_empty(), text.place());
            }
            // A variable that holds the whole header, or `@file`.
            _ => self.has_other_headers = true,
        }
    }

    fn push_header(&mut self, name: &str, value: String, is_known: bool, place: Span) {
        self.headers.push(Header {
            name: name.to_ascii_lowercase(),
            value,
            is_known,
            place,
        });
    }
}

/// Whether nothing of a word is known.
fn is_unknown(word: &Text<'_>) -> bool {
    word.unknown()
        .iter()
        .map(ExactSizeIterator::len)
        .sum::<usize>()
        == word.bytes.len()
}

fn lossy(text: &Text<'_>) -> String {
    String::from_utf8_lossy(&text.bytes).into_owned()
}
