//! Descriptions of the schema as Rust documentation.

use crate::schema::{Direction, Notes};
use std::fmt::Write as _;

const WIDTH: usize = 100;

/// Paragraphs as `///` lines with this indentation.
pub(super) fn comment(paragraphs: &[String], indent: &str) -> String {
    let mut out = String::new();
    for (position, paragraph) in paragraphs.iter().enumerate() {
        if position > 0 {
            let _ = writeln!(out, "{indent}///");
        }
        let mut line = String::new();
        for word in escape(paragraph).split_whitespace() {
            if !line.is_empty() && indent.len() + 5 + line.len() + word.len() > WIDTH {
                let _ = writeln!(out, "{indent}/// {line}");
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        let _ = writeln!(out, "{indent}/// {line}");
    }
    out
}

/// What the notes mean, in words.
pub(super) fn notes(notes: &Notes) -> Vec<String> {
    let mut sentences = Vec::new();
    match notes.only_in {
        Some(Direction::Request) => sentences.push("Only in requests.".to_owned()),
        Some(Direction::Response) => sentences.push("Only in responses.".to_owned()),
        None => {}
    }
    if !notes.beta.is_empty() {
        let values: Vec<_> = notes
            .beta
            .iter()
            .map(|value| format!("`{value}`"))
            .collect();
        sentences.push(format!(
            "Beta: `anthropic-beta` must list {}.",
            values.join(" or ")
        ));
    } else if notes.beta_face {
        sentences.push("On the beta face of the API only.".to_owned());
    }
    if let Some(version) = &notes.added_in {
        sentences.push(format!("Since API version `{version}`."));
    }
    if let Some(version) = &notes.removed_in {
        sentences.push(format!("Removed in API version `{version}`."));
    }
    if notes.deprecated {
        sentences.push("Deprecated.".to_owned());
    }
    if sentences.is_empty() {
        Vec::new()
    } else {
        vec![sentences.join(" ")]
    }
}

/// The first sentence of a description.
pub(super) fn first_sentence(description: &str) -> String {
    let end = description
        .match_indices(". ")
        .map(|(at, _)| at)
        .find(|at| {
            !["e.g", "i.e"]
                .iter()
                .any(|s| description[..*at].ends_with(s))
        });
    match end {
        Some(end) => description[..=end].to_owned(),
        None => description.to_owned(),
    }
}

/// Keeps rustdoc from reading links and tags into plain text.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for (position, part) in text.split('`').enumerate() {
        if position > 0 {
            out.push('`');
        }
        if position % 2 == 1 {
            out.push_str(part);
            continue;
        }
        let words: Vec<_> = part
            .split(' ')
            .map(|word| {
                if word.starts_with("https://") {
                    let end = word.trim_end_matches(['.', ',', ')', ';']).len();
                    format!("<{}>{}", &word[..end], &word[end..])
                } else {
                    word.replace('[', "\\[")
                        .replace(']', "\\]")
                        .replace('<', "\\<")
                }
            })
            .collect();
        out.push_str(&words.join(" "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{comment, first_sentence};

    #[test]
    fn text_is_escaped_and_code_is_not() {
        let text = "A list [x] of `[y]`; see https://a.example/b.".to_owned();
        assert_eq!(
            comment(&[text], ""),
            "/// A list \\[x\\] of `[y]`; see <https://a.example/b>.\n"
        );
    }

    #[test]
    fn long_lines_are_wrapped() {
        let text = "word ".repeat(40);
        let comment = comment(&[text], "    ");
        assert!(comment.lines().count() > 1);
        assert!(comment.lines().all(|line| line.len() <= 100));
    }

    #[test]
    fn sentences_end_at_a_stop() {
        assert_eq!(first_sentence("One, e.g. this. Two."), "One, e.g. this.");
    }
}
