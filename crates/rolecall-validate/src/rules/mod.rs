//! The rules: one file each, in folders by topic, and the list of them all.
//!
//! # How to add a rule
//!
//! Copy a file of the folder it belongs to, name the file after the rule, describe it in `docs`, write the `check`, and
//! add it to the `RULES` of the folder. The tests of the workspace run the examples in `docs`: a fence marked
//! ```` ```json,fail ```` is found by this rule alone, one marked ```` ```json,pass ```` by none.
//! What the example is sent with may follow: `api-version=…`, `beta=…` and `header=name:value` (once for each), `as=…`,
//! `as-of=…`, `platform=…`.
//! A rule about something that few requests have is a `Check::RequestNaming`, with the names of it, or a
//! `Check::RequestHaving`; code that a lint does not run through need not be fetched.
//! A rule earns its place by a rejection that it prevents or money that it saves (CONTRIBUTING.md).

mod advisor;
mod api;
pub(crate) mod batch;
mod cache;
mod citations;
mod completion;
mod container;
mod content;
mod context;
mod limits;
mod mcp;
mod media;
mod model;
mod response;
mod roles;
mod sampling;
pub(crate) mod schema;
mod stream;
mod structured_output;
pub(crate) mod syntax;
mod thinking;
mod tool_change;
mod tool_choice;
mod tool_use;
mod tools;
mod toolset;

pub(crate) use stream::stream_event_name;

use crate::{
    DocumentKind, Group, Level, Options, Span,
    answer::Answer,
    json::{NameSets, Value},
    request::Request,
    similar::most_similar,
    sink::{Draft, Sink},
    stream::Stream,
};
use std::sync::LazyLock;

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
    /// Such a request, where one of these names occurs anywhere in it, as a key or as a `type`: without any of them the
    /// rule has nothing to say, and most requests have none.
    RequestNaming(&'static [&'static str], fn(&Request<'_>, &mut Sink<'_>)),
    /// Such a request, where it has this.
    RequestHaving(Part, fn(&Request<'_>, &mut Sink<'_>)),
    /// A schema that answers are held to, or a schema within one.
    Subschema(fn(&structured_output::Subschema<'_>, &mut Sink<'_>)),
    /// A whole document.
    Document(Which, fn(&Document<'_>, &mut Sink<'_>)),
    /// A message that the API answered, also as part of a batch or put together from a stream.
    Answer(fn(&Answer<'_>, &mut Sink<'_>)),
    /// The events of a streamed answer.
    Stream(fn(&Stream<'_>, &mut Sink<'_>)),
    /// The `error` of an error that the API answered.
    Error(fn(Value<'_>, &mut Sink<'_>)),
}

/// Something that many requests do not have, and that names do not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Messages of role `system`.
    SystemMessages,
    /// Content blocks of other types than `text`.
    BlocksButText,
    /// Something that the schema annotates.
    Annotations,
    /// A platform that it is known to be sent to.
    Platform,
}

/// Which documents a rule about whole ones looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    All,
    /// Those of these kinds.
    Of(&'static [DocumentKind]),
    /// Those that are sent to the API with headers that are known.
    SentWithHeaders,
    /// Those that are sent to the API with beta values that are known.
    SentWithBetas,
}

/// A document as rules about the whole of it see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Document<'t> {
    pub(crate) root: Value<'t>,
    pub(crate) kind: DocumentKind,
}

impl Document<'_> {
    fn is_one(&self, which: Which, options: &Options) -> bool {
        match which {
            Which::All => true,
            Which::Of(kinds) => kinds.contains(&self.kind),
            Which::SentWithHeaders => options.headers.is_some() && self.is_sent(),
            Which::SentWithBetas => options.betas.is_some() && self.is_sent(),
        }
    }

    /// Whether it is sent to the API, so that headers go with it.
    fn is_sent(&self) -> bool {
        matches!(
            self.kind,
            DocumentKind::Request
                | DocumentKind::CountTokens
                | DocumentKind::Batch
                | DocumentKind::Completion
        )
    }

    /// Reports a fault that no value of the document has: of its headers, or of the whole of it.
    pub(crate) fn report_header<'s>(
        &self,
        rule: &'static Rule,
        message: impl Into<String>,
        sink: &'s mut Sink<'_>,
    ) -> Draft<'s> {
        let start = self.root.span().start;
        let span = Span {
            start,
            end: start + 1,
        };
        sink.report_text(rule, Some(self.root), span, message)
    }
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
    api::RULES,
    tool_change::RULES,
    context::RULES,
    mcp::RULES,
    container::RULES,
    completion::RULES,
    batch::RULES,
    advisor::RULES,
    roles::RULES,
    content::RULES,
    tool_use::RULES,
    tools::RULES,
    tool_choice::RULES,
    structured_output::RULES,
    toolset::RULES,
    limits::RULES,
    response::RULES,
    stream::RULES,
    model::RULES,
    thinking::RULES,
    sampling::RULES,
    cache::RULES,
    media::RULES,
    citations::RULES,
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
    for (which, checks) in &CHECKS.document {
        if document.is_one(*which, sink.options()) {
            for check in checks {
                check(document, sink);
            }
        }
    }
}

/// Runs every rule that looks at requests.
pub(crate) fn check_request(request: &Request<'_>, sink: &mut Sink<'_>) {
    for check in &CHECKS.request {
        check(request, sink);
    }
    for check in CHECKS.gates.opened_by(request.body) {
        check(request, sink);
    }
    for (part, checks) in &CHECKS.having {
        if request.has(*part) {
            for check in checks {
                check(request, sink);
            }
        }
    }
    structured_output::check(request, sink);
    schema::repairs::attach(request, sink);
}

/// Runs every rule that looks at answers.
pub(crate) fn check_answer(answer: &Answer<'_>, sink: &mut Sink<'_>) {
    for check in &CHECKS.answer {
        check(answer, sink);
    }
}

/// Runs every rule that looks at streams.
pub(crate) fn check_stream(stream: &Stream<'_>, sink: &mut Sink<'_>) {
    for check in &CHECKS.stream {
        check(stream, sink);
    }
}

/// Runs every rule that looks at errors.
pub(crate) fn check_error(error: Value<'_>, sink: &mut Sink<'_>) {
    for check in &CHECKS.error {
        check(error, sink);
    }
}

/// The checks of all rules by what they look at, sorted out once.
static CHECKS: LazyLock<Checks> = LazyLock::new(Checks::of_all_rules);

type CheckRequest = fn(&Request<'_>, &mut Sink<'_>);
type CheckDocument = fn(&Document<'_>, &mut Sink<'_>);

/// Checks of requests that one of some names must occur in.
///
/// Most checks are of something that few requests have, so those of the same names are passed over together.
#[derive(Default)]
struct Gates {
    names: Vec<&'static [&'static str]>,
    /// As `names`, to look for them all at once.
    sets: NameSets,
    /// What stands behind each gate.
    checks: Vec<Vec<CheckRequest>>,
}

impl Gates {
    fn push(&mut self, names: &'static [&'static str], check: CheckRequest) {
        if let Some(gate) = self.names.iter().position(|known| *known == names) {
            self.checks[gate].push(check);
        } else {
            self.names.push(names);
            self.sets.add(names);
            self.checks.push(vec![check]);
        }
    }

    /// The checks that a request must undergo for the names that occur in it.
    fn opened_by(&self, body: Value<'_>) -> impl Iterator<Item = CheckRequest> {
        let mut open = body.document_may_name_any(&self.sets);
        let gates = std::iter::from_fn(move || {
            let gate = open.trailing_zeros();
            open &= open.checked_sub(1)?;
            self.checks.get(gate as usize)
        });
        gates.flatten().copied()
    }
}

#[derive(Default)]
struct Checks {
    document: Vec<(Which, Vec<CheckDocument>)>,
    /// Of any request.
    request: Vec<CheckRequest>,
    gates: Gates,
    having: Vec<(Part, Vec<CheckRequest>)>,
    answer: Vec<fn(&Answer<'_>, &mut Sink<'_>)>,
    stream: Vec<fn(&Stream<'_>, &mut Sink<'_>)>,
    error: Vec<fn(Value<'_>, &mut Sink<'_>)>,
}

impl Checks {
    fn of_all_rules() -> Self {
        let mut checks = Self::default();
        for rule in all() {
            match rule.check {
                // Reported by the parser, the structural check, and `structured_output`, which knows its schemas.
                Check::Built | Check::Subschema(_) => {}
                Check::Document(which, check) => push_to(&mut checks.document, which, check),
                Check::Request(check) => checks.request.push(check),
                Check::RequestNaming(names, check) => checks.gates.push(names, check),
                Check::RequestHaving(part, check) => push_to(&mut checks.having, part, check),
                Check::Answer(check) => checks.answer.push(check),
                Check::Stream(check) => checks.stream.push(check),
                Check::Error(check) => checks.error.push(check),
            }
        }
        checks
    }
}

/// Adds a check to those of its sort.
fn push_to<S: PartialEq, C>(all: &mut Vec<(S, Vec<C>)>, sort: S, check: C) {
    match all.iter_mut().find(|(known, _)| *known == sort) {
        Some((_, checks)) => checks.push(check),
        None => all.push((sort, vec![check])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{json::parse, lint::request_of, request::Endpoint};
    use serde_json::Value as Json;

    /// The payloads of the documentation that rules find something in.
    fn failing_examples() -> impl Iterator<Item = &'static str> {
        all().flat_map(|rule| {
            let fences = rule.docs.split("```json,fail").skip(1);
            fences.filter_map(|fence| fence.split_once('\n')?.1.split("```").next())
        })
    }

    /// The payload, and the payload without each of its members in turn.
    fn variants(payload: &Json) -> Vec<Json> {
        fn pointers(value: &Json, at: &str, found: &mut Vec<(String, String)>) {
            match value {
                Json::Object(members) => {
                    for (name, value) in members {
                        found.push((at.to_owned(), name.clone()));
                        pointers(value, &format!("{at}/{name}"), found);
                    }
                }
                Json::Array(items) => {
                    for (index, item) in items.iter().enumerate() {
                        pointers(item, &format!("{at}/{index}"), found);
                    }
                }
                _ => {}
            }
        }
        let mut found = Vec::new();
        pointers(payload, "", &mut found);
        let mut variants = vec![payload.clone()];
        for (at, name) in found {
            let mut variant = payload.clone();
            if let Some(Json::Object(members)) = variant.pointer_mut(&at) {
                members.remove(&name);
            }
            variants.push(variant);
        }
        variants
    }

    #[test]
    fn checks_that_are_passed_over_would_find_nothing() {
        let options = Options::new();
        let mut passed_over = 0;
        for example in failing_examples() {
            let Ok(payload) = serde_json::from_str(example) else {
                continue;
            };
            for variant in variants(&payload) {
                let text = variant.to_string();
                let parsed = parse(&text);
                let root = parsed.tree.as_ref().unwrap().root();
                let request = request_of(root, Endpoint::Messages, &mut Sink::new(&options));
                let opened = root.document_may_name_any(&CHECKS.gates.sets);
                let closed = (0..).zip(&CHECKS.gates.checks);
                let closed = closed.filter(|(gate, _)| opened >> gate & 1 == 0);
                let mut closed: Vec<_> = closed.flat_map(|(_, checks)| checks).collect();
                let absent = CHECKS.having.iter().filter(|(part, _)| !request.has(*part));
                closed.extend(absent.flat_map(|(_, checks)| checks));
                for check in closed {
                    let mut sink = Sink::new(&options);
                    check(&request, &mut sink);
                    let findings = sink.finish();
                    assert!(findings.is_empty(), "{text}: {findings:#?}");
                    passed_over += 1;
                }
            }
        }
        assert!(passed_over > 10_000, "{passed_over}");
    }
}
