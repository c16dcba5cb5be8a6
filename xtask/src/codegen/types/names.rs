//! How values and tags become names of variants.

/// `end_turn` → `EndTurn`, `image/png` → `ImagePng`, `claude-opus-4-5` → `ClaudeOpus4_5`.
///
/// An underscore stays between digits, where `45` would read as another number. A name that would start with a digit
/// or be a keyword gets the last word of the enum's name in front: `5m` of `CacheTtl` is `Ttl5m`, `self` of `BillTo` is
/// `ToSelf`.
pub(super) fn variant(value: &str, of: &str) -> String {
    let mut name = String::new();
    for word in value
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let mut letters = word.chars();
        let Some(first) = letters.next() else {
            continue;
        };
        let before_is_digit = name.ends_with(|c: char| c.is_ascii_digit());
        if name.is_empty() && first.is_ascii_digit() {
            name.push_str(last_word(of));
        } else if before_is_digit && first.is_ascii_digit() {
            name.push('_');
        }
        name.push(first.to_ascii_uppercase());
        name.push_str(letters.as_str());
    }
    if name == "Self" {
        name.insert_str(0, last_word(of));
    }
    name
}

/// The last word of a name in `PascalCase`.
pub(super) fn last_word(name: &str) -> &str {
    let start = name.rfind(|c: char| c.is_ascii_uppercase()).unwrap_or(0);
    &name[start..]
}

#[cfg(test)]
mod tests {
    use super::variant;

    #[test]
    fn values_become_variants() {
        for (value, expected) in [
            ("end_turn", "EndTurn"),
            ("image/png", "ImagePng"),
            ("claude-opus-4-5-20251101", "ClaudeOpus4_5_20251101"),
            ("bash_20250124", "Bash20250124"),
            ("5m", "Ttl5m"),
            ("url", "Url"),
            ("self", "TtlSelf"),
        ] {
            assert_eq!(variant(value, "CacheTtl"), expected, "{value}");
        }
    }
}
