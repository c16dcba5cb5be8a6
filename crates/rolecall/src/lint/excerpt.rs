//! The lines of the source that a finding is shown with.
//!
//! Lines of payloads can be megabytes long (an image, a minified body), so only a window around the fault is kept.

use super::problem::Point;
use memchr::{memchr, memchr_iter, memrchr};
use rolecall_validate::{Finding, Span};
use std::ops::Range;

/// Columns that a window takes at most, without the dots at its ends.
const WIDTH: usize = 100;
/// Columns left for what follows the focus, also where much stands before it.
const AFTER: usize = 64;
/// Related places up to so many lines away are drawn in the same excerpt.
const NEAR: usize = 6;
/// So many lines of a value that goes over several are shown, so that it can be recognised.
const LINES: usize = 3;
/// So many related places are shown with their lines.
const MANY: usize = 4;

/// Some lines of a file, and what is marked in them.
#[derive(Debug)]
pub(crate) struct Excerpt {
    /// Where the first mark begins.
    pub(crate) point: Point,
    /// Number of the first line.
    pub(crate) first_line: usize,
    /// The lines, joined by line ends.
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
}

#[derive(Debug)]
pub(crate) struct Mark {
    /// Bytes of the excerpt's text.
    pub(crate) range: Range<usize>,
    /// What is to be seen there; absent for the finding itself.
    pub(crate) label: Option<String>,
    /// Whether the excerpt is about this mark.
    pub(crate) is_primary: bool,
}

/// A place to show.
struct Spot<'f> {
    span: Span,
    point: Point,
    label: Option<&'f str>,
}

/// The excerpts of a finding: first the one of the finding itself, then those of related places that are far from it.
pub(super) fn excerpts(
    text: &[u8],
    finding: &Finding,
    point: impl Fn(usize) -> Point,
) -> Vec<Excerpt> {
    let primary = Spot {
        span: finding.span,
        point: point(finding.span.start),
        label: None,
    };
    let first_window = Window::around(text, line_at(text, primary.span.start), primary.span.start);
    let related = finding.related.iter().take(MANY).map(|related| Spot {
        span: related.span,
        point: point(related.span.start),
        label: Some(&related.message),
    });
    let (near, far): (Vec<_>, Vec<_>) = related.partition(|spot| {
        let lines = spot.point.line.abs_diff(primary.point.line);
        lines <= NEAR && (lines > 0 || first_window.shows(spot.span.start))
    });
    let mut all = vec![excerpt(text, &primary, &near)];
    all.extend(far.iter().map(|spot| excerpt(text, spot, &[])));
    all
}

fn excerpt(text: &[u8], main: &Spot<'_>, others: &[Spot<'_>]) -> Excerpt {
    let spots = || std::iter::once(main).chain(others);
    let start = spots().map(|spot| spot.span.start).min().unwrap_or(0);
    let end = spots().map(|spot| spot.span.start).max().unwrap_or(0);
    let end = end.max(end_of_lines(text, main.span));
    let mut excerpt = Excerpt {
        point: main.point,
        first_line: spots().map(|spot| spot.point.line).min().unwrap_or(1),
        text: String::new(),
        marks: Vec::new(),
    };
    let mut line = line_at(text, start);
    loop {
        let here: Vec<_> = spots()
            .filter(|spot| line.start <= spot.span.start && spot.span.start <= line.end)
            .collect();
        let focus = here.first().map_or(line.start, |spot| spot.span.start);
        let window = Window::around(text, line.clone(), focus);
        let base = excerpt.text.len();
        excerpt.marks.extend(here.iter().map(|spot| {
            let range = window.range(spot.span);
            Mark {
                range: base + range.start..base + range.end,
                label: spot.label.map(str::to_owned),
                is_primary: std::ptr::eq(*spot, main),
            }
        }));
        excerpt.text.push_str(&window.text);
        if line.end >= end || line.end >= text.len() {
            return excerpt;
        }
        excerpt.text.push('\n');
        line = line_at(text, line.end + 1);
    }
}

/// Where the first few lines of a span end.
fn end_of_lines(text: &[u8], span: Span) -> usize {
    let value = text.get(span.start..span.end).unwrap_or_default();
    memchr_iter(b'\n', value)
        .nth(LINES - 1)
        .map_or(span.end, |end| span.start + end)
}

/// The line that holds an offset, without its end.
fn line_at(text: &[u8], offset: usize) -> Range<usize> {
    let offset = offset.min(text.len());
    let start = memrchr(b'\n', &text[..offset]).map_or(0, |end| end + 1);
    let end = memchr(b'\n', &text[offset..]).map_or(text.len(), |end| offset + end);
    let is_crlf = end > start && text[end - 1] == b'\r' && end > offset;
    start..end - usize::from(is_crlf)
}

/// What is shown of a line.
struct Window {
    text: String,
    /// The characters that are shown: offset in the source, offset in the window.
    offsets: Vec<(usize, usize)>,
    /// Ends of what is shown, in the source and in the window.
    end: (usize, usize),
}

impl Window {
    fn around(text: &[u8], line: Range<usize>, focus: usize) -> Self {
        let focus = focus.clamp(line.start, line.end);
        // No character has more than four bytes.
        let from = char_start(text, focus.saturating_sub(4 * WIDTH).max(line.start));
        let to = char_start(text, (focus + 4 * WIDTH).min(line.end));
        let shown = shown(&decode(&text[from..to], from), focus);
        let (first, last) = match (shown.first(), shown.last()) {
            (Some(first), Some(last)) => (first.offset, last.offset + last.length),
            _ => (line.start, line.start),
        };
        let mut window = Self {
            text: String::new(),
            offsets: Vec::with_capacity(shown.len()),
            end: (last, 0),
        };
        if first > line.start {
            window.text.push('…');
        }
        for character in &shown {
            window.offsets.push((character.offset, window.text.len()));
            window.text.push(character.shown);
        }
        window.end.1 = window.text.len();
        if last < line.end {
            window.text.push('…');
        }
        window
    }

    fn shows(&self, offset: usize) -> bool {
        let first = self.offsets.first().map_or(0, |first| first.0);
        (first..self.end.0).contains(&offset)
    }

    /// Where the window shows a span, cut at its ends. A span is never empty where there is a character to show.
    fn range(&self, span: Span) -> Range<usize> {
        let start = self.position(span.start);
        let end = self.position(span.end);
        if start < end {
            return start..end;
        }
        let next = self.text[start..].chars().next().map_or(0, char::len_utf8);
        start..start + next
    }

    fn position(&self, offset: usize) -> usize {
        let number = self.offsets.partition_point(|(source, _)| *source < offset);
        self.offsets.get(number).map_or(self.end.1, |found| found.1)
    }
}

#[derive(Clone, Copy)]
struct Character {
    /// In the source.
    offset: usize,
    /// In the source.
    length: usize,
    shown: char,
}

impl Character {
    /// Columns in a terminal, roughly: never too few.
    fn width(self) -> usize {
        match self.shown {
            '\t' => 4,
            ' '..='~' => 1,
            _ => 2,
        }
    }
}

/// The characters to show: as much before the focus as what follows it leaves room for.
fn shown(characters: &[Character], focus: usize) -> Vec<Character> {
    let middle = characters.partition_point(|character| character.offset < focus);
    let (before, after) = characters.split_at(middle);
    let (count_after, width_after) = fitting(after.iter(), AFTER);
    let (count_before, width_before) = fitting(before.iter().rev(), WIDTH - width_after);
    let count_after = if count_after == after.len() {
        count_after
    } else {
        fitting(after.iter(), WIDTH - width_before).0
    };
    characters[middle - count_before..middle + count_after].to_vec()
}

/// How many of the characters fit, and how wide these are.
fn fitting<'c>(characters: impl Iterator<Item = &'c Character>, room: usize) -> (usize, usize) {
    let mut count = 0;
    let mut width = 0;
    for character in characters {
        if width + character.width() > room {
            break;
        }
        width += character.width();
        count += 1;
    }
    (count, width)
}

fn decode(text: &[u8], base: usize) -> Vec<Character> {
    let mut characters = Vec::new();
    let mut offset = base;
    for chunk in text.utf8_chunks() {
        for shown in chunk.valid().chars() {
            let length = shown.len_utf8();
            characters.push(Character {
                offset,
                length,
                shown,
            });
            offset += length;
        }
        for _ in chunk.invalid() {
            characters.push(Character {
                offset,
                length: 1,
                shown: char::REPLACEMENT_CHARACTER,
            });
            offset += 1;
        }
    }
    characters
}

/// The start of the character that an offset is in.
fn char_start(text: &[u8], offset: usize) -> usize {
    (0..4)
        .filter_map(|back| offset.checked_sub(back))
        .find(|at| text.get(*at).is_none_or(|byte| byte & 0xc0 != 0x80))
        .unwrap_or(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(line: &str, span: Range<usize>) -> (String, String) {
        let window = Window::around(line.as_bytes(), 0..line.len(), span.start);
        let range = window.range(Span {
            start: span.start,
            end: span.end,
        });
        let marked = window.text[range].to_owned();
        (window.text, marked)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let (text, marked) = window("{\"größe\": 1}", 9..12);
        assert_eq!(text, "{\"größe\": 1}");
        assert_eq!(marked, "\": ");
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let line = format!("{}FAULT{}", "a".repeat(5000), "z".repeat(5000));
        let (text, marked) = window(&line, 5000..5005);
        assert_eq!(marked, "FAULT");
        assert!(text.starts_with("…a") && text.ends_with("z…"), "{text}");
        assert_eq!(text.chars().count(), WIDTH + 2);
    }

    #[test]
    fn a_fault_at_the_end_leaves_room_for_what_is_before_it() {
        let line = format!("{}END", "a".repeat(5000));
        let (text, marked) = window(&line, 5000..5003);
        assert_eq!(marked, "END");
        assert_eq!(text.chars().count(), WIDTH + 1);
    }

    #[test]
    fn a_long_span_is_marked_as_far_as_it_is_shown() {
        let line = format!("\"{}\"", "日".repeat(3000));
        let (text, marked) = window(&line, 0..line.len());
        assert!(text.starts_with('"') && text.ends_with("日…"));
        assert_eq!(format!("{marked}…"), text);
    }

    #[test]
    fn bytes_that_are_no_text_are_shown_as_such() {
        let text = b"{\"a\": \"\xff\xfe\"}";
        let window = Window::around(text, 0..text.len(), 7);
        assert_eq!(window.text, "{\"a\": \"\u{fffd}\u{fffd}\"}");
        let range = window.range(Span { start: 7, end: 8 });
        assert_eq!(&window.text[range], "\u{fffd}");
    }

    #[test]
    fn an_empty_span_at_the_end_has_nothing_to_show() {
        let (_, marked) = window("{", 1..1);
        assert_eq!(marked, "");
        let (_, marked) = window("{}", 1..1);
        assert_eq!(marked, "}");
    }
}
