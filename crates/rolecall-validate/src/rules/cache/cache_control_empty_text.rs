//! Reports a marker on a text that is empty.

use super::{Marker, Place};
use crate::{
    Group,
    edit::{remove_item, remove_member},
    json::Value,
    request::{Request, is_empty, plain_str},
    rules::{Check, Rule, schema},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "cache-control-empty-text",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `cache_control` on a text block whose text is empty.

### Why is this bad?
The API rejects the request, and for the marker first.

### The API says
```text
system.1: cache_control cannot be set for empty text blocks
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "system": [{"type": "text", "text": "Be brief."}, {"type": "text", "text": "", "cache_control": {"type": "ephemeral"}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "system": [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/prompt-caching (2026-10); error text in public bug reports (2026-05)
"#,
    check: Check::RequestNaming(&["cache_control"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let system = request.field("system").into_iter();
    for list in system.chain(
        request
            .messages
            .iter()
            .filter_map(|message| message.content),
    ) {
        check_list(list, request, sink);
    }
    for nested in request
        .nested
        .iter()
        .filter(|nested| nested.block.tag == "text")
    {
        let siblings = nested.outer.inner().count();
        check_block(nested.block.value, siblings, request, sink);
    }
}

fn check_list(list: Value<'_>, request: &Request<'_>, sink: &mut Sink<'_>) {
    let siblings = list.items().count();
    for block in list.items() {
        if plain_str(block, "type") == Some("text") {
            check_block(block, siblings, request, sink);
        }
    }
}

fn check_block(block: Value<'_>, siblings: usize, request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(text) = block.get("text").filter(|text| is_empty(*text)) else {
        return;
    };
    let Some(marker) = Marker::of(block, Place::Messages, request) else {
        return;
    };
    let edit = if siblings > 1 {
        remove_item(block)
    } else {
        remove_member(marker.key, marker.value)
    };
    sink.report_instead(
        &RULE,
        marker.value,
        "this marker stands on an empty text",
        (&schema::wrong_length::RULE, text),
    )
    .related(text, "the empty text")
    .help("remove the block, and mark the one before it")
    .safe_fix(vec![edit])
    .done();
}
