//! Payloads to measure on, made up from a fixed seed: the same bytes on every machine.
//!
//! The keys stand in the order in which the SDKs write them, so the text is put together by hand.

use fastrand::Rng;
use serde_json::json;
use std::{
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

const SEED: u64 = 20_261_121;

/// The files of a corpus.
pub struct Corpus {
    /// Text-heavy chats, long tool loops, many tools, escapes and scripts beyond ASCII: what ratios are quoted on.
    pub mix: PathBuf,
    /// The same, with a fault in every line.
    pub faulty: PathBuf,
    /// One request with a 5 MB image.
    pub image: PathBuf,
    /// One request of 4 KB.
    pub small: PathBuf,
}

/// Where the corpus of a folder stands, written or not.
pub fn in_folder(folder: &Path) -> Corpus {
    Corpus {
        mix: folder.join("mix.jsonl"),
        faulty: folder.join("faulty.jsonl"),
        image: folder.join("image.json"),
        small: folder.join("small.json"),
    }
}

/// Writes a corpus whose mix is about so many megabytes large.
pub fn write(folder: &Path, megabytes: usize) -> io::Result<Corpus> {
    fs::create_dir_all(folder)?;
    let corpus = in_folder(folder);
    lines(&corpus.mix, megabytes, false)?;
    lines(&corpus.faulty, megabytes, true)?;
    fs::write(&corpus.image, image_request(5 << 20))?;
    fs::write(&corpus.small, small_request())?;
    Ok(corpus)
}

/// Writes JSON Lines of mixed requests.
pub fn lines(path: &Path, megabytes: usize, faulty: bool) -> io::Result<()> {
    let mut rng = Rng::with_seed(SEED);
    let mut out = BufWriter::new(fs::File::create(path)?);
    let mut written = 0;
    while written < megabytes << 20 {
        let line = request(&mut rng, faulty);
        out.write_all(line.as_bytes())?;
        out.write_all(b"\n")?;
        written += line.len() + 1;
    }
    out.flush()
}

/// One request of the mix.
pub fn request(rng: &mut Rng, faulty: bool) -> String {
    let mut text = match rng.u8(..10) {
        0..4 => chat(rng),
        4..7 => tool_loop(rng),
        7..9 => many_tools(rng),
        _ => scripts(rng),
    };
    if faulty {
        // One of the faults that people make most: each reported by a rule of another kind.
        let (from, to) = [
            ("\"max_tokens\":", "\"max_token\":"),
            ("\"role\":\"user\"", "\"role\":\"human\""),
            ("\"max_tokens\":", "\"max_tokens\":-"),
            ("\"type\":\"text\"", "\"type\":\"txt\""),
        ][rng.usize(..4)];
        text = text.replacen(from, to, 1);
    }
    text
}

/// A request of a little over 4 KB: a system prompt, two tools and a few turns.
pub fn small_request() -> String {
    let mut rng = Rng::with_seed(SEED);
    let rng = &mut rng;
    let tools = [tool(rng, "get_weather", 2), tool(rng, "search_orders", 3)].join(",");
    let messages = [
        message("user", &string(&prose(rng, 90))),
        message("assistant", &format!("[{}]", text_block(&prose(rng, 160)))),
        message("user", &string(&prose(rng, 40))),
        message(
            "assistant",
            &format!(
                "[{},{}]",
                text_block(&prose(rng, 30)),
                tool_use("toolu_01A", "get_weather", r#"{"city":"Oslo"}"#)
            ),
        ),
        message(
            "user",
            &format!("[{}]", tool_result("toolu_01A", &string(&prose(rng, 60)))),
        ),
    ];
    body(&prose(rng, 120), &tools, &messages)
}

/// A request of a little over 4 KB that is nearly all text: a system prompt and a few turns.
pub fn small_chat() -> String {
    let mut rng = Rng::with_seed(SEED);
    let rng = &mut rng;
    let messages = [
        message("user", &string(&prose(rng, 90))),
        message("assistant", &format!("[{}]", text_block(&prose(rng, 260)))),
        message("user", &string(&prose(rng, 60))),
    ];
    body(&prose(rng, 200), "", &messages)
}

/// An answer as the API gives it: text, a call with its input, citations, counts.
pub fn answer() -> String {
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

/// A request with an image of so many bytes, before base64.
pub fn image_request(bytes: usize) -> String {
    let mut rng = Rng::with_seed(SEED);
    // The header of a PNG of 1200 by 900 pixels; nobody decodes what follows.
    let mut head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    head.extend(1200_u32.to_be_bytes());
    head.extend(900_u32.to_be_bytes());
    head.extend([8, 2, 0, 0, 0]);
    head.resize_with(bytes / 3 * 3, || rng.u8(..));
    let data = base64(&head);
    let image = format!(
        r#"{{"type":"image","source":{{"type":"base64","media_type":"image/png","data":"{data}"}}}}"#
    );
    let content = format!("[{image},{}]", text_block("What is in this image?"));
    body("", "", &[message("user", &content)])
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len() / 3 * 4);
    for group in bytes.chunks_exact(3) {
        let bits = u32::from_be_bytes([0, group[0], group[1], group[2]]);
        for shift in [18, 12, 6, 0] {
            out.push(char::from(ALPHABET[(bits >> shift & 63) as usize]));
        }
    }
    out
}

/// Long texts back and forth.
fn chat(rng: &mut Rng) -> String {
    let system = words(rng, 100..600);
    let mut messages = Vec::new();
    for _ in 0..rng.usize(2..12) {
        messages.push(message("user", &string(&words(rng, 20..300))));
        let answer = text_block(&words(rng, 80..700));
        messages.push(message("assistant", &format!("[{answer}]")));
    }
    messages.push(message("user", &string(&words(rng, 20..200))));
    body(&system, "", &messages)
}

/// An agent that reads files and runs commands.
fn tool_loop(rng: &mut Rng) -> String {
    let names = ["read_file", "run_command", "search_code", "edit_file"];
    let tools = names.map(|name| tool(rng, name, 3)).join(",");
    let mut messages = vec![message("user", &string(&words(rng, 40..200)))];
    for turn in 0..rng.usize(4..30) {
        let mut calls = vec![text_block(&words(rng, 10..60))];
        let mut results = Vec::new();
        for call in 0..rng.usize(1..3) {
            let id = format!("toolu_{turn:02}_{call}_{:08x}", rng.u32(..));
            let name = names[rng.usize(..names.len())];
            let input = format!(
                r#"{{"path":"src/{}.rs","line":{},"pattern":{}}}"#,
                word(rng),
                rng.u16(..),
                string(&code(rng, 1..4))
            );
            calls.push(tool_use(&id, name, &input));
            let output = if rng.bool() {
                string(&code(rng, 5..60))
            } else {
                format!("[{}]", text_block(&code(rng, 5..40)))
            };
            results.push(tool_result(&id, &output));
        }
        messages.push(message("assistant", &format!("[{}]", calls.join(","))));
        messages.push(message("user", &format!("[{}]", results.join(","))));
    }
    body(&words(rng, 200..500), &tools, &messages)
}

/// Dozens of tools and one question.
fn many_tools(rng: &mut Rng) -> String {
    let mut tools = Vec::new();
    for number in 0..rng.usize(15..60) {
        let name = format!("{}_{}_{number}", word(rng), word(rng));
        let fields = rng.usize(1..7);
        tools.push(tool(rng, &name, fields));
    }
    let question = message("user", &string(&words(rng, 10..100)));
    body(&words(rng, 100..300), &tools.join(","), &[question])
}

/// Texts in several scripts, some of it as `\u` escapes, as Python writes it.
fn scripts(rng: &mut Rng) -> String {
    let mut messages = Vec::new();
    for _ in 0..rng.usize(2..8) {
        let plain = foreign(rng, 40..200);
        messages.push(message("user", &string(&plain)));
        let escaped = ascii_string(&foreign(rng, 40..200));
        let block = format!(r#"{{"type":"text","text":{escaped}}}"#);
        messages.push(message("assistant", &format!("[{block}]")));
    }
    messages.push(message("user", &string(&foreign(rng, 5..30))));
    body(&foreign(rng, 20..80), "", &messages)
}

fn body(system: &str, tools: &str, messages: &[String]) -> String {
    let mut out = String::from(r#"{"model":"claude-sonnet-4-6","max_tokens":4096,"#);
    if !system.is_empty() {
        out.push_str(&format!(r#""system":{},"#, string(system)));
    }
    if !tools.is_empty() {
        out.push_str(&format!(r#""tools":[{tools}],"#));
    }
    out.push_str(&format!(r#""messages":[{}]}}"#, messages.join(",")));
    out
}

fn message(role: &str, content: &str) -> String {
    format!(r#"{{"role":"{role}","content":{content}}}"#)
}

fn text_block(text: &str) -> String {
    format!(r#"{{"type":"text","text":{}}}"#, string(text))
}

fn tool_use(id: &str, name: &str, input: &str) -> String {
    format!(r#"{{"type":"tool_use","id":"{id}","name":"{name}","input":{input}}}"#)
}

fn tool_result(id: &str, content: &str) -> String {
    format!(r#"{{"type":"tool_result","tool_use_id":"{id}","content":{content}}}"#)
}

fn tool(rng: &mut Rng, name: &str, fields: usize) -> String {
    let mut properties = Vec::new();
    let mut required = Vec::new();
    for number in 0..fields {
        let key = format!("{}_{number}", word(rng));
        let description = string(&words(rng, 4..20));
        properties.push(match rng.u8(..4) {
            0 => format!(
                r#""{key}":{{"type":"string","enum":["{}","{}","{}"],"description":{description}}}"#,
                word(rng),
                word(rng),
                word(rng)
            ),
            1 => format!(
                r#""{key}":{{"type":"integer","minimum":0,"description":{description}}}"#
            ),
            2 => format!(
                r#""{key}":{{"type":"array","items":{{"type":"string"}},"description":{description}}}"#
            ),
            _ => format!(r#""{key}":{{"type":"string","description":{description}}}"#),
        });
        if rng.bool() {
            required.push(format!(r#""{key}""#));
        }
    }
    format!(
        r#"{{"name":"{name}","description":{},"input_schema":{{"type":"object","properties":{{{}}},"required":[{}]}}}}"#,
        string(&words(rng, 15..60)),
        properties.join(","),
        required.join(",")
    )
}

/// The text as a JSON string.
fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The text as a JSON string without a character beyond ASCII.
fn ascii_string(text: &str) -> String {
    let mut out = String::new();
    for character in string(text).chars() {
        if character.is_ascii() {
            out.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

const WORDS: &[&str] = &[
    "the", "of", "and", "to", "in", "is", "that", "for", "it", "with", "as", "was", "on", "be",
    "by", "request", "answer", "model", "because", "however", "temperature", "customer", "order",
    "deliver", "between", "function", "returns", "value", "error", "should", "please", "summarise",
    "document", "table", "column", "index", "weather", "forecast", "station", "measure", "about",
    "important", "consider", "difference", "example", "result", "number", "people", "system",
];

fn word(rng: &mut Rng) -> &'static str {
    WORDS[rng.usize(..WORDS.len())]
}

fn words(rng: &mut Rng, count: std::ops::Range<usize>) -> String {
    let count = rng.usize(count);
    prose(rng, count)
}

/// Sentences and paragraphs, with a quotation now and then.
fn prose(rng: &mut Rng, count: usize) -> String {
    let mut out = String::new();
    for number in 0..count {
        out.push_str(word(rng));
        out.push_str(match rng.u8(..60) {
            _ if number + 1 == count => ".",
            0 => ".\n\n",
            1..3 => ".\n- ",
            3..7 => ". ",
            7..11 => ", ",
            11 => " \"so to say\" ",
            12 => " – ",
            _ => " ",
        });
    }
    out
}

/// Lines of source, with indentation, quotes and backslashes.
fn code(rng: &mut Rng, lines: std::ops::Range<usize>) -> String {
    let mut out = String::new();
    for _ in 0..rng.usize(lines) {
        out.push_str(&" ".repeat(4 * rng.usize(..4)));
        out.push_str(&match rng.u8(..5) {
            0 => format!("let {} = \"{}\\n\";\n", word(rng), word(rng)),
            1 => format!("if {}.is_empty() && {} > {} {{\n", word(rng), word(rng), rng.u8(..)),
            2 => format!("// {}\n", prose(rng, 9)),
            3 => format!("{}({}, {});\n", word(rng), word(rng), word(rng)),
            _ => "}\n".to_owned(),
        });
    }
    out
}

fn foreign(rng: &mut Rng, count: std::ops::Range<usize>) -> String {
    const WORDS: &[&str] = &[
        "größer", "naïve", "façade", "日本語", "東京の天気", "привет", "погода", "مرحبا", "नमस्ते",
        "한국어", "🌧️", "3 °C", "über", "señor", "Ελλάδα",
    ];
    let mut out = String::new();
    for _ in 0..rng.usize(count) {
        out.push_str(if rng.u8(..3) == 0 {
            word(rng)
        } else {
            WORDS[rng.usize(..WORDS.len())]
        });
        out.push(' ');
    }
    out.push('.');
    out
}
