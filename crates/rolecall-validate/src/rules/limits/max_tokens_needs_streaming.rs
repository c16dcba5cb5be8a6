//! Reports a long answer that is not streamed.

use crate::{
    Group,
    generated::requests::UNSTREAMED_TOKENS_MAX,
    json::Value,
    request::{Endpoint, Request},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "max-tokens-needs-streaming",
    group: Group::Pedantic,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `max_tokens` above 21333 without `"stream": true`.

### Why is this bad?
The API takes it, but the official SDKs refuse such a request unless it has a timeout of its own: an answer of that length can take more than ten minutes, and idle connections break.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64000, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64000, "stream": true, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Python SDK 2.12.0, `_constants.py` (2026-11)
"#,
    check: Check::Request(check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let asked = request
        .max_tokens()
        .filter(|asked| *asked > UNSTREAMED_TOKENS_MAX && request.endpoint == Endpoint::Messages);
    let Some((asked, value)) = asked.and_then(|asked| Some((asked, request.field("max_tokens")?)))
    else {
        return;
    };
    let is_streamed = request.field("stream").and_then(Value::as_bool) == Some(true);
    if !is_streamed {
        sink.report(
            &RULE,
            value,
            format!("`max_tokens` is {asked}; the SDKs refuse more than {UNSTREAMED_TOKENS_MAX} without streaming"),
        )
        .help("set `\"stream\": true`")
        .done();
    }
}
