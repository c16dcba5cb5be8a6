//! Telling by its shape what a document is.

use crate::{DocumentKind, Likeness, generated::others, json::Value, request::plain_str};

/// What the document is, as far as its top level tells.
pub(crate) fn kind(root: Value<'_>) -> Option<DocumentKind> {
    if root.is_array() {
        let first = root.items().next()?;
        return is_event(first.get("type")).then_some(DocumentKind::Stream);
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
    } else if is_event(tag) {
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

/// How much the document looks like what it was taken for.
pub(crate) fn likeness(root: Value<'_>, kind: DocumentKind) -> Likeness {
    let is_certain = match kind {
        DocumentKind::Request | DocumentKind::CountTokens => return request_likeness(root),
        DocumentKind::Completion => {
            root.get("max_tokens_to_sample").is_some()
                || (names_claude(root) && plain_prompt(root).contains("Human:"))
        }
        DocumentKind::Batch => {
            let is_item = |item: Value<'_>| item.get("params").is_some();
            is_item(root)
                || root
                    .get("requests")
                    .is_some_and(|all| all.items().any(is_item))
        }
        DocumentKind::BatchResult => is_tagged(root.get("result")),
        DocumentKind::Response => {
            let has_any = ["model", "stop_reason", "usage"]
                .into_iter()
                .any(|name| root.get(name).is_some());
            has_any && root.get("content").is_some_and(Value::is_array)
        }
        DocumentKind::Error => is_tagged(root.get("error")),
        DocumentKind::Stream => {
            root.is_array() || !root.get("type").is_some_and(|tag| tag.is_str("ping"))
        }
    };
    if is_certain {
        Likeness::Whole
    } else {
        Likeness::Faint
    }
}

fn request_likeness(root: Value<'_>) -> Likeness {
    let has = |name: &str| root.get(name).is_some();
    let names_claude = names_claude(root);
    if !names_claude && is_of_other_api(root) {
        return Likeness::Faint;
    }
    let messages = root.get("messages");
    if names_claude && messages.is_some() {
        return Likeness::Whole;
    }
    let is_set = has("model") || has("max_tokens");
    let has_roles =
        messages.is_some_and(|all| all.items().any(|message| message.get("role").is_some()));
    let is_meant = has("model") && has("max_tokens");
    if messages.is_some() && (is_meant || (has_roles && is_set)) {
        Likeness::Whole
    } else if has_roles {
        Likeness::Excerpt
    } else {
        Likeness::Faint
    }
}

fn names_claude(root: Value<'_>) -> bool {
    plain_str(root, "model")
        .is_some_and(|model| model.starts_with("claude") || model.contains("claude"))
}

fn plain_prompt(root: Value<'_>) -> &str {
    root.get("prompt")
        .filter(|prompt| prompt.is_string())
        .map_or("", Value::raw)
}

fn is_tagged(object: Option<Value<'_>>) -> bool {
    object.is_some_and(|object| plain_str(object, "type").is_some())
}

/// Whether a request has what only those of other APIs have.
fn is_of_other_api(root: Value<'_>) -> bool {
    let model = plain_str(root, "model").unwrap_or_default();
    let model = model
        .rsplit_once('/')
        .map_or(model, |(_, model)| model)
        .to_ascii_lowercase();
    let is_one_of =
        |value: Option<&str>, list: &[&str]| value.is_some_and(|value| list.contains(&value));
    let has_any =
        |object: Value<'_>, names: &[&str]| names.iter().any(|name| object.get(name).is_some());
    let of = |name: &str| root.items_of(name);
    others::MODEL_PREFIXES.iter().any(|prefix| model.starts_with(prefix))
        || of("tools").any(|tool| has_any(tool, others::TOOL_FIELDS))
        // Ours may speak in the middle of a conversation, and never first.
        || of("messages").next().is_some_and(|first| plain_str(first, "role") == Some("system"))
        || of("messages").any(|message| {
            is_one_of(plain_str(message, "role"), others::ROLES)
                || has_any(message, others::MESSAGE_FIELDS)
                || message.items_of("content")
                    .any(|block| is_one_of(plain_str(block, "type"), others::BLOCK_TYPES))
        })
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

fn is_event(tag: Option<Value<'_>>) -> bool {
    tag.and_then(Value::as_plain_str)
        .is_some_and(|tag| EVENTS.contains(&tag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, lint};

    fn likeness(text: &str) -> (Option<DocumentKind>, Likeness) {
        let report = lint(text, &Options::new());
        (report.kind, report.likeness)
    }

    fn all_are(expected: Likeness, texts: &[&str]) {
        for text in texts {
            assert_eq!(likeness(text).1, expected, "{text}");
        }
    }

    #[test]
    fn a_request_is_known_by_its_messages() {
        all_are(
            Likeness::Whole,
            &[
                r#"{"model": "claude-opus-5", "max_tokens": 1, "messages": []}"#,
                r#"{"model": "claude-opus-5", "messages": "Hi"}"#,
                r#"{"model": "haiku", "messages": [{"role": "user", "content": "Hi"}]}"#,
                r#"{"model": "MODEL", "max_tokens": 1, "messages": [{"content": "Hi"}]}"#,
                r#"{"max_tokens": 1, "messages": [{"role": "user", "content": "Hi"}]}"#,
                r#"{"model": "anthropic.claude-v2", "messages": [{"role": "tool", "content": "Hi"}]}"#,
            ],
        );
        all_are(
            Likeness::Excerpt,
            &[
                r#"{"messages": [{"role": "user", "content": "Hi"}]}"#,
                r#"{"system": "Be brief.", "messages": [{"role": "user", "content": "Hi"}]}"#,
            ],
        );
        all_are(
            Likeness::Faint,
            &[
                r#"{"model": "claude-opus-5", "permissions": {}}"#,
                r#"{"model": "claude-opus-5", "max_tokens": 1}"#,
                r#"{"messages": {"greeting": "Hi"}}"#,
                r#"{"messages": [{"role": "user", "content": "Hi"}], "label": 1}"#,
                r#"{"messages": [{"id": "greeting", "text": "Hi"}], "model": "x"}"#,
            ],
        );
    }

    /// From the references of OpenAI's chat completions and Google's `generateContent`, as of 2026-11.
    #[test]
    fn requests_of_other_apis_are_told_apart() {
        all_are(
            Likeness::Faint,
            &[
                r#"{"model": "gpt-4o", "messages": [{"role": "user", "content": "Hi"}]}"#,
                r#"{"model": "openai/gpt-5", "max_tokens": 9, "messages": [{"role": "user", "content": "Hi"}]}"#,
                r#"{"model": "M", "max_tokens": 9, "messages": [{"role": "system", "content": "Be brief."}]}"#,
                r#"{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "tool_calls": []}]}"#,
                r#"{"model": "M", "messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {}}]}]}"#,
                r#"{"model": "M", "messages": [{"role": "user", "content": "Hi"}], "tools": [{"type": "function", "function": {}}]}"#,
                r#"{"messages": [{"role": "model", "parts": [{"text": "Hi"}]}]}"#,
            ],
        );
    }

    #[test]
    fn other_documents_need_more_than_one_name() {
        all_are(
            Likeness::Whole,
            &[
                r#"{"type": "message", "role": "assistant", "content": [], "usage": {}}"#,
                r#"{"type": "error", "error": {"type": "api_error", "message": "x"}}"#,
                r#"{"requests": [{"custom_id": "a", "params": {}}]}"#,
                r#"{"custom_id": "a", "params": {}}"#,
                r#"{"custom_id": "a", "result": {"type": "expired"}}"#,
                r#"{"type": "content_block_stop", "index": 0}"#,
                r#"{"model": "claude-2.1", "prompt": "\n\nHuman: Hi", "max_tokens_to_sample": 1}"#,
            ],
        );
        all_are(
            Likeness::Faint,
            &[
                r#"{"type": "message", "channel": "C1", "text": "Hi"}"#,
                r#"{"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "Hi"}]}"#,
                r#"{"type": "error", "error": "no such file"}"#,
                r#"{"requests": [{"method": "GET"}]}"#,
                r#"{"type": "ping"}"#,
                r#"{"model": "llama3", "prompt": "Hi"}"#,
                r#"{"name": "reviewer", "model": "claude-opus-5", "prompt": "You review code."}"#,
                r#"{"name": "a package"}"#,
            ],
        );
    }

    #[test]
    fn what_the_caller_says_is_not_doubted() {
        let options = Options::new().kind(DocumentKind::Request);
        assert_eq!(lint("{}", &options).likeness, Likeness::Whole);
    }
}
