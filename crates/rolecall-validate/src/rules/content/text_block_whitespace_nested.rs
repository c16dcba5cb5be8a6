//! Reports a text of white space within a result or a document.

use crate::{
    Group,
    json::Value,
    request::{Request, is_blank, is_empty},
    rules::{Check, Part, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "text-block-whitespace-nested",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `text` block of only white space in the content of a `tool_result`, a `search_result` or a `document`.

### Why is this bad?
Directly in a message the API rejects such a text. Whether it does so here is not known; the model has nothing from it either way.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": [{"type": "text", "text": " "}]}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1"}]}]}
```

### Source
Inferred from the rule for messages (2026-11)
"#,
    check: Check::RequestHaving(Part::BlocksButText, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for nested in &request.nested {
        if nested.block.tag == "text" {
            report(nested.block.value, request, sink);
        }
    }
}

fn report(block: Value<'_>, request: &Request<'_>, sink: &mut Sink<'_>) {
    let text = block
        .get("text")
        .filter(|text| is_blank(*text) && !is_empty(*text) && request.is_sound(*text));
    if let Some(text) = text {
        sink.report(&RULE, text, "this text holds only white space")
            .help("remove the block, or write a text")
            .done();
    }
}
