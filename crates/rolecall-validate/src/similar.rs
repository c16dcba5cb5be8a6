//! Near misses for misspelt names.

/// The candidate that differs from `name` by few enough edits to be a misspelling of it.
pub(crate) fn most_similar<'c>(
    name: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    // A third of the letters may be wrong; short names must match more closely, or everything resembles everything.
    let limit = (name.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Edits (insert, delete, replace, swap neighbours) between two names, letter case and separators aside.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = normal(left).collect();
    let right: Vec<char> = normal(right).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let mut best = (row[j] + usize::from(a != b))
                .min(row[j + 1] + 1)
                .min(next[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                best = best.min(before[j - 1] + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[right.len()]
}

fn normal(name: &str) -> impl Iterator<Item = char> + '_ {
    // Names longer than any of ours are cut: the table is quadratic in their length.
    name.chars()
        .take(80)
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspellings_find_their_name() {
        let names = ["text", "image", "tool_use", "tool_result", "document"];
        for (typo, meant) in [
            ("txt", "text"),
            ("tool-use", "tool_use"),
            ("toolResult", "tool_result"),
            ("iamge", "image"),
        ] {
            assert_eq!(most_similar(typo, names), Some(meant), "{typo}");
        }
        for stranger in ["video", "", "x", "function_call"] {
            assert_eq!(most_similar(stranger, names), None, "{stranger}");
        }
    }
}
