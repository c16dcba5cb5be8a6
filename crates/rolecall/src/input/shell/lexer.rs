//! Words and commands of a shell script, with the place of every byte.
//!
//! This is the part of the shell's grammar that decides where a word or a command ends and what a quoted text says:
//! quotes, escapes, expansions, here-documents, substitutions. Nothing is run; what only a run would know is unknown.
//! Anything is accepted: of a script that makes no sense, the commands that can be told apart are returned.

use crate::input::text::{Piece, Quoting, Text};
use memchr::{memchr, memmem};
use std::ops::Range;

/// A simple command.
#[derive(Debug, Default, Clone)]
pub(crate) struct Command {
    pub(crate) words: Vec<Text<'static>>,
    /// The here-document or here-string that it reads.
    pub(crate) input: Option<Text<'static>>,
    /// The file that it writes to.
    pub(crate) output: Option<Text<'static>>,
    /// Whether it reads what the command before it in the list writes.
    pub(crate) is_piped: bool,
}

/// So deep may substitutions stand in each other.
const DEPTH: usize = 32;
/// So often a script that ends inside a quote is tried again from its next line.
const RESTARTS: usize = 64;

/// The commands of a script, in order; those inside of substitutions come before the command that they stand in.
pub(crate) fn commands(script: &Text<'_>) -> Vec<Command> {
    let mut commands = Vec::new();
    let mut at = 0;
    for _ in 0..RESTARTS {
        let mut lexer = Lexer::new(script, at);
        lexer.list(None);
        commands.append(&mut lexer.commands);
        match lexer.broken_at {
            // The quote that never ends may be an apostrophe in some output: the lines after it may still be commands.
            Some(start) => match memchr(b'\n', &script.bytes[start..]) {
                Some(end) => at = start + end + 1,
                None => break,
            },
            None => break,
        }
    }
    commands
}

/// The commands that begin at an offset and end with the line, and where they end.
pub(crate) fn first_commands(text: &Text<'_>, at: usize) -> (Vec<Command>, usize) {
    let mut lexer = Lexer::new(text, at);
    lexer.is_for_line = true;
    lexer.list(None);
    let end = if lexer.broken_at.is_some() {
        at
    } else {
        lexer.at
    };
    (lexer.commands, end)
}

struct Lexer<'s> {
    script: &'s Text<'s>,
    bytes: &'s [u8],
    at: usize,
    commands: Vec<Command>,
    /// Here-documents whose text begins after this line.
    pending: Vec<Pending>,
    depth: usize,
    /// Whether what follows the first line with a command is not wanted.
    is_for_line: bool,
    /// Where the outermost command begins that the script ends in the middle of.
    broken_at: Option<usize>,
}

struct Pending {
    /// The number that the command gets, or more where a substitution follows on its line.
    command: usize,
    delimiter: Vec<u8>,
    is_expanded: bool,
    strips_tabs: bool,
}

/// What ends the list of commands of a substitution.
type End = Option<u8>;

impl<'s> Lexer<'s> {
    fn new(script: &'s Text<'s>, at: usize) -> Self {
        Self {
            script,
            bytes: &script.bytes,
            at,
            commands: Vec::new(),
            pending: Vec::new(),
            depth: 0,
            is_for_line: false,
            broken_at: None,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn rest(&self) -> &'s [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Reads commands up to the end of the script or of the substitution.
    fn list(&mut self, end: End) {
        let mut command = Command::default();
        let mut start = self.at;
        let first = self.commands.len();
        while let Some(byte) = self.peek() {
            if Some(byte) == end {
                break;
            }
            let is_outermost = end.is_none();
            if is_outermost && command.words.is_empty() && command.input.is_none() {
                start = self.at;
            }
            match byte {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\\' if self.skip_continuation() => {}
                b'#' => self.skip_comment(),
                b'\n' => {
                    self.at += 1;
                    self.finish(&mut command, false);
                    self.here_documents(first);
                    if self.is_for_line && is_outermost && !self.commands.is_empty() {
                        return;
                    }
                }
                b'|' => {
                    self.at += 1;
                    let is_or = self.peek() == Some(b'|');
                    if is_or || self.peek() == Some(b'&') {
                        self.at += 1;
                    }
                    self.finish(&mut command, !is_or);
                }
                b'&' if self.rest().starts_with(b"&>") => {
                    self.at += 1;
                }
                b';' | b'(' | b')' | b'&' => {
                    self.at += 1;
                    self.finish(&mut command, false);
                }
                b'<' | b'>' if !self.rest().starts_with(b"<(") => self.redirect(&mut command),
                _ => {
                    let word = self.word(end);
                    command.words.push(word);
                }
            }
            if self.broken_at.is_some() {
                if is_outermost {
                    self.broken_at = Some(start);
                }
                return;
            }
        }
        self.finish(&mut command, false);
        // A here-document that nothing follows is empty.
        self.pending.retain(|pending| pending.command < first);
    }

    /// Puts a command on the list, where there is one.
    fn finish(&mut self, command: &mut Command, pipes_on: bool) {
        let done = std::mem::replace(
            command,
            Command {
                is_piped: pipes_on,
                ..Command::default()
            },
        );
        // The number that a here-document waits with is the one that the command gets here, so it counts always.
        if !done.words.is_empty() || done.input.is_some() || done.output.is_some() {
            self.commands.push(done);
        } else {
            command.is_piped |= done.is_piped;
        }
    }

    fn skip_continuation(&mut self) -> bool {
        let length = if self.rest().starts_with(b"\\\n") {
            2
        } else if self.rest().starts_with(b"\\\r\n") {
            3
        } else {
            return false;
        };
        self.at += length;
        true
    }

    fn skip_comment(&mut self) {
        self.at += memchr(b'\n', self.rest()).unwrap_or(self.rest().len());
    }

    fn redirect(&mut self, command: &mut Command) {
        // A number before the sign is a file descriptor, not a word.
        let is_adjacent = self.at > 0 && self.bytes[self.at - 1].is_ascii_digit();
        let descriptor = |word: &Text<'_>| word.bytes.iter().all(u8::is_ascii_digit);
        if is_adjacent && command.words.last().is_some_and(descriptor) {
            command.words.pop();
        }
        let rest = self.rest();
        let sign: &[u8] = [
            &b"<<<"[..],
            b"<<-",
            b"<<",
            b">>",
            b">&",
            b"<&",
            b">|",
            b"<>",
            b"<",
            b">",
        ]
        .into_iter()
        .find(|sign| rest.starts_with(sign))
        .unwrap_or(b">");
        self.at += sign.len();
        while matches!(self.peek(), Some(b' ' | b'\t')) || self.skip_continuation() {
            if matches!(self.peek(), Some(b' ' | b'\t')) {
                self.at += 1;
            }
        }
        let from = self.at;
        let target = self.word(None);
        match sign {
            b"<<<" => command.input = Some(target),
            b"<<" | b"<<-" => {
                let written = &self.bytes[from..self.at];
                let is_quoted = written
                    .iter()
                    .any(|byte| matches!(byte, b'\'' | b'"' | b'\\'));
                // An empty command would not be put on the list, and a here-document belongs to it.
                command.input.get_or_insert_with(Text::default);
                self.pending.push(Pending {
                    command: self.commands.len(),
                    delimiter: target.bytes.into_owned(),
                    is_expanded: !is_quoted,
                    strips_tabs: sign == b"<<-",
                });
            }
            b">" | b">>" | b">|" => command.output = Some(target),
            _ => {}
        }
    }

    /// Reads the here-documents that wait since the last line.
    fn here_documents(&mut self, first: usize) {
        let (due, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut self.pending)
            .into_iter()
            .partition(|pending| pending.command >= first);
        self.pending = kept;
        for pending in due {
            let text = self.here_document(&pending);
            // Commands of a substitution on the same line may have come in between: the command is a later one then.
            let owner = self
                .commands
                .iter_mut()
                .skip(pending.command)
                .find(|command| {
                    command
                        .input
                        .as_ref()
                        .is_some_and(|input| input.bytes.is_empty())
                });
            if let Some(command) = owner {
                command.input = Some(text);
            }
        }
    }

    fn here_document(&mut self, pending: &Pending) -> Text<'static> {
        let mut text = Text::default();
        while self.at < self.bytes.len() {
            let end = memchr(b'\n', self.rest()).map_or(self.bytes.len(), |end| self.at + end);
            let mut line = self.at..end;
            if pending.strips_tabs {
                while self.bytes.get(line.start) == Some(&b'\t') && line.start < line.end {
                    line.start += 1;
                }
            }
            let content = self.bytes[line.clone()].trim_ascii_end();
            // An indented delimiter is no end for a shell, but pages show whole scripts indented.
            if content == pending.delimiter || content.trim_ascii_start() == pending.delimiter {
                self.at = (end + 1).min(self.bytes.len());
                return text;
            }
            let next = (end + 1).min(self.bytes.len());
            if pending.is_expanded {
                self.at = line.start;
                while self.at < next {
                    self.expanded(&mut text, Quoting::HereDocument, None);
                }
            } else {
                let known = Piece::Known(Quoting::Plain);
                self.copy(&mut text, line.start..next, known);
                self.at = next;
            }
        }
        text
    }

    /// Reads a word. It may be empty only where a redirection has no target.
    fn word(&mut self, end: End) -> Text<'static> {
        let mut word = Text::default();
        while let Some(byte) = self.peek() {
            if Some(byte) == end {
                break;
            }
            match byte {
                b'<' if self.rest().starts_with(b"<(") && word.bytes.ends_with(b"@")
                    || self.rest().starts_with(b"<(") && word.bytes.is_empty() =>
                {
                    self.substitution(&mut word, 2, b')');
                }
                b' ' | b'\t' | b'\r' | b'\n' | b'|' | b';' | b'&' | b'(' | b')' | b'<' | b'>' => {
                    break;
                }
                b'\\' => {
                    if !self.skip_continuation() {
                        self.escaped(&mut word);
                    }
                }
                b'\'' => self.single_quoted(&mut word),
                b'"' => self.double_quoted(&mut word),
                b'$' if self.rest().starts_with(b"$'") => self.ansi_quoted(&mut word),
                b'$' if self.rest().starts_with(b"$\"") => self.at += 1,
                _ => self.expanded(&mut word, Quoting::Plain, None),
            }
            if self.broken_at.is_some() {
                break;
            }
        }
        word
    }

    fn escaped(&mut self, word: &mut Text<'static>) {
        let start = self.at;
        let end = (start + 2).min(self.bytes.len());
        let literal = start + usize::from(end == start + 2);
        self.replace(word, literal..end, start..end, Piece::Known(Quoting::Plain));
        self.at = end;
    }

    fn single_quoted(&mut self, word: &mut Text<'static>) {
        let start = self.at + 1;
        let Some(length) = memchr(b'\'', &self.bytes[start..]) else {
            return self.give_up();
        };
        let end = start + length;
        self.copy(word, start..end, Piece::Known(Quoting::Single));
        self.at = end + 1;
    }

    fn double_quoted(&mut self, word: &mut Text<'static>) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            if byte == b'"' {
                self.at += 1;
                return;
            }
            self.expanded(word, Quoting::Double, Some(b'"'));
            if self.broken_at.is_some() {
                return;
            }
        }
        self.give_up();
    }

    /// `$'…'`: the escapes of C.
    fn ansi_quoted(&mut self, word: &mut Text<'static>) {
        self.at += 2;
        while let Some(byte) = self.peek() {
            let start = self.at;
            match byte {
                b'\'' => {
                    self.at += 1;
                    return;
                }
                b'\\' => {
                    let end = (start + 2).min(self.bytes.len());
                    let value = match self.bytes.get(start + 1) {
                        Some(b'n') => Some(b'\n'),
                        Some(b't') => Some(b'\t'),
                        Some(b'r') => Some(b'\r'),
                        Some(plain @ (b'\\' | b'\'' | b'"' | b'?')) => Some(*plain),
                        _ => None,
                    };
                    match value {
                        Some(value) => {
                            let source = self.source(start..end);
                            word.push(&[value], source, Piece::Fixed);
                        }
                        None => self.unknown(word, start..end),
                    }
                    self.at = end;
                }
                _ => {
                    self.copy(word, start..start + 1, Piece::Fixed);
                    self.at += 1;
                }
            }
        }
        self.give_up();
    }

    /// Reads one thing where variables are expanded: an expansion, an escape, or plain text. `quote` ends the text.
    fn expanded(&mut self, text: &mut Text<'static>, quoting: Quoting, quote: Option<u8>) {
        let start = self.at;
        let known = Piece::Known(quoting);
        match self.bytes[start] {
            b'$' => self.expansion(text, known),
            b'`' => self.substitution(text, 1, b'`'),
            b'\\' if quoting != Quoting::Plain => {
                let next = self.bytes.get(start + 1).copied();
                if self.skip_continuation() {
                    return;
                }
                let is_escape = match next {
                    Some(b'$' | b'`' | b'\\') => true,
                    Some(b'"') => quote == Some(b'"'),
                    _ => false,
                };
                if is_escape {
                    self.replace(text, start + 1..start + 2, start..start + 2, known);
                    self.at += 2;
                } else {
                    self.copy(text, start..start + 1, known);
                    self.at += 1;
                }
            }
            _ => {
                let is_plain = |byte: &u8| match quoting {
                    Quoting::Plain => {
                        byte.is_ascii_alphanumeric()
                            || *byte >= 0x80
                            || b"-_./:,=@%+?*~!#{}[]^".contains(byte)
                    }
                    Quoting::HereDocument => !b"$`\\\n".contains(byte),
                    _ => !b"$`\\".contains(byte) && Some(*byte) != quote,
                };
                let length = self.rest().iter().take_while(|byte| is_plain(byte)).count();
                let end = start + length.max(1);
                self.copy(text, start..end, known);
                self.at = end;
            }
        }
    }

    /// Reads what a `$` begins.
    fn expansion(&mut self, text: &mut Text<'static>, known: Piece) {
        let start = self.at;
        let rest = &self.bytes[start + 1..];
        let name = |rest: &[u8]| {
            rest.iter()
                .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
                .count()
        };
        match rest.first() {
            Some(b'(') if rest.starts_with(b"((") => match memmem::find(rest, b"))") {
                Some(length) => {
                    let end = start + 1 + length + 2;
                    self.unknown(text, start..end);
                    self.at = end;
                }
                None => self.give_up(),
            },
            Some(b'(') => self.substitution(text, 2, b')'),
            Some(b'{') => match closing_brace(rest) {
                Some(length) => {
                    text.variable = variable_name(&rest[1..length - 1]);
                    self.unknown(text, start..start + 1 + length);
                    self.at = start + 1 + length;
                }
                None => self.give_up(),
            },
            Some(byte) if byte.is_ascii_alphabetic() || *byte == b'_' => {
                let end = start + 1 + name(rest);
                text.variable = variable_name(&self.bytes[start + 1..end]);
                self.unknown(text, start..end);
                self.at = end;
            }
            Some(byte) if byte.is_ascii_digit() || b"@*#?$!-".contains(byte) => {
                self.unknown(text, start..start + 2);
                self.at = start + 2;
            }
            _ => {
                self.copy(text, start..start + 1, known);
                self.at = start + 1;
            }
        }
    }

    /// Reads a substitution: its commands are commands of the script, its result is unknown, unless it only shows a
    /// here-document.
    fn substitution(&mut self, text: &mut Text<'static>, opening: usize, closing: u8) {
        let start = self.at;
        self.at += opening;
        if self.depth == DEPTH {
            return self.give_up();
        }
        self.depth += 1;
        let first = self.commands.len();
        while self.broken_at.is_none() && self.peek().is_some_and(|byte| byte != closing) {
            self.list(Some(closing));
        }
        self.depth -= 1;
        if self.broken_at.is_some() || self.peek().is_none() {
            return self.give_up();
        }
        self.at += 1;
        match self.commands.get(first..) {
            Some([command]) if shows_input(command) && opening == 2 => {
                let shown = command.input.clone().unwrap_or_default();
                text.append(&shown);
            }
            _ => self.unknown(text, start..self.at),
        }
    }

    /// The script ends where it should not.
    fn give_up(&mut self) {
        self.at = self.bytes.len();
        self.broken_at.get_or_insert(0);
    }

    fn source(&self, range: Range<usize>) -> Range<usize> {
        let span = self.script.map.span(rolecall_validate::Span {
            start: range.start,
            end: range.end,
        });
        span.start..span.end
    }

    fn copy(&self, text: &mut Text<'static>, range: Range<usize>, kind: Piece) {
        // A range of the script may come from several places of the file.
        let slice = self.script.slice(range);
        for (bytes, source) in slice.pieces() {
            text.push(bytes, source, kind);
        }
    }

    fn replace(
        &self,
        text: &mut Text<'static>,
        literal: Range<usize>,
        range: Range<usize>,
        kind: Piece,
    ) {
        text.push(&self.bytes[literal], self.source(range), kind);
    }

    fn unknown(&self, text: &mut Text<'static>, range: Range<usize>) {
        text.push_unknown(self.source(range));
    }
}

/// Whether a command is a bare `cat` of a here-document.
fn shows_input(command: &Command) -> bool {
    let is_cat = matches!(&*command.words, [word] if &*word.bytes == b"cat");
    is_cat && command.input.is_some()
}

/// The text, where it is the name of a variable and nothing more.
fn variable_name(text: &[u8]) -> Option<String> {
    let is_name = text
        .iter()
        .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    is_name.then(|| String::from_utf8_lossy(text).into_owned())
}

/// Length of `{…}`, which may hold quotes and braces.
fn closing_brace(text: &[u8]) -> Option<usize> {
    let mut depth = 0;
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b'\\' => at += 1,
            b'"' => at += 1 + memchr(b'"', &text[at + 1..])?,
            b'\n' => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    /// The words of each command; what is unknown is shown as `?`.
    fn words(script: &str) -> Vec<Vec<String>> {
        let script = Text::of(script.as_bytes(), 0..script.len());
        commands(&script)
            .iter()
            .map(|command| command.words.iter().map(shown).collect())
            .collect()
    }

    fn inputs(script: &str) -> Vec<String> {
        let script = Text::of(script.as_bytes(), 0..script.len());
        commands(&script)
            .iter()
            .filter_map(|command| command.input.as_ref().map(shown))
            .collect()
    }

    fn shown(text: &Text<'_>) -> String {
        let mut bytes = text.bytes.to_vec();
        for range in text.unknown().into_iter().rev() {
            bytes.splice(range, *b"?");
        }
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn words_are_put_together_from_quoted_pieces() {
        assert_eq!(
            words(r#"a 'b c'"d $X \"e\" \x"f\ g '' $'h\n' # no"#),
            [["a", "b cd ? \"e\" \\xf g", "", "h\n"]]
        );
        assert_eq!(words("a '\"'$X'\"' \"'$Y'\""), [["a", "\"?\"", "'?'"]]);
        assert_eq!(
            words("a ${X:-\"}\"}b $1 ${#Y} $ $(pwd) `pwd`"),
            [
                vec!["pwd"],
                vec!["pwd"],
                vec!["a", "?b", "?", "?", "$", "?", "?"]
            ]
        );
    }

    #[test]
    fn commands_end_at_operators() {
        assert_eq!(
            words("a b; c && d \\\n e | f\nif g; then h 2>&1 > out; fi"),
            [
                vec!["a", "b"],
                vec!["c"],
                vec!["d", "e"],
                vec!["f"],
                vec!["if", "g"],
                vec!["then", "h"],
                vec!["fi"]
            ]
        );
    }

    #[test]
    fn here_documents_belong_to_their_commands() {
        assert_eq!(
            inputs("a <<EOF | b\n$X \\$Y \"\nEOF\nc <<-'E'\n\t$X\\\n\tE\nd <<< 'here'"),
            ["? $Y \"\n", "$X\\\n", "here"]
        );
        assert_eq!(inputs("a <<EOF\nnever ends"), ["never ends"]);
    }

    #[test]
    fn a_here_document_may_be_shown_by_cat() {
        assert_eq!(
            words("a \"$(cat <<'EOF'\n{\"b\": '$c'}\nEOF\n)\" d"),
            [vec!["cat"], vec!["a", "{\"b\": '$c'}\n", "d"]]
        );
    }

    /// After a quote that never ends, the next lines are read as if it were none.
    #[test]
    fn an_apostrophe_in_some_output_hides_nothing() {
        assert_eq!(words("a\nI'm output\nb \"c\""), [vec!["a"], vec!["b", "c"]]);
        assert_eq!(words("a \"$(\"$(\"$("), [["a"]; 0]);
    }

    #[test]
    fn deep_nesting_is_no_danger() {
        let deep = "$(".repeat(100_000);
        assert!(words(&deep).is_empty());
        let open = "\"$(a ".repeat(10_000);
        words(&open);
    }

    /// Random numbers, the same in every run.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: usize) -> usize {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from(self.0 >> 33).unwrap() % sides
        }

        fn pick<'p>(&mut self, from: &[&'p str]) -> &'p str {
            from[self.roll(from.len())]
        }
    }

    /// A word, put together from pieces that are quoted in every way and hold nothing that only a run would know.
    fn word(dice: &mut Dice) -> String {
        let plain = [
            "a", "B7", "{", "}", ":", "[", "]", "=", "é", "#", "-d", "/", "@", "%",
        ];
        let inner = [
            "a", " ", "{", "}", "\t", "\n", "#", ";", "|", "&", "<<E", "(", ")", "é",
        ];
        let mut word = dice.pick(&["w", "-", "é"]).to_owned();
        for _ in 0..dice.roll(6) {
            let mut inside = String::new();
            for _ in 0..dice.roll(5) {
                inside.push_str(dice.pick(&inner));
            }
            let part = match dice.roll(6) {
                0 => format!(
                    "'{inside}{}'",
                    dice.pick(&["", "\"", "$x", "`", "\\", "\\\""])
                ),
                1 => format!(
                    "\"{inside}{}\"",
                    dice.pick(&["", "'", "\\\"", "\\\\", "\\$x", "\\`", "\\n", "\\\n"])
                ),
                2 => dice
                    .pick(&["\\ ", "\\'", "\\\"", "\\\\", "\\$", "\\#", "\\;", "\\\n"])
                    .to_owned(),
                3 => format!(
                    "$'{}{}'",
                    dice.pick(&["", "x", " "]),
                    dice.pick(&["\\n", "\\'", "\\t", "\\\\", "\""])
                ),
                _ => dice.pick(&plain).to_owned(),
            };
            word.push_str(&part);
        }
        word
    }

    /// A here-document whose text says nothing that only a run would know.
    fn here_document(dice: &mut Dice) -> String {
        let lines = [
            "a",
            "  b",
            "\t{\"x\": 1}",
            "it's",
            "\"",
            "",
            "EOFF",
            "# no",
            "<<EOF",
            "é \\\\ z",
        ];
        let mut text: Vec<_> = (0..dice.roll(5)).map(|_| dice.pick(&lines)).collect();
        let (begin, end) = [
            ("<<EOF", "EOF"),
            ("<<'EOF'", "EOF"),
            ("<<-EOF", "\tEOF"),
            ("<< \"EOF\"", "EOF"),
        ][dice.roll(4)];
        if begin.contains(['\'', '"']) {
            text.push("$x `y` \\$");
        } else {
            text.push("\\$x \\`y\\` \\z");
        }
        text.push(end);
        format!("{begin}\n{}\n", text.join("\n"))
    }

    /// The shell itself is the judge of what words and here-documents say.
    #[test]
    fn bash_reads_the_same() {
        let mut dice = Dice(2026);
        let mut script = String::new();
        for _ in 0..400 {
            let count = 1 + dice.roll(4);
            let words: Vec<_> = (0..count).map(|_| word(&mut dice)).collect();
            let space = dice.pick(&[" ", "  ", " \\\n ", "\t"]);
            let words = words.join(space);
            let end = match dice.roll(4) {
                0 => format!(" {}", here_document(&mut dice)),
                _ => dice
                    .pick(&["\n", "; ", " # it's a \"remark\n", " && "])
                    .to_owned(),
            };
            let _ = write!(script, "show {words}{end}");
        }
        script.push_str("show end\n");
        let show = "show() { printf '%s\\0' \"$@\"; cat; printf '\\1'; }\n";
        let ours: Vec<(Vec<Vec<u8>>, Vec<u8>)> =
            commands(&Text::of(script.as_bytes(), 0..script.len()))
                .iter()
                .map(|command| {
                    assert!(command.words.iter().all(|word| word.known().is_some()));
                    let words = command.words[1..].iter().map(|word| word.bytes.to_vec());
                    let input = command.input.as_ref().map(|input| input.bytes.to_vec());
                    (words.collect(), input.unwrap_or_default())
                })
                .collect();
        let mut bash = std::process::Command::new("bash")
            .args(["-c", &format!("{show}{script}")])
            .env("LC_ALL", "C.UTF-8")
            .stdin(std::process::Stdio::null())
            .output()
            .expect("bash, which the gates run in");
        assert_eq!(String::from_utf8_lossy(&bash.stderr), "");
        assert_eq!(bash.stdout.pop(), Some(1));
        let theirs: Vec<(Vec<Vec<u8>>, Vec<u8>)> = bash
            .stdout
            .split(|byte| *byte == 1)
            .map(|command| {
                let mut parts: Vec<_> = command
                    .split(|byte| *byte == 0)
                    .map(<[u8]>::to_vec)
                    .collect();
                let input = parts.pop().unwrap();
                (parts, input)
            })
            .collect();
        for (ours, theirs) in ours.iter().zip(&theirs) {
            let shown = |(words, input): &(Vec<Vec<u8>>, Vec<u8>)| {
                let words: Vec<_> = words
                    .iter()
                    .map(|word| String::from_utf8_lossy(word).into_owned())
                    .collect();
                (words, String::from_utf8_lossy(input).into_owned())
            };
            assert_eq!(shown(ours), shown(theirs));
        }
        assert_eq!(ours.len(), theirs.len());
    }
}
