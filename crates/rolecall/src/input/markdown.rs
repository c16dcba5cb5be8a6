//! Markdown and MDX: the JSON and the `curl` commands in the fences of a page.

use super::{
    embedded::{self, Embedded, Manner},
    shell,
    text::{Piece, Quoting, Text},
};
use memchr::memmem;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use rolecall_validate::{DocumentKind, Likeness, Options as LintOptions, lint};
use std::ops::Range;

/// The payloads of a page, in order. `kind` is what the command line says they are.
pub(super) fn payloads(page: &[u8], kind: Option<DocumentKind>) -> Vec<Embedded> {
    let page = plain_markdown(page);
    let mut payloads = Vec::new();
    for fence in fences(&page) {
        let language = match &*fence.info {
            "" => Language::of_text(&fence.text.bytes),
            info => Language::of(info),
        };
        match language {
            Some(Language::Json) => payloads.extend(json(fence, kind, false)),
            Some(Language::JsonWithComments) => payloads.extend(json(fence, kind, true)),
            Some(Language::Shell) => payloads.extend(shell::payloads(&fence.text)),
            None => {}
        }
    }
    payloads
}

#[derive(Debug, Clone, Copy)]
enum Language {
    Json,
    JsonWithComments,
    Shell,
}

impl Language {
    /// The language of a fence by the first word behind it: ```` ```bash title="…" ````.
    fn of(info: &str) -> Option<Self> {
        let word = info
            .trim_start_matches('{')
            .split(|character: char| character.is_whitespace() || ",{}:".contains(character))
            .next()?;
        match word.trim_start_matches('.').to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "jsonc" | "json5" => Some(Self::JsonWithComments),
            "bash" | "sh" | "shell" | "zsh" | "console" | "curl" | "shell-session"
            | "shellsession" | "sh-session" | "terminal" => Some(Self::Shell),
            _ => None,
        }
    }

    /// The language of a block that has no name, by what stands in it.
    fn of_text(text: &[u8]) -> Option<Self> {
        if text.trim_ascii_start().starts_with(b"{") {
            Some(Self::Json)
        } else {
            memmem::find(text, b"curl ").map(|_| Self::Shell)
        }
    }
}

/// A block of code, fenced or indented.
struct Fence {
    /// What stands behind the fence; nothing where the block is indented.
    info: String,
    text: Text<'static>,
}

fn fences(page: &Text<'_>) -> Vec<Fence> {
    // A page that is no UTF-8 has no structure that could be told.
    let Ok(source) = std::str::from_utf8(&page.bytes) else {
        return Vec::new();
    };
    let mut fences = Vec::new();
    let mut current: Option<Fence> = None;
    for (event, range) in Parser::new_ext(source, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                current = Some(Fence {
                    info: match kind {
                        CodeBlockKind::Fenced(info) => info.into_string(),
                        CodeBlockKind::Indented => String::new(),
                    },
                    text: Text::default(),
                });
            }
            Event::Text(text) => {
                if let Some(fence) = &mut current {
                    append(&mut fence.text, page, range, text.as_bytes());
                }
            }
            Event::End(TagEnd::CodeBlock) => fences.extend(current.take()),
            _ => {}
        }
    }
    fences
}

/// Appends a piece of a fence, which stands on the page as it is, except for some line ends and tabs.
fn append(text: &mut Text<'static>, page: &Text<'_>, range: Range<usize>, shown: &[u8]) {
    let slice = page.slice(range);
    if *slice.bytes == *shown {
        return text.append(&slice);
    }
    let mut sources = slice.pieces().map(|(_, source)| source);
    let first = sources.next().unwrap_or_default();
    let end = sources.last().unwrap_or_else(|| first.clone()).end;
    text.push(shown, first.start..end, Piece::Fixed);
}

/// A fence of JSON is a payload where it is a whole request body, or what the command line says.
fn json(fence: Fence, kind: Option<DocumentKind>, may_have_comments: bool) -> Option<Embedded> {
    let text = embedded::known_text(fence.text)?;
    if kind.is_none() && !is_request(&text.bytes) {
        return None;
    }
    let has = |name: &str| memmem::find(&text.bytes, name.as_bytes()).is_some();
    Some(Embedded {
        may_be_excerpt: !has("\"model\"") || !has("\"max_tokens\""),
        may_have_comments,
        manner: Manner::Shown,
        text,
        ..Embedded::default()
    })
}

/// Pages show answers and pieces of requests too, shortened as they like; only what is meant to be sent is judged.
fn is_request(text: &[u8]) -> bool {
    let known = LintOptions::new();
    let report = lint(text, &known);
    let has = |name: &str| memmem::find(text, name.as_bytes()).is_some();
    match report.kind {
        Some(_) if report.likeness == Likeness::Faint => false,
        Some(DocumentKind::Request) => has("\"messages\""),
        Some(DocumentKind::Batch) => has("\"params\""),
        Some(DocumentKind::Completion) => true,
        Some(_) => false,
        None => has("\"messages\"") && has("\"role\"") && has("\"model\""),
    }
}

/// Makes Markdown of MDX, where tags of components may stand around fences without blank lines and with any indentation,
/// both of which would hide a fence. A page without such tags stays as it is.
fn plain_markdown(page: &[u8]) -> Text<'_> {
    if !lines(page).any(|line| tag(&page[line]).is_some()) {
        return Text::of(page, 0..page.len());
    }
    let plain = Piece::Known(Quoting::Plain);
    let mut text = Text::default();
    let mut depth = 0_usize;
    let mut open: Option<Opening> = None;
    for line in lines(page) {
        let content = &page[line.clone()];
        let indent = content
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .count();
        let fence = Opening::of(content, indent);
        let mut start = line.start;
        match (&open, fence) {
            (Some(opening), fence) => {
                if depth > 0 {
                    start += indent.min(opening.indent);
                }
                if fence.is_some_and(|fence| fence.closes(opening)) {
                    start = if depth > 0 {
                        line.start + indent
                    } else {
                        line.start
                    };
                    open = None;
                }
            }
            (None, Some(fence)) => {
                if depth > 0 {
                    start += indent;
                }
                open = Some(fence);
            }
            (None, None) => match tag(content) {
                Some(change) => {
                    depth = match change {
                        Change::Opens => depth + 1,
                        Change::Closes => depth.saturating_sub(1),
                        Change::Neither => depth,
                    };
                    // A blank line, so that what follows stands on its own.
                    start = line.end - usize::from(content.ends_with(b"\n"));
                }
                None if depth > 0 => start += indent,
                None => {}
            },
        }
        text.push(&page[start..line.end], start..line.end, plain);
    }
    text
}

/// The lines of a text, with their ends.
fn lines(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= text.len() {
            return None;
        }
        let start = at;
        at = memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |end| at + end + 1);
        Some(start..at)
    })
}

enum Change {
    Opens,
    Closes,
    Neither,
}

/// What a line does that begins with the tag of a component; HTML's own names are lower case.
fn tag(line: &[u8]) -> Option<Change> {
    let line = line.trim_ascii();
    let name = line.strip_prefix(b"<")?;
    let closes = name.first() == Some(&b'/');
    let first = name.get(usize::from(closes))?;
    if !first.is_ascii_uppercase() {
        return None;
    }
    Some(if closes {
        Change::Closes
    } else if line.ends_with(b"/>") || memmem::find(line, b"</").is_some() {
        Change::Neither
    } else {
        Change::Opens
    })
}

/// The beginning or the end of a fence.
struct Opening {
    sign: u8,
    length: usize,
    indent: usize,
    has_info: bool,
}

impl Opening {
    fn of(line: &[u8], indent: usize) -> Option<Self> {
        let rest = &line[indent..];
        let sign = *rest.first().filter(|sign| matches!(sign, b'`' | b'~'))?;
        let length = rest.iter().take_while(|byte| **byte == sign).count();
        let info = rest[length..].trim_ascii();
        let is_fence = length >= 3 && !(sign == b'`' && info.contains(&b'`'));
        is_fence.then_some(Self {
            sign,
            length,
            indent,
            has_info: !info.is_empty(),
        })
    }

    fn closes(&self, opening: &Self) -> bool {
        self.sign == opening.sign && self.length >= opening.length && !self.has_info
    }
}
