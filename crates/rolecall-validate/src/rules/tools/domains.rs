//! Entries of `allowed_domains` and `blocked_domains`.

use crate::{
    json::Value,
    request::{Tool, field},
};
use std::borrow::Cow;

/// Why an entry is no domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Empty,
    Space,
    Scheme,
    Wildcard,
}

/// The entries of both lists of a web tool.
pub(super) fn of(tool: Tool<'_>) -> impl Iterator<Item = (Value<'_>, Cow<'_, str>)> {
    let lists = ["allowed_domains", "blocked_domains"];
    let lists = lists
        .into_iter()
        .filter_map(move |name| field(tool.value, name));
    lists
        .flat_map(Value::items)
        .filter_map(|entry| Some((entry, entry.as_str()?)))
}

/// What is wrong with an entry.
pub(super) fn fault(domain: &str) -> Option<Fault> {
    if domain.is_empty() {
        Some(Fault::Empty)
    } else if domain.contains(char::is_whitespace) {
        Some(Fault::Space)
    } else if domain.contains("://") {
        Some(Fault::Scheme)
    } else if host(domain).contains('*') {
        Some(Fault::Wildcard)
    } else {
        None
    }
}

/// What stands before the path.
pub(super) fn host(domain: &str) -> &str {
    domain.split('/').next().unwrap_or(domain)
}

/// A domain that starts with a scheme, without it, where it is a good one then.
pub(super) fn without_scheme(domain: &str) -> Option<&str> {
    let (_, bare) = domain.split_once("://")?;
    // The slash of a bare host is no path.
    let bare = bare.strip_suffix('/').unwrap_or(bare);
    fault(bare).is_none().then_some(bare)
}

/// A domain without the `*.` before it, where nothing else is wrong with it.
pub(super) fn without_wildcard(domain: &str) -> Option<&str> {
    domain
        .strip_prefix("*.")
        .filter(|bare| fault(bare).is_none())
}
