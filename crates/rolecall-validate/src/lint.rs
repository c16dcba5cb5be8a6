//! One document from text to report.

use crate::{
    DocumentKind, Options, Report, Span, detect,
    json::{self, Value},
    request::{Endpoint, Request},
    rules::{self, Document, schema, syntax},
    sink::Sink,
    structure::{self, Noted, Shape},
};
use serde::Serialize;

/// Lints one document.
///
/// `text` is anything that can be seen as bytes: a `&str`, a `Vec<u8>`, a memory map.
pub fn lint(text: &(impl AsRef<[u8]> + ?Sized), options: &Options) -> Report {
    let mut sink = Sink::new(options);
    let kind = match std::str::from_utf8(text.as_ref()) {
        Ok(text) => lint_text(text, &mut sink),
        Err(error) => {
            let start = error.valid_up_to();
            let end = start + error.error_len().unwrap_or(text.as_ref().len() - start);
            syntax::invalid_utf8::report(Span { start, end }, &mut sink);
            options.kind
        }
    };
    Report {
        kind,
        findings: sink.finish(),
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

fn lint_text(text: &str, sink: &mut Sink<'_>) -> Option<DocumentKind> {
    let parsed = json::parse(text);
    for fault in &parsed.faults {
        syntax::report(fault, parsed.tree.as_ref(), sink);
    }
    let Some(tree) = &parsed.tree else {
        return sink.options().kind;
    };
    let root = tree.root();
    let kind = sink.options().kind.or_else(|| detect::kind(root));
    if let Some(kind) = kind {
        rules::check_document(&Document { root, kind }, sink);
    }
    match kind {
        Some(DocumentKind::Request) => request(root, Endpoint::Messages, sink),
        Some(DocumentKind::CountTokens) => request(root, Endpoint::CountTokens, sink),
        Some(DocumentKind::Batch) => batch(root, sink),
        Some(DocumentKind::Completion) => shape_only(root, Shape::Completion, sink),
        Some(DocumentKind::Response) => shape_only(root, Shape::Response, sink),
        Some(DocumentKind::Stream) => stream(root, sink),
        Some(DocumentKind::BatchResult) => shape_only(root, Shape::BatchResult, sink),
        Some(DocumentKind::Error) => shape_only(root, Shape::Error, sink),
        None => schema::unknown_document::report(root, sink),
    }
    kind
}

/// Checks the shape of a document that no rule looks at.
fn shape_only(root: Value<'_>, shape: Shape, sink: &mut Sink<'_>) {
    structure::check(root, shape, sink);
}

fn request(root: Value<'_>, endpoint: Endpoint, sink: &mut Sink<'_>) {
    let mark = sink.mark();
    let shape = match endpoint {
        Endpoint::CountTokens => Shape::CountTokens,
        Endpoint::Messages | Endpoint::Batches => Shape::Request,
    };
    let noted = structure::check(root, shape, sink);
    check_rules(root, endpoint, mark, noted, sink);
}

/// Runs the rules on a request whose structural findings are those since the mark.
fn check_rules<'t>(
    root: Value<'t>,
    endpoint: Endpoint,
    mark: usize,
    noted: Vec<Noted<'t>>,
    sink: &mut Sink<'_>,
) {
    let faults = sink
        .since(mark)
        .iter()
        .map(|finding| finding.span)
        .collect();
    let request = Request::new(root, endpoint, faults, noted, sink.options());
    rules::check_request(&request, sink);
}

/// Lints the body of a batch, or one item of it.
fn batch(root: Value<'_>, sink: &mut Sink<'_>) {
    if root.get("requests").is_none()
        && (root.get("params").is_some() || root.get("custom_id").is_some())
    {
        let mark = sink.mark();
        let noted = structure::check(root, Shape::BatchItem, sink);
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
    for item in root.get("requests").into_iter().flat_map(Value::items) {
        let mark = sink.mark();
        if let Some(params) = item.get("params") {
            let end = params.span().end;
            let noted =
                std::iter::from_fn(|| noted.next_if(|noted| noted.value.span().end <= end)).collect();
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
        check_rules(params, Endpoint::Batches, mark, noted, sink);
    }
    name_item(item, mark, sink);
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
    for item in root.get("requests").into_iter().flat_map(Value::items) {
        let Some(id) = item.get("custom_id").and_then(Value::as_str) else {
            continue;
        };
        let whole = item.span();
        for finding in sink.since(mark) {
            if whole.start <= finding.span.start && finding.span.end <= whole.end {
                finding.custom_id = Some(id.clone().into_owned());
            }
        }
    }
}

/// Lints an array of events, or a single event.
fn stream(root: Value<'_>, sink: &mut Sink<'_>) {
    if root.is_array() {
        for event in root.items() {
            shape_only(event, Shape::StreamEvent, sink);
        }
    } else {
        shape_only(root, Shape::StreamEvent, sink);
    }
}
