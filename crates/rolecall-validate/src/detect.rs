//! Telling by its shape what a document is.

use crate::{DocumentKind, json::Value};

/// What the document is, as far as its top level tells.
pub(crate) fn kind(root: Value<'_>) -> Option<DocumentKind> {
    if root.is_array() {
        let first = root.items().next()?;
        return is_event(first).then_some(DocumentKind::Stream);
    }
    if !root.is_object() {
        return None;
    }
    let has = |name: &str| root.get(name).is_some();
    let tag = root.get("type");
    let is = |name: &str| tag.is_some_and(|tag| tag.is_str(name));
    if is("message") {
        Some(DocumentKind::Response)
    } else if is("error") {
        Some(DocumentKind::Error)
    } else if is_event(root) {
        Some(DocumentKind::Stream)
    } else if root.get("requests").is_some_and(Value::is_array)
        || (has("custom_id") && has("params"))
    {
        Some(DocumentKind::Batch)
    } else if has("custom_id") && has("result") {
        Some(DocumentKind::BatchResult)
    } else if has("messages") {
        Some(DocumentKind::Request)
    } else if has("prompt") && (has("model") || has("max_tokens_to_sample")) {
        Some(DocumentKind::Completion)
    } else if has("model") {
        Some(DocumentKind::Request)
    } else {
        None
    }
}

/// The tags of stream events; `error` alone is an error envelope, so it does not count here.
const EVENTS: &[&str] = &[
    "message_start",
    "message_delta",
    "message_stop",
    "content_block_start",
    "content_block_delta",
    "content_block_stop",
    "ping",
];

fn is_event(value: Value<'_>) -> bool {
    value
        .get("type")
        .and_then(Value::as_plain_str)
        .is_some_and(|tag| EVENTS.contains(&tag))
}
