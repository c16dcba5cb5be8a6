//! Reports a document in an assistant message.

use crate::{
    ApiVersion, Edit, Group, Level, edit,
    json::Value,
    request::{Message, Request, Role, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "v20261021-document-in-assistant",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `document` block directly in an `assistant` message, for API version 2026-10-21. Documents within the result of a server tool are meant to be there.

### Why is this bad?
The model writes no documents. Version 2023-06-01 took them in its messages, version 2026-10-21 rejects them.

### Example
```json,fail,api-version=2026-10-21
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "The sky is blue."}}]}, {"role": "user", "content": "Why?"}]}
```

### Use instead
```json,pass,api-version=2026-10-21
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "The sky is blue."}}, {"type": "text", "text": "Why?"}]}]}
```

### Source
platform.claude.com/docs/en/api/migration-2026-10-21 (2026-10)
"#,
    check: Check::Request(check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(level) = request.sent_with(ApiVersion::V2026_10_21) else {
        return;
    };
    for (index, message) in request.messages.iter().enumerate() {
        if message.role != Some(Role::Assistant) {
            continue;
        }
        for block in &request.blocks[message.blocks.clone()] {
            if block.tag != "document" {
                continue;
            }
            let draft = sink
                .report(
                    &RULE,
                    block.value,
                    "API version 2026-10-21 takes no `document` in an `assistant` message",
                )
                .help("put the document into a `user` message")
                .at_most(level)
                .api_version(ApiVersion::V2026_10_21);
            // Where the version is not known it may be meant.
            match moved(request, index, block.value).filter(|_| level == Level::Error) {
                Some(edits) => draft.safe_fix(edits).done(),
                None => draft.done(),
            }
        }
    }
}

/// The edits that move a document to the turn of the user that follows, or else to the one before.
fn moved(request: &Request<'_>, index: usize, document: Value<'_>) -> Option<Vec<Edit>> {
    let message = request.messages.get(index)?;
    let is_user = |message: &&Message<'_>| message.role == Some(Role::User);
    let behind = request.messages.get(index + 1..)?.iter().find(is_user);
    let before = || request.messages.get(..index)?.iter().rev().find(is_user);
    let put = match behind {
        Some(next) => put_into(next.content?, document, true)?,
        None => put_into(before()?.content?, document, false)?,
    };
    // A message that held nothing else would be left empty.
    let is_alone = message.content?.items().count() == 1;
    let gone = if is_alone { message.value } else { document };
    Some(vec![edit::remove_item(gone), put])
}

/// The edit that adds a document to a content: behind the results that must come first, or at the end.
fn put_into(content: Value<'_>, document: Value<'_>, is_first: bool) -> Option<Edit> {
    let json = document.raw();
    if content.is_string() {
        let text = format!("{{\"type\": \"text\", \"text\": {}}}", content.raw());
        return Some(edit::replace(
            content,
            if is_first {
                format!("[{json}, {text}]")
            } else {
                format!("[{text}, {json}]")
            },
        ));
    }
    if !content.is_array() {
        return None;
    }
    let is_result = |block: &Value<'_>| plain_str(*block, "type") == Some("tool_result");
    let results = content.items().take_while(is_result).last();
    Some(match (is_first, results, content.items().next()) {
        (true, Some(result), _) => edit::insert_item_after(result, json),
        (true, None, Some(first)) => edit::insert_item_before(first, json),
        _ => edit::append_item(content, json),
    })
}
