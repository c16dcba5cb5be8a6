//! Reports other than text in the result of a call that failed.

use crate::{
    Group,
    json::Value,
    request::{Request, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-result-error-not-text",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a block other than `text` in the content of a `tool_result` with `"is_error": true`.

### Why is this bad?
The documentation allows any content, but clients saw the API reject it.

### The API says
```text
messages.2.content.0.tool_result: all content must be type `text` if `is_error` is true
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "is_error": true, "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="}}]}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "is_error": true, "content": [{"type": "text", "text": "no screen"}]}]}]}
```

### Source
Error text in public bug reports (2026-04)
"#,
    check: Check::RequestNaming(&["tool_result"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for block in request
        .blocks
        .iter()
        .filter(|block| block.tag == "tool_result")
    {
        let Some(flag) = block
            .value
            .get("is_error")
            .filter(|flag| flag.as_bool() == Some(true))
        else {
            continue;
        };
        let content = block
            .value
            .get("content")
            .filter(|content| request.is_sound(*content));
        let other = content
            .into_iter()
            .flat_map(Value::items)
            .find_map(|inner| {
                Some((
                    inner,
                    // A state of the browser is a finding of its own.
                    plain_str(inner, "type")
                        .filter(|tag| !matches!(*tag, "text" | "browser_state"))?,
                ))
            });
        if let Some((inner, tag)) = other {
            sink.report(
                &RULE,
                inner,
                format!("a result with `is_error` may hold `text` blocks only, not `{tag}`"),
            )
            .related(flag, "marked as an error here")
            .help("say in text what went wrong, or leave `is_error` away")
            .done();
        }
    }
}
