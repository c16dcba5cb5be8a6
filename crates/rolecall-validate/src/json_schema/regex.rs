//! What a regular expression uses, as far as it matters without running it.

/// Something that a regular expression asks for, with the place where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Feature<'p> {
    pub(crate) what: &'static str,
    pub(crate) written: &'p str,
}

/// The backreferences, look-arounds and word boundaries of an expression, in order.
pub(crate) fn features(pattern: &str) -> Vec<Feature<'_>> {
    let mut found = Vec::new();
    for token in tokens(pattern) {
        let what = match token {
            Token::Escape(escape) => of_escape(escape),
            Token::Group(group) => of_group(group),
            Token::Repeat(_) => None,
        };
        if let Some(what) = what {
            let written = token.written();
            found.push(Feature { what, written });
        }
    }
    found
}

/// The `{n,m}` of an expression, each with the larger of its numbers.
pub(crate) fn repeats(pattern: &str) -> impl Iterator<Item = (&str, usize)> {
    tokens(pattern).into_iter().filter_map(|token| match token {
        Token::Repeat(repeat) => {
            let inner = repeat.strip_prefix('{')?.strip_suffix('}')?;
            let (least, most) = inner.split_once(',').unwrap_or((inner, ""));
            let least: usize = least.parse().ok()?;
            let most = if most.is_empty() {
                least
            } else {
                most.parse().ok()?
            };
            Some((repeat, least.max(most)))
        }
        _ => None,
    })
}

#[derive(Debug, Clone, Copy)]
enum Token<'p> {
    /// A backslash and what it escapes, outside of a character class.
    Escape(&'p str),
    /// `(?` and what tells the kind of the group.
    Group(&'p str),
    Repeat(&'p str),
}

impl<'p> Token<'p> {
    fn written(self) -> &'p str {
        match self {
            Self::Escape(text) | Self::Group(text) | Self::Repeat(text) => text,
        }
    }
}

fn of_escape(escape: &str) -> Option<&'static str> {
    match escape.as_bytes().get(1)? {
        b'1'..=b'9' => Some("a backreference"),
        b'k' => escape
            .get(2..)?
            .starts_with(['<', '{', '\''])
            .then_some("a backreference"),
        b'b' | b'B' => Some("a word boundary"),
        _ => None,
    }
}

fn of_group(group: &str) -> Option<&'static str> {
    match group {
        "(?=" | "(?!" => Some("a lookahead"),
        "(?<=" | "(?<!" => Some("a lookbehind"),
        "(?P=" => Some("a backreference"),
        _ => None,
    }
}

fn tokens(pattern: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(first) = rest.chars().next() {
        let mut width = first.len_utf8();
        match first {
            '\\' => {
                width += rest[1..].chars().next().map_or(0, char::len_utf8);
                // What tells `\k<name>` from an escaped letter stands behind it.
                let shown = if rest.starts_with("\\k") { 3 } else { width };
                if let Some(escape) = rest.get(..shown).filter(|_| !in_class) {
                    tokens.push(Token::Escape(escape));
                }
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => {
                let kinds = ["(?<=", "(?<!", "(?P=", "(?=", "(?!"];
                let kind = kinds.into_iter().find(|kind| rest.starts_with(kind));
                if let Some(group) = kind.and_then(|kind| rest.get(..kind.len())) {
                    tokens.push(Token::Group(group));
                }
            }
            '{' if !in_class => {
                if let Some(repeat) = rest.find('}').and_then(|end| rest.get(..=end)) {
                    tokens.push(Token::Repeat(repeat));
                }
            }
            _ => {}
        }
        rest = rest.get(width..).unwrap_or_default();
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(pattern: &str) -> Vec<&str> {
        features(pattern)
            .iter()
            .map(|feature| feature.written)
            .collect()
    }

    #[test]
    fn what_structured_outputs_refuse_is_found() {
        assert_eq!(written(r"(a)\1"), [r"\1"]);
        assert_eq!(written(r"(?<n>a)\k<n>"), [r"\k<"]);
        assert_eq!(written(r"(?P<n>a)(?P=n)"), ["(?P="]);
        assert_eq!(written(r"(?=a)b(?!c)"), ["(?=", "(?!"]);
        assert_eq!(written(r"(?<=a)b(?<!c)"), ["(?<=", "(?<!"]);
        assert_eq!(written(r"\bword\B"), [r"\b", r"\B"]);
    }

    #[test]
    fn what_only_looks_like_it_is_not() {
        for pattern in [
            r"^[a-z0-9_]{1,64}$",
            r"[\b]",
            r"\\b",
            r"[(?=]",
            r"(?:a|b)+",
            r"(?<year>\d{4})",
            r"\d\w\s",
            r"\0",
            r"\kelvin",
            "é\\",
            "(?",
        ] {
            assert_eq!(written(pattern), Vec::<&str>::new(), "{pattern}");
        }
    }

    #[test]
    fn repeats_tell_their_larger_number() {
        let of = |pattern| repeats(pattern).collect::<Vec<_>>();
        assert_eq!(
            of("a{3}b{1,}c{2,5000}"),
            [("{3}", 3), ("{1,}", 1), ("{2,5000}", 5000)]
        );
        assert_eq!(of("a{b}{1[{9}]"), []);
    }
}
