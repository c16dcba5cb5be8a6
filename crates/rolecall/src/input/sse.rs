//! Server-sent events: `event:` and `data:` lines, a blank line after each event.

use super::lines::split_lines;
use memchr::memchr_iter;
use std::ops::Range;

/// One event, as ranges of the text.
#[derive(Debug, Default)]
pub(super) struct Event {
    /// What its last `event:` line says.
    pub(super) name: Option<Range<usize>>,
    /// What its `data:` lines say.
    pub(super) data: Vec<Range<usize>>,
}

/// Whether a text is a transcript of server-sent events rather than JSON.
pub(super) fn is_sse(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let text = text.trim_ascii_start();
    let fields: [&[u8]; 5] = [b"event:", b"data:", b"id:", b"retry:", b":"];
    fields.iter().any(|field| text.starts_with(field))
}

/// Finds the events; those without data are left out, as readers of a stream do.
pub(super) fn events(text: &[u8]) -> Vec<Event> {
    let mut events = Vec::new();
    let mut event = Event::default();
    let mut last_end = 0;
    for line in split_lines(text).ranges {
        // Blank lines are not in the list: where one was, the text between two lines holds two line ends.
        let gap = &text[last_end..line.start];
        if memchr_iter(b'\n', gap).count() > 1 {
            events.push(std::mem::take(&mut event));
        }
        last_end = line.end;
        if let Some(value) = field(text, &line, b"data:") {
            event.data.push(value);
        } else if let Some(value) = field(text, &line, b"event:") {
            event.name = Some(value);
        }
    }
    events.push(event);
    events.retain(|event| !event.data.is_empty());
    events
}

/// The value of a line that is a field of this name.
fn field(text: &[u8], line: &Range<usize>, name: &[u8]) -> Option<Range<usize>> {
    if !text[line.clone()].starts_with(name) {
        return None;
    }
    let start = line.start + name.len();
    let space = usize::from(text.get(start) == Some(&b' '));
    Some((start + space).min(line.end)..line.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data_of(text: &str) -> Vec<Vec<&str>> {
        events(text.as_bytes())
            .into_iter()
            .map(|event| event.data.into_iter().map(|range| &text[range]).collect())
            .collect()
    }

    #[test]
    fn events_end_at_blank_lines() {
        let text = "event: ping\r\ndata: {\"type\": \"ping\"}\r\n\r\n: comment\n\ndata:{}\ndata: 1\n\n\ndata: x";
        assert_eq!(
            data_of(text),
            [vec!["{\"type\": \"ping\"}"], vec!["{}", "1"], vec!["x"]]
        );
    }

    #[test]
    fn an_event_without_data_is_none() {
        assert!(data_of("event: ping\n\n:\n").is_empty());
    }

    #[test]
    fn an_event_has_the_name_of_its_own_lines() {
        let text = "event: a\n\nevent: b\nevent:c\ndata: 1\n\ndata: 2";
        let names: Vec<_> = events(text.as_bytes())
            .into_iter()
            .map(|event| event.name.map(|range| &text[range]))
            .collect();
        assert_eq!(names, [Some("c"), None]);
    }

    #[test]
    fn json_is_no_transcript() {
        assert!(is_sse(b"\n event: x"));
        assert!(is_sse(b": keep-alive"));
        assert!(!is_sse(b"{\"event\": 1}"));
        assert!(!is_sse(b""));
    }
}
