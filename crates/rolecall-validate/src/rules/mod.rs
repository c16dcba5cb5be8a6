//! The rules: one file each, in folders by topic, and the list of them all.
//!
//! # How to add a rule
//!
//! Copy a file of the folder it belongs to, name the file after the rule, describe it in `docs`, write the `check`, and
//! add it to the `RULES` of the folder. The tests of the workspace run the examples in `docs`: a fence marked
//! ```` ```json,fail ```` is found by this rule alone, one marked ```` ```json,pass ```` by none.
//! What the example is sent with may follow: `api-version=…`, `beta=…` (once for each), `as=…`, `as-of=…`.
//! A rule earns its place by a rejection that it prevents or money that it saves (CONTRIBUTING.md).

mod content;
mod limits;
mod roles;
pub(crate) mod schema;
pub(crate) mod syntax;
mod tool_use;

use crate::{
    DocumentKind, Group, Level, json::Value, request::Request, similar::most_similar, sink::Sink,
};

/// One rule.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// Kebab-case name of the fault; never reused.
    pub name: &'static str,
    /// What it is about, which sets the default level.
    pub group: Group,
    /// The version of rolecall that brought it.
    pub since: &'static str,
    /// Markdown with the headings "What it does", "Why is this bad?", "Example", "Use instead", "Source".
    pub docs: &'static str,
    pub(crate) check: Check,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Check {
    /// Reported by the parser or by the structural check.
    Built,
    /// A create-message, token-count or batch-item request.
    Request(fn(&Request<'_>, &mut Sink<'_>)),
    /// A whole document, whatever it is.
    Document(fn(&Document<'_>, &mut Sink<'_>)),
}

/// A document as rules about the whole of it see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Document<'t> {
    pub(crate) root: Value<'t>,
    pub(crate) kind: DocumentKind,
}

impl Rule {
    /// The level of its findings unless the options say otherwise; `None` is off.
    pub fn default_level(&self) -> Option<Level> {
        // The parser keeps one of two equal keys, and so does the API.
        if self.name == syntax::duplicate_key::RULE.name {
            Some(Level::Warning)
        } else {
            self.group.default_level()
        }
    }

    /// The first sentence of "What it does".
    pub fn summary(&self) -> &'static str {
        let text = self
            .docs
            .split_once("### What it does\n")
            .map_or(self.docs, |(_, text)| text)
            .trim_start();
        text.find(".\n")
            .or_else(|| text.find(". "))
            .map_or(text, |end| &text[..end])
    }
}

/// The lists of all folders, in the order of the documentation.
const FOLDERS: &[&[&Rule]] = &[
    syntax::RULES,
    schema::RULES,
    roles::RULES,
    content::RULES,
    tool_use::RULES,
    limits::RULES,
];

/// All rules, by folder and name.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FOLDERS.iter().flat_map(|rules| rules.iter().copied())
}

/// The rule of this name.
pub fn find(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name)
}

pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    all().map(|rule| rule.name)
}

/// The rule or group whose name comes closest.
pub(crate) fn similar(name: &str) -> Option<&'static str> {
    most_similar(name, names().chain(Group::ALL.map(Group::as_str)))
}

/// Runs every rule that looks at whole documents.
pub(crate) fn check_document(document: &Document<'_>, sink: &mut Sink<'_>) {
    for rule in all() {
        if let Check::Document(check) = rule.check {
            check(document, sink);
        }
    }
}

/// Runs every rule that looks at requests.
pub(crate) fn check_request(request: &Request<'_>, sink: &mut Sink<'_>) {
    for rule in all() {
        if let Check::Request(check) = rule.check {
            check(request, sink);
        }
    }
}
