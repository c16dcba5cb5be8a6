//! Finding the rules whose documentation quotes an error message of the API.

use rolecall_validate::Rule;
use serde_json::Value;

/// A rule that states the wording of a message, and how well.
#[derive(Debug)]
pub(crate) struct Match {
    pub(crate) rule: &'static Rule,
    /// The wording as the documentation has it.
    pub(crate) wording: String,
    /// Whether every word agrees.
    pub(crate) is_exact: bool,
    /// Number of words that agree; more words tell more.
    weight: usize,
    has_same_path: bool,
}

/// The heading of the wordings in the documentation of a rule.
const HEADING: &str = "### The API says\n";
/// A message that is not quoted word for word must agree in so many words of a hundred, and in so many words.
const NEAR: usize = 85;
const NEAR_WORDS: usize = 7;
/// So many words of a pasted text are looked at.
const LONGEST: usize = 1000;
/// Words that stand for something else in every message.
const PLACEHOLDERS: [&str; 2] = ["…", "..."];
/// What ids begin with.
const IDS: &[&str] = &[
    "toolu_",
    "srvtoolu_",
    "mcptoolu_",
    "msg_",
    "msgbatch_",
    "req_",
    "file_",
    "container_",
    "skill_",
];

/// The rules whose wording is that of a pasted text, best first. Where one agrees word for word, those that only come
/// close are left out.
pub(crate) fn find(pasted: &str) -> Vec<Match> {
    let message = message_of(pasted);
    let (path, mut words) = split(&message, Source::Pasted);
    words.truncate(LONGEST);
    let mut matches: Vec<_> = rolecall_validate::rules()
        .filter_map(|rule| {
            wordings(rule.docs)
                .into_iter()
                .filter_map(|wording| compare(rule, wording, path.as_deref(), &words))
                .max_by_key(rank)
        })
        .collect();
    if matches.iter().any(|found| found.is_exact) {
        matches.retain(|found| found.is_exact);
    }
    matches.sort_by_key(|found| std::cmp::Reverse(rank(found)));
    matches
}

fn rank(found: &Match) -> (bool, usize, bool) {
    (found.is_exact, found.weight, found.has_same_path)
}

/// The wordings that the documentation of a rule quotes: lines of a fence, or code in a sentence.
pub(crate) fn wordings(docs: &str) -> Vec<String> {
    let Some((_, section)) = docs.split_once(HEADING) else {
        return Vec::new();
    };
    let section = section.split("\n### ").next().unwrap_or_default();
    let mut is_code = false;
    let mut wordings = Vec::new();
    for line in section.lines() {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if is_code {
            wordings.push(line.trim().to_owned());
        } else {
            wordings.extend(code_spans(line));
        }
    }
    wordings.retain(|wording| !wording.is_empty());
    wordings
}

/// The code of a line of Markdown. Wordings hold backticks themselves, so they stand between two of them.
fn code_spans(line: &str) -> Vec<String> {
    let fence = if line.contains("``") { "``" } else { "`" };
    line.split(fence)
        .skip(1)
        .step_by(2)
        .map(|code| code.trim().to_owned())
        .collect()
}

/// The message in a pasted text, which may be a whole error envelope, with the error's code where it has one.
fn message_of(pasted: &str) -> String {
    let envelope = pasted
        .find('{')
        .zip(pasted.rfind('}'))
        .and_then(|(start, end)| pasted.get(start..=end))
        .and_then(|json| serde_json::from_str::<Value>(json).ok());
    let text_at = |pointers: &[&str]| {
        let envelope = envelope.as_ref()?;
        let mut texts = pointers
            .iter()
            .filter_map(|pointer| envelope.pointer(pointer)?.as_str());
        texts.next()
    };
    let message = text_at(&["/error/message", "/error/error/message", "/message"]);
    let code = text_at(&[
        "/error/details/error_code",
        "/error/error/details/error_code",
        "/details/error_code",
    ]);
    match (message, code) {
        (Some(message), Some(code)) => format!("{message} {code}"),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => python_message(pasted).unwrap_or_else(|| pasted.to_owned()),
    }
}

/// The message in an envelope that Python has printed as a dictionary.
fn python_message(pasted: &str) -> Option<String> {
    let (_, rest) = pasted.split_once("'message': ")?;
    let quote = rest
        .chars()
        .next()
        .filter(|quote| matches!(quote, '\'' | '"'))?;
    let mut message = String::new();
    let mut letters = rest.chars().skip(1);
    while let Some(letter) = letters.next() {
        match letter {
            _ if letter == quote => return Some(message),
            '\\' => message.extend(letters.next()),
            _ => message.push(letter),
        }
    }
    // Cut off where it was copied.
    Some(message)
}

/// The path that a message begins with, its first name only, and the words behind it.
fn split(message: &str, source: Source) -> (Option<String>, Vec<Word>) {
    let message = message.trim();
    let path = message.split_once(": ").filter(|(path, _)| is_path(path));
    let (path, rest) = match path {
        Some((path, rest)) => (path.split('.').next().map(str::to_owned), rest),
        None => (None, message),
    };
    (path, words(rest, source))
}

/// `messages.2.content.0.tool_result`, also with `{i}` in it; a lone capitalised word is the beginning of a sentence.
fn is_path(text: &str) -> bool {
    !text.is_empty()
        && text.starts_with(|first: char| first.is_ascii_lowercase() || first == '{')
        && text.chars().all(|letter| {
            letter.is_ascii_alphanumeric()
                || matches!(letter, '.' | '_' | '-' | '{' | '}' | '…' | '[' | ']')
        })
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    /// Lower case, without quotes and punctuation at its ends.
    Plain(String),
    /// A number, an id or a model, or a list of them: stands for any single word or list.
    Value,
    /// A placeholder: stands for any number of words.
    Anything,
}

/// Where a text is from: only our own documentation has placeholders; braces of a pasted text are JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Docs,
    Pasted,
}

fn words(text: &str, source: Source) -> Vec<Word> {
    let mut words = Vec::new();
    let mut depth = 0_usize;
    for piece in text.split_whitespace() {
        // A placeholder may hold spaces: `{list of names}`.
        let was_inside = depth > 0;
        depth = (depth + piece.matches('{').count()).saturating_sub(piece.matches('}').count());
        let has_placeholder =
            piece.contains('{') || PLACEHOLDERS.iter().any(|dots| piece.contains(dots));
        if source == Source::Docs && (was_inside || has_placeholder) {
            if words.last() != Some(&Word::Anything) {
                words.push(Word::Anything);
            }
            continue;
        }
        let plain: String = piece
            .chars()
            .filter(|letter| !matches!(letter, '`' | '\'' | '"' | '\\' | '“' | '”' | '‘' | '’'))
            .flat_map(char::to_lowercase)
            .collect();
        let plain = plain.trim_matches(|letter: char| {
            matches!(
                letter,
                '.' | ',' | ':' | ';' | '(' | ')' | '[' | ']' | '<' | '>' | '{' | '}'
            )
        });
        if plain.is_empty() {
            continue;
        }
        if !is_value(plain) {
            words.push(Word::Plain(plain.to_owned()));
        } else if words.last() != Some(&Word::Value) {
            words.push(Word::Value);
        }
    }
    words
}

fn is_value(word: &str) -> bool {
    let has_digit = word.contains(|letter: char| letter.is_ascii_digit());
    let is_number = has_digit
        && word.chars().all(|letter| {
            letter.is_ascii_digit() || matches!(letter, '.' | ',' | '_' | '-' | '+' | '%')
        });
    is_number
        || IDS.iter().any(|id| word.starts_with(id)) && has_digit
        || word.starts_with("claude-")
        || word.starts_with("messages.") && has_digit
        || word.starts_with("tools.") && has_digit
}

fn compare(
    rule: &'static Rule,
    wording: String,
    path: Option<&str>,
    pasted: &[Word],
) -> Option<Match> {
    let (own_path, own) = split(&wording, Source::Docs);
    let plain = |words: &[Word]| {
        let plain = words.iter().filter(|word| matches!(word, Word::Plain(_)));
        plain.count()
    };
    let count = plain(&own);
    // A single word tells enough where it is a code, or where the path is the same.
    let is_telling =
        is_code(&own) || count == 1 && own_path.is_some() && own_path.as_deref() == path;
    if count < 2 && !is_telling {
        return None;
    }
    let is_exact = (0..pasted.len()).any(|start| starts_with(&pasted[start..], &own));
    let weight = if is_exact {
        count
    } else {
        let common = common_words(&own, pasted);
        let is_near = common >= NEAR_WORDS
            && common * 100 >= count * NEAR
            && common * 100 >= plain(pasted).min(2 * count) * NEAR / 2;
        if !is_near {
            return None;
        }
        common
    };
    Some(Match {
        rule,
        wording,
        is_exact,
        weight,
        has_same_path: own_path.as_deref() == path,
    })
}

/// Whether a wording is an error code, which is enough to tell what it is about.
fn is_code(wording: &[Word]) -> bool {
    matches!(wording, [Word::Plain(word)] if word.contains('_'))
}

/// Whether the words begin with those of a wording.
fn starts_with(words: &[Word], wording: &[Word]) -> bool {
    let Some((first, rest)) = wording.split_first() else {
        return true;
    };
    match first {
        Word::Anything => (0..=words.len()).any(|skip| starts_with(&words[skip..], rest)),
        Word::Value => !words.is_empty() && starts_with(&words[1..], rest),
        Word::Plain(_) => words.first() == Some(first) && starts_with(&words[1..], rest),
    }
}

/// Number of plain words that both have in the same order.
fn common_words(left: &[Word], right: &[Word]) -> usize {
    let mut row = vec![0; right.len() + 1];
    for word in left {
        let mut diagonal = 0;
        for (column, other) in right.iter().enumerate() {
            let above = row[column + 1];
            row[column + 1] = if word == other && matches!(word, Word::Plain(_)) {
                diagonal + 1
            } else {
                above.max(row[column])
            };
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agrees(wording: &str, pasted: &str) -> bool {
        let (_, wording) = split(wording, Source::Docs);
        let (_, pasted) = split(&message_of(pasted), Source::Pasted);
        (0..pasted.len()).any(|start| starts_with(&pasted[start..], &wording))
    }

    #[test]
    fn paths_numbers_and_ids_stand_for_any() {
        let wording = "messages.2: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1";
        assert!(agrees(
            wording,
            "messages.14: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_01AbC9. Each…"
        ));
        assert!(agrees(
            wording,
            "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1, toolu_2. Each…"
        ));
        assert!(!agrees(
            wording,
            "messages.14: `tool_use` ids were found without `text` blocks immediately after: toolu_01AbC9"
        ));
    }

    #[test]
    fn a_code_is_enough() {
        let rules = |pasted: &str| -> Vec<_> {
            let found = find(pasted).into_iter();
            found.map(|found| found.rule.name).collect()
        };
        assert_eq!(
            rules("compaction_block_ambiguous"),
            ["compaction-block-ambiguous"]
        );
        assert_eq!(
            rules(
                r#"{"type":"error","error":{"type":"invalid_request_error","message":"Too large.","details":{"error_code":"image_dimensions_too_large"}}}"#
            ),
            ["image-dimensions-max"]
        );
        assert!(rules("invalid_request_error").is_empty());
        assert!(rules("thinking").is_empty());
    }

    #[test]
    fn placeholders_stand_for_any_words() {
        let wording = "{path}: Input should be {one of these} or a string";
        assert!(agrees(
            wording,
            "tools.0.type: Input should be 'a', 'b' or 'c' or a string"
        ));
        assert!(agrees(
            "`…` is not a valid name",
            "`x y` is not a valid name"
        ));
        assert!(!agrees(wording, "tools.0.type: Input should be a number"));
    }

    #[test]
    fn envelopes_are_unwrapped() {
        let envelope = r#"{"type":"error","error":{"type":"invalid_request_error","message":"max_tokens: Field required"},"request_id":"req_011"}"#;
        assert_eq!(message_of(envelope), "max_tokens: Field required");
        assert_eq!(
            message_of(&format!("HTTP 400 {envelope}\n")),
            "max_tokens: Field required"
        );
        let coded =
            r#"{"error":{"message":"Not now.","details":{"error_code":"thread_not_found"}}}"#;
        assert_eq!(message_of(coded), "Not now. thread_not_found");
        // Python prints the envelope as a dictionary, which is no JSON.
        let python = "Error code: 400 - {'type': 'error', 'error': {'message': 'messages: roles must alternate between \"user\" and \"assistant\"'}}";
        assert!(agrees(
            "messages: roles must alternate between \"user\" and \"assistant\"",
            python
        ));
        assert!(!agrees(
            "roles must alternate between \"x\" and \"y\"",
            python
        ));
        assert_eq!(
            message_of(python),
            r#"messages: roles must alternate between "user" and "assistant""#
        );
        // Python chooses the quotes, and escapes its own.
        assert_eq!(
            message_of(
                r#"Error code: 400 - {'error': {'message': "'claude-x' is \"it\"", 'type': 'x'}}"#
            ),
            r#"'claude-x' is "it""#
        );
    }

    #[test]
    fn a_single_word_tells_with_its_path_or_as_a_code() {
        let found = |message: &str| -> Vec<_> {
            find(message).iter().map(|found| found.rule.name).collect()
        };
        // Both texts in public bug reports of 2026.
        assert_eq!(found("temperature: range: 0..1"), ["schema/out-of-range"]);
        assert_eq!(
            found("temperature: range: -1 or 0..1"),
            ["schema/out-of-range"]
        );
        assert!(found("available_tools_limit_exceeded").contains(&"defer-max"));
        assert!(found("the range of it").is_empty());
    }

    #[test]
    fn codes_of_errors_are_wordings() {
        let envelope = r#"{"type":"error","error":{"type":"invalid_request_error","message":"No such tool.","details":{"error_code":"tool_reference_unresolved"}}}"#;
        let rules =
            |pasted: &str| -> Vec<_> { find(pasted).iter().map(|found| found.rule.name).collect() };
        assert_eq!(rules(envelope), ["tool-change-unresolved"]);
        assert_eq!(
            rules("tool_reference_unresolved"),
            ["tool-change-unresolved"]
        );
        assert_eq!(rules("unresolved"), [""; 0]);
    }

    #[test]
    fn wordings_stand_in_fences_or_sentences() {
        let docs = "### What it does\nx\n\n### The API says\n```text\na: one\n\nb: two\n```\nor ``the `x` one`` and\n`plain`\n\n### Example\n`no`\n";
        assert_eq!(wordings(docs), ["a: one", "b: two", "the `x` one", "plain"]);
    }
}
