//! One document from text to report.

use crate::{
    CustomId, DocumentKind, Likeness, Options, Report, Span, Text,
    answer::Answer,
    detect,
    json::{self, Parsed, Value},
    request::{Endpoint, Request},
    rules::{self, Document, schema, stream_event_name, syntax},
    sink::Sink,
    stream::Stream,
    structure::{self, Noted, Shape},
};
use serde::Serialize;
use std::borrow::Cow;

/// Lints one document.
///
/// `text` is a string or bytes: a `&str`, a `Vec<u8>`.
pub fn lint(text: &(impl Text + ?Sized), options: &Options) -> Report {
    match text.as_string() {
        Some(text) => lint_checked(Ok(text), options),
        None => lint_checked(utf8(text.as_ref()), options),
    }
}

/// The text as a string, or where it stops being one.
fn utf8(text: &[u8]) -> Result<&str, Span> {
    simdutf8::compat::from_utf8(text).map_err(|error| {
        let start = error.valid_up_to();
        let end = start + error.error_len().unwrap_or(text.len() - start);
        Span { start, end }
    })
}

fn lint_checked(text: Result<&str, Span>, options: &Options) -> Report {
    let mut sink = Sink::new(options);
    let (kind, likeness) = match text {
        Ok(text) => lint_text(text, &mut sink),
        Err(broken) => {
            syntax::invalid_utf8::report(broken, &mut sink);
            unread(options)
        }
    };
    Report {
        kind,
        likeness,
        custom_ids: std::mem::take(&mut sink.custom_ids),
        findings: sink.finish(),
    }
}

/// Lints a stream of which each event is a text of its own, as server-sent events are.
///
/// The pointers of the findings begin with the number of the event, from 0. The spans are those of the events put
/// together with one line end between any two, as JSON Lines hold them.
pub fn lint_stream<T: AsRef<[u8]>>(events: &[T], options: &Options) -> Report {
    let options = options.clone().kind(DocumentKind::Stream);
    as_one(events, None, &options).unwrap_or_else(|| one_by_one(events, &options))
}

/// One event of a transcript of server-sent events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerSentEvent<'a> {
    /// What the `event:` line says; `None` where there is none.
    pub name: Option<&'a str>,
    /// What the `data:` lines say.
    pub data: &'a [u8],
}

impl AsRef<[u8]> for ServerSentEvent<'_> {
    fn as_ref(&self) -> &[u8] {
        self.data
    }
}

/// Lints a transcript of server-sent events: as [`lint_stream`] does, and the names of the events.
pub fn lint_sse(events: &[ServerSentEvent<'_>], options: &Options) -> Report {
    let options = options.clone().kind(DocumentKind::Stream);
    let names: Vec<_> = events.iter().map(|event| event.name).collect();
    as_one(events, Some(&names), &options).unwrap_or_else(|| one_by_one(events, &options))
}

/// Lints the events as the items of one array, unless one of them is not one whole JSON value.
fn as_one<T: AsRef<[u8]>>(
    events: &[T],
    names: Option<&[Option<&str>]>,
    options: &Options,
) -> Option<Report> {
    let total: usize = events.iter().map(|event| event.as_ref().len() + 1).sum();
    let mut joined = String::with_capacity(total + 2);
    joined.push('[');
    for (number, event) in events.iter().enumerate() {
        if number > 0 {
            joined.push(',');
        }
        joined.push_str(std::str::from_utf8(event.as_ref()).ok()?);
    }
    joined.push(']');
    let parsed = json::parse(&joined);
    let items: Vec<_> = parsed.tree.as_ref()?.root().items().collect();
    let mut start = 1;
    for (number, event) in events.iter().enumerate() {
        let end = start + event.as_ref().len();
        let item = items.get(number)?.span();
        if item.start < start || end < item.end {
            return None;
        }
        start = end + 1;
    }
    if items.len() != events.len() {
        return None;
    }
    let mut sink = Sink::new(options);
    lint_parsed(&parsed, &mut sink);
    if let Some(names) = names {
        stream_event_name::check(&items, names, &mut sink);
    }
    let mut findings = sink.finish();
    for finding in &mut findings {
        // The bracket before the events is ours; the comma between two of them stands for the line end.
        let last = total.saturating_sub(1);
        finding.move_spans(|offset| offset.saturating_sub(1).min(last));
    }
    Some(Report {
        kind: options.kind,
        likeness: Likeness::Whole,
        findings,
        custom_ids: Vec::new(),
    })
}

/// Lints every event by itself, so that what can be said of the others is said.
fn one_by_one<T: AsRef<[u8]>>(events: &[T], options: &Options) -> Report {
    let mut findings = Vec::new();
    let mut start = 0;
    for (number, event) in events.iter().enumerate() {
        for mut finding in lint(event.as_ref(), options).findings {
            finding.move_spans(|offset| start + offset);
            finding.move_pointers(number);
            findings.push(finding);
        }
        start += event.as_ref().len() + 1;
    }
    Report {
        kind: options.kind,
        likeness: Likeness::Whole,
        findings,
        custom_ids: Vec::new(),
    }
}

/// Lints a value that serialises to JSON, for callers that hold a typed request; spans refer to its compact text.
///
/// # Errors
///
/// When the value cannot be serialised.
pub fn lint_value(
    value: &(impl Serialize + ?Sized),
    options: &Options,
) -> Result<Report, serde_json::Error> {
    serde_json::to_vec(value).map(|text| lint(&text, options))
}

/// What is known of a document that cannot be read.
fn unread(options: &Options) -> (Option<DocumentKind>, Likeness) {
    let likeness = match options.kind {
        Some(_) => Likeness::Whole,
        None => Likeness::Faint,
    };
    (options.kind, likeness)
}

fn lint_text(text: &str, sink: &mut Sink<'_>) -> (Option<DocumentKind>, Likeness) {
    lint_parsed(&json::parse(text), sink)
}

fn lint_parsed(parsed: &Parsed<'_>, sink: &mut Sink<'_>) -> (Option<DocumentKind>, Likeness) {
    for fault in &parsed.faults {
        syntax::report(fault, parsed.tree.as_ref(), sink);
    }
    let Some(tree) = &parsed.tree else {
        return unread(sink.options());
    };
    let root = tree.root();
    let given = sink.options().kind;
    let kind = given.or_else(|| detect::kind(root));
    let likeness = match (given, kind) {
        (Some(_), _) => Likeness::Whole,
        (None, Some(kind)) => detect::likeness(root, kind),
        (None, None) => Likeness::Faint,
    };
    if let Some(kind) = kind {
        rules::check_document(&Document { root, kind }, sink);
    }
    match kind {
        Some(DocumentKind::Request) => request(root, Endpoint::Messages, sink),
        Some(DocumentKind::CountTokens) => request(root, Endpoint::CountTokens, sink),
        Some(DocumentKind::Batch) => batch(root, sink),
        Some(DocumentKind::Completion) => shape_only(root, Shape::Completion, sink),
        Some(DocumentKind::Response) => response(root, sink),
        Some(DocumentKind::Stream) => stream(root, sink),
        Some(DocumentKind::BatchResult) => batch_result(root, sink),
        Some(DocumentKind::Error) => error(root, sink),
        None => schema::unknown_document::report(root, sink),
    }
    // With other fields than a request has, it is something that holds a conversation: a record, an answer.
    let is_other = likeness == Likeness::Excerpt
        && sink.since(0).iter().any(|finding| {
            finding.rule == schema::unknown_field::RULE.name
                && finding.pointer.rfind('/') == Some(0)
        });
    (kind, if is_other { Likeness::Faint } else { likeness })
}

/// Checks the shape of a document that no rule looks at.
fn shape_only(root: Value<'_>, shape: Shape, sink: &mut Sink<'_>) {
    structure::check(root, shape, sink);
}

fn request(root: Value<'_>, endpoint: Endpoint, sink: &mut Sink<'_>) {
    let request = request_of(root, endpoint, sink);
    rules::check_request(&request, sink);
}

/// Checks the structure of a request, and makes of it what the rules look at.
pub(crate) fn request_of<'t, 'o: 't>(
    root: Value<'t>,
    endpoint: Endpoint,
    sink: &mut Sink<'o>,
) -> Request<'t> {
    let mark = sink.mark();
    let shape = match endpoint {
        Endpoint::CountTokens => Shape::CountTokens,
        Endpoint::Messages | Endpoint::Batches => Shape::Request,
    };
    let noted = structure::check(root, shape, sink);
    checked(root, endpoint, mark, noted, sink)
}

/// A request whose structural findings are those since the mark.
fn checked<'t, 'o: 't>(
    root: Value<'t>,
    endpoint: Endpoint,
    mark: usize,
    noted: Vec<Noted<'t>>,
    sink: &mut Sink<'o>,
) -> Request<'t> {
    let faults = sink
        .since(mark)
        .iter()
        .map(|finding| finding.span)
        .collect();
    Request::new(root, endpoint, faults, noted, sink.options())
}

/// Lints the body of a batch, or one item of it.
fn batch(root: Value<'_>, sink: &mut Sink<'_>) {
    if root.get("requests").is_none()
        && (root.get("params").is_some() || root.get("custom_id").is_some())
    {
        let mark = sink.mark();
        let noted = structure::check(root, Shape::BatchItem, sink);
        sink.custom_ids
            .extend(custom_id(root, || "/custom_id".to_owned()));
        batch_item(root, mark, noted, sink);
        return;
    }
    let mark = sink.mark();
    let noted = structure::check(root, Shape::Batch, sink);
    let mut structural: Vec<_> = sink
        .since(mark)
        .iter()
        .map(|finding| finding.span)
        .collect();
    structural.sort_unstable();
    // Items do not overlap, so what belongs to one stands together in both lists.
    let mut noted = noted.into_iter().peekable();
    let items = root.items_of("requests");
    for (number, item) in items.enumerate() {
        sink.custom_ids
            .extend(custom_id(item, || format!("/requests/{number}/custom_id")));
        let mark = sink.mark();
        if let Some(params) = item.get("params") {
            let end = params.span().end;
            let noted = std::iter::from_fn(|| noted.next_if(|noted| noted.value.span().end <= end))
                .collect();
            let request = Request::new(
                params,
                Endpoint::Batches,
                within(&structural, params.span()),
                noted,
                sink.options(),
            );
            rules::check_request(&request, sink);
        }
        name_item(item, mark, sink);
    }
    name_structural_findings(root, mark, sink);
}

/// The sorted spans that lie inside a whole.
fn within(spans: &[Span], whole: Span) -> Vec<Span> {
    let first = spans.partition_point(|span| span.start < whole.start);
    spans[first..]
        .iter()
        .take_while(|span| span.start < whole.end)
        .copied()
        .collect()
}

fn batch_item<'t>(item: Value<'t>, mark: usize, noted: Vec<Noted<'t>>, sink: &mut Sink<'_>) {
    if let Some(params) = item.get("params") {
        let request = checked(params, Endpoint::Batches, mark, noted, sink);
        rules::check_request(&request, sink);
    }
    name_item(item, mark, sink);
}

fn custom_id(item: Value<'_>, pointer: impl FnOnce() -> String) -> Option<CustomId> {
    let id = item.get("custom_id")?;
    Some(CustomId {
        value: id.as_str()?.into_owned(),
        pointer: pointer(),
        span: id.span(),
    })
}

/// Gives the findings of one batch item its `custom_id`.
fn name_item(item: Value<'_>, mark: usize, sink: &mut Sink<'_>) {
    let Some(id) = item.get("custom_id").and_then(Value::as_str) else {
        return;
    };
    for finding in sink.since(mark) {
        finding.custom_id = Some(id.clone().into_owned());
    }
}

/// Gives the findings of the structural check of a whole batch the `custom_id` of the item that they stand in.
fn name_structural_findings(root: Value<'_>, mark: usize, sink: &mut Sink<'_>) {
    if sink
        .since(mark)
        .iter()
        .all(|finding| finding.custom_id.is_some())
    {
        return;
    }
    let items: Vec<_> = root.items_of("requests").collect();
    for finding in sink.since(mark) {
        let after = items.partition_point(|item| item.span().start <= finding.span.start);
        let around = after.checked_sub(1).and_then(|index| items.get(index));
        if let Some(item) = around.filter(|item| finding.span.end <= item.span().end) {
            let id = item.get("custom_id").and_then(Value::as_str);
            finding.custom_id = id.map(Cow::into_owned).or(finding.custom_id.take());
        }
    }
}

fn response(root: Value<'_>, sink: &mut Sink<'_>) {
    structure::check(root, Shape::Response, sink);
    if let Some(answer) = Answer::of_message(root) {
        rules::check_answer(&answer, sink);
    }
}

fn batch_result(root: Value<'_>, sink: &mut Sink<'_>) {
    structure::check(root, Shape::BatchResult, sink);
    let result = root.get("result");
    let message = result.and_then(|result| result.get("message"));
    if let Some(answer) = message.and_then(Answer::of_message) {
        rules::check_answer(&answer, sink);
    }
    // The result holds the whole envelope.
    let envelope = result.and_then(|result| result.get("error"));
    if let Some(error) = envelope.and_then(|envelope| envelope.get("error")) {
        rules::check_error(error, sink);
    }
}

fn error(root: Value<'_>, sink: &mut Sink<'_>) {
    structure::check(root, Shape::Error, sink);
    if let Some(error) = root.get("error") {
        rules::check_error(error, sink);
    }
}

/// Lints an array of events, or a single event.
fn stream(root: Value<'_>, sink: &mut Sink<'_>) {
    if !root.is_array() {
        event(root, sink);
        return;
    }
    for item in root.items() {
        event(item, sink);
    }
    if let Some(stream) = Stream::read(root.items()) {
        rules::check_stream(&stream, sink);
        if let Some(answer) = stream.answer() {
            rules::check_answer(&answer, sink);
        }
    }
}

fn event(event: Value<'_>, sink: &mut Sink<'_>) {
    structure::check(event, Shape::StreamEvent, sink);
    if let Some(error) = event
        .get("error")
        .filter(|_| event.get("type").is_some_and(|tag| tag.is_str("error")))
    {
        rules::check_error(error, sink);
    }
}
