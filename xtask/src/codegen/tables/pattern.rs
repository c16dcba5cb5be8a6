//! Patterns of strings, reduced to a prefix and one class of characters.

use anyhow::{Context as _, Result, bail, ensure};

/// What a `pattern` of the schema says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    pub(super) prefix: String,
    /// Bit `c` stands for the ASCII character `c`.
    pub(super) class: [u64; 2],
    /// For messages: `a-z`, `0-9` and `_`.
    pub(super) class_text: String,
    pub(super) min: usize,
    pub(super) max: Option<usize>,
}

/// Reads `^prefix[class]{min,max}$`; any other expression is refused.
pub(super) fn parse(pattern: &str) -> Result<Pattern> {
    read(pattern).with_context(|| {
        format!("the pattern `{pattern}` is not an anchored prefix, one class and a repeat")
    })
}

fn read(pattern: &str) -> Result<Pattern> {
    let body = pattern
        .strip_prefix('^')
        .and_then(|rest| rest.strip_suffix('$'))
        .context("it is not anchored")?;
    let (prefix, rest) = body.split_once('[').context("it has no class")?;
    let (members, repeat) = rest.split_once(']').context("the class is not closed")?;
    ensure!(
        prefix
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_- ".contains(c)),
        "the prefix holds more than plain characters"
    );
    let (class, class_text) = class(members)?;
    let (min, max) = bounds(repeat)?;
    Ok(Pattern {
        prefix: prefix.to_owned(),
        class,
        class_text,
        min,
        max,
    })
}

fn class(members: &str) -> Result<([u64; 2], String)> {
    let chars: Vec<char> = members.chars().collect();
    ensure!(
        chars
            .iter()
            .all(|c| c.is_ascii_graphic() && !r"\^[".contains(*c)),
        "the class holds more than plain characters and ranges"
    );
    let mut set = [0; 2];
    let mut add = |c: char| set[c as usize / 64] |= 1 << (c as usize % 64);
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(&first) = chars.get(at) {
        if let (Some('-'), Some(&last)) = (chars.get(at + 1), chars.get(at + 2)) {
            ensure!(first <= last, "the range {first}-{last} is empty");
            for c in first..=last {
                add(c);
            }
            parts.push(format!("`{first}-{last}`"));
            at += 3;
        } else {
            add(first);
            parts.push(format!("`{first}`"));
            at += 1;
        }
    }
    let text = match parts.split_last() {
        None => bail!("the class is empty"),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    };
    Ok((set, text))
}

fn bounds(repeat: &str) -> Result<(usize, Option<usize>)> {
    let counted = repeat
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'));
    Ok(match (repeat, counted) {
        ("", _) => (1, Some(1)),
        ("+", _) => (1, None),
        ("*", _) => (0, None),
        (_, Some(counts)) => match counts.split_once(',') {
            None => {
                let count = counts.parse()?;
                (count, Some(count))
            }
            Some((min, "")) => (min.parse()?, None),
            Some((min, max)) => (min.parse()?, Some(max.parse()?)),
        },
        _ => bail!("unknown repeat `{repeat}`"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_prefix_class_and_repeat() {
        let pattern = parse("^srvtoolu_[a-c_]{2,64}$").unwrap();
        assert_eq!(pattern.prefix, "srvtoolu_");
        assert_eq!(pattern.class, [0, 0b111 << (97 - 64) | 1 << (95 - 64)]);
        assert_eq!(pattern.class_text, "`a-c` and `_`");
        assert_eq!((pattern.min, pattern.max), (2, Some(64)));
        assert_eq!(parse("^[x-]+$").unwrap().class, [1 << 45, 1 << (120 - 64)]);
    }

    #[test]
    fn refuses_what_it_would_misread() {
        for pattern in [
            "[a-z]+",
            "^a|b$",
            "^[a-z]+x$",
            "^[^a]+$",
            r"^[\w]+$",
            "^a.[a]$",
            "^[]$",
            "^[a]?$",
        ] {
            assert!(parse(pattern).is_err(), "{pattern}");
        }
    }
}
