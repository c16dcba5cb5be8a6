//! Server-sent events, from bytes that may be cut anywhere.

use memchr::memchr2;

/// One event as it stood in the stream, before its data is read as JSON.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct RawEvent {
    /// The value of the last `event` line; empty when there was none.
    pub(crate) name: Vec<u8>,
    /// The values of all `data` lines, joined with line feeds.
    pub(crate) data: Vec<u8>,
}

/// An incremental parser. Feed it with [`push`](Self::push), then take events until there is none.
///
/// It works on bytes: a chunk may end inside a UTF-8 character, and whoever reads the data as JSON finds out whether it
/// is UTF-8. Lines end with LF, CRLF or CR, as the standard says.
#[derive(Debug, Default)]
pub(crate) struct SseParser {
    buffer: Vec<u8>,
    /// Where the first line that is not yet taken begins.
    start: usize,
    /// How far the search for the end of that line has come.
    scanned: usize,
    /// The last line ended with a CR that was the last byte so far: a LF that follows belongs to it.
    after_cr: bool,
    /// The stream has begun: a byte order mark may not come any more.
    begun: bool,
    event: RawEvent,
    has_data: bool,
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

impl SseParser {
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        // What is taken is dropped here, once per chunk and not once per line.
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.scanned -= self.start;
            self.start = 0;
        }
        self.buffer.extend_from_slice(bytes);
    }

    /// The next event that is complete, that is, ended by an empty line.
    pub(crate) fn next_event(&mut self) -> Option<RawEvent> {
        loop {
            let (from, to) = self.next_line()?;
            if from < to {
                self.take_field(from, to);
            } else if let Some(event) = self.dispatch() {
                return Some(event);
            }
        }
    }

    /// The event that the end of the stream left without its empty line. The standard drops it; some servers, and
    /// recordings of streams, save that line at the very end.
    pub(crate) fn take_unfinished(&mut self) -> Option<RawEvent> {
        self.push(b"\n\n");
        self.next_event()
    }

    fn next_line(&mut self) -> Option<(usize, usize)> {
        if self.after_cr {
            if *self.buffer.get(self.start)? == b'\n' {
                self.start += 1;
                self.scanned = self.start;
            }
            self.after_cr = false;
        }
        let Some(offset) = memchr2(b'\n', b'\r', &self.buffer[self.scanned..]) else {
            self.scanned = self.buffer.len();
            return None;
        };
        let from = self.start;
        let to = self.scanned + offset;
        // A CR ends its line at once. To wait for a LF would hold back the event until more bytes come.
        self.after_cr = self.buffer[to] == b'\r';
        self.start = to + 1;
        self.scanned = self.start;
        if self.begun {
            return Some((from, to));
        }
        self.begun = true;
        let mark = self.buffer[from..to].starts_with(BYTE_ORDER_MARK);
        let skip = if mark { BYTE_ORDER_MARK.len() } else { 0 };
        Some((from + skip, to))
    }

    fn take_field(&mut self, from: usize, to: usize) {
        let line = &self.buffer[from..to];
        let (name, value) = match memchr::memchr(b':', line) {
            Some(colon) => (&line[..colon], &line[colon + 1..]),
            None => (line, &[][..]),
        };
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match name {
            b"event" => {
                self.event.name.clear();
                self.event.name.extend_from_slice(value);
            }
            b"data" => {
                if self.has_data {
                    self.event.data.push(b'\n');
                }
                self.event.data.extend_from_slice(value);
                self.has_data = true;
            }
            // Comments have an empty name; `id` and `retry` serve reconnecting, which this API does not offer.
            _ => {}
        }
    }

    fn dispatch(&mut self) -> Option<RawEvent> {
        let complete = self.has_data || !self.event.name.is_empty();
        let event = std::mem::take(&mut self.event);
        self.has_data = false;
        complete.then_some(event)
    }
}

#[cfg(test)]
mod tests {
    use super::{RawEvent, SseParser};
    use proptest::prelude::*;

    fn parse(chunks: &[&[u8]]) -> Vec<(String, String)> {
        let mut parser = SseParser::default();
        let mut events = Vec::new();
        for chunk in chunks {
            parser.push(chunk);
            while let Some(RawEvent { name, data }) = parser.next_event() {
                let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
                events.push((text(&name), text(&data)));
            }
        }
        events
    }

    fn event(name: &str, data: &str) -> (String, String) {
        (name.to_owned(), data.to_owned())
    }

    #[test]
    fn every_line_ending_ends_a_line() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["event: a", "data: 1", "", "data: 2", "", ""].join(end);
            assert_eq!(parse(&[text.as_bytes()]), [event("a", "1"), event("", "2")]);
        }
    }

    #[test]
    fn an_event_that_ends_with_cr_is_not_held_back() {
        let mut parser = SseParser::default();
        parser.push(b"data: 1\r\r");
        assert!(parser.next_event().is_some());
        parser.push(b"\ndata: 2\r\r");
        assert_eq!(
            parser.next_event().map(|event| event.data),
            Some(b"2".to_vec())
        );
    }

    #[test]
    fn data_lines_are_joined_and_only_one_space_is_cut() {
        assert_eq!(
            parse(&[b"data:  a\ndata:b\ndata\n\n"]),
            [event("", " a\nb\n")]
        );
    }

    #[test]
    fn comments_unknown_fields_and_a_byte_order_mark_are_skipped() {
        let text = b"\xef\xbb\xbf: hello\nid: 7\nretry: 10\nfoo: bar\nfoo\n\n\ndata: 1\n\n: keep-alive\n\n";
        assert_eq!(parse(&[text]), [event("", "1")]);
    }

    #[test]
    fn a_byte_order_mark_is_data_later_on() {
        assert_eq!(
            parse(&[b"data: 1\n\n\xef\xbb\xbfdata: 2\n\n"]),
            [event("", "1")]
        );
    }

    #[test]
    fn what_no_empty_line_ends_is_no_event() {
        assert_eq!(parse(&[b"data: 1\n\ndata: 2\n"]), [event("", "1")]);
    }

    #[test]
    fn the_last_event_can_be_had_without_its_end() {
        for end in ["", "\n", "\r", "\r\n"] {
            let mut parser = SseParser::default();
            parser.push(format!("event: a\ndata: 1{end}").as_bytes());
            assert!(parser.next_event().is_none());
            let event = parser.take_unfinished().unwrap();
            assert_eq!((&event.name[..], &event.data[..]), (&b"a"[..], &b"1"[..]));
            assert!(parser.take_unfinished().is_none());
        }
    }

    #[test]
    fn an_event_may_have_a_name_and_no_data() {
        assert_eq!(parse(&[b"event: error\n\n"]), [event("error", "")]);
    }

    proptest! {
        #[test]
        fn the_cut_does_not_matter(
            lines in prop::collection::vec("(data: ?|event: ?|: |data|)[aü€𝄞:{} ]{0,6}", 0..20),
            ends in prop::collection::vec(0..3_usize, 20),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
        ) {
            let mut bytes = Vec::new();
            for (line, end) in lines.iter().zip(ends) {
                bytes.extend_from_slice(line.as_bytes());
                bytes.extend_from_slice(["\n", "\r\n", "\r"][end].as_bytes());
            }
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
            cuts.extend([0, bytes.len()]);
            cuts.sort_unstable();
            let chunks: Vec<&[u8]> = cuts.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
            let single: Vec<&[u8]> = bytes.chunks(1).collect();
            let whole = parse(&[&bytes]);
            prop_assert_eq!(&parse(&chunks), &whole);
            prop_assert_eq!(&parse(&single), &whole);
        }

        #[test]
        fn any_bytes_are_taken(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            parse(&[&bytes]);
        }
    }
}
