//! Values of the `anthropic-beta` header.
//!
//! The list is generated from `schema/data/betas.json`. It is not complete: the API does not publish all of its values.

use crate::{generated::betas::BETAS, similar::most_similar};

/// What the newest SDK says of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Current,
    /// Listed, but no longer needed.
    Deprecated,
    /// Not listed, but named by documentation or clients.
    Seen,
}

/// What is known of a value; nothing where no source names it.
pub(crate) fn find(value: &str) -> Option<Status> {
    let position = BETAS
        .binary_search_by_key(&value, |(known, _)| known)
        .ok()?;
    BETAS.get(position).map(|(_, status)| *status)
}

/// The value that comes closest to a misspelt one.
pub(crate) fn similar(value: &str) -> Option<&'static str> {
    let name = |value: &str| {
        value
            .trim_end_matches(|c: char| c == '-' || c.is_ascii_digit())
            .len()
    };
    // A wrong date is the usual slip, and changes more characters than a slip of the pen.
    let of_this_name = BETAS
        .iter()
        .rev()
        .map(|(known, _)| *known)
        .find(|known| name(value) > 0 && known[..name(known)] == value[..name(value)]);
    of_this_name.or_else(|| most_similar(value, BETAS.iter().map(|(known, _)| *known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_exactly() {
        assert_eq!(find("compact-2026-09-04"), Some(Status::Current));
        assert_eq!(find("prompt-caching-2024-07-31"), Some(Status::Deprecated));
        assert_eq!(find("effort-2025-11-24"), Some(Status::Seen));
        assert_eq!(find("compact-2026-09"), None);
    }

    #[test]
    fn misspelt_values_find_their_name() {
        assert_eq!(similar("compact-2026-09-05"), Some("compact-2026-09-04"));
        assert_eq!(
            similar("mcp-client-2025-01-01"),
            Some("mcp-client-2026-09-15")
        );
        assert_eq!(
            similar("prompt-cacheing-2024-07-31"),
            Some("prompt-caching-2024-07-31")
        );
        assert_eq!(similar("something-else"), None);
        assert_eq!(similar(""), None);
    }
}
