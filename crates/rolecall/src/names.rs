//! Names of rules and groups that do not exist.

use rolecall_validate::{Group, UnknownRule};

/// So many names are proposed.
const MANY: usize = 5;

/// What to say about a name that does not exist: which were meant, perhaps.
pub(crate) fn unknown(name: &str, error: &UnknownRule) -> anyhow::Error {
    let error = error.to_string();
    let groups = Group::ALL.map(Group::as_str);
    let partly: Vec<_> = rolecall_validate::rules()
        .map(|rule| rule.name)
        .chain(groups)
        .filter(|known| known.contains(name) && !error.contains(&format!("`{known}`")))
        .take(MANY)
        .map(|known| format!("`{known}`"))
        .collect();
    let list = "`rolecall rules` lists all rules and groups";
    if name.is_empty() || partly.is_empty() {
        anyhow::anyhow!("{error}\n\n{list}")
    } else {
        anyhow::anyhow!("{error}\n\nnames with it: {}\n{list}", partly.join(", "))
    }
}

/// What to say about a word that is none of a few.
pub(crate) fn not_one_of(what: &str, word: &str, known: &[&str]) -> String {
    let closest = known
        .iter()
        .map(|known| (strsim::damerau_levenshtein(word, known), known))
        .filter(|(distance, known)| *distance <= known.len().div_ceil(3))
        .min();
    match closest {
        Some((_, closest)) => format!("`{word}` is no {what}; did you mean `{closest}`?"),
        None => format!("`{word}` is no {what}; there are {}", known.join(", ")),
    }
}
