//! Reports a document that is none of the payloads of the API.

use crate::{
    Group,
    json::Value,
    rules::{Check, Rule},
    sink::Sink,
};

pub(crate) static RULE: Rule = Rule {
    name: "schema/unknown-document",
    group: Group::Schema,
    since: "0.1.0",
    docs: r#"### What it does
Reports a document that looks like none of the payloads of the API.

### Why is this bad?
A request has `model` and `messages`, a response has `"type": "message"`, a batch has `requests`. Where none of these is to be seen, nothing can be checked.

### Example
```json,fail
{"prompts": ["Hi"]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Python SDK 2.12.0 (2026-11)
"#,
    check: Check::Built,
};

pub(crate) fn report(root: Value<'_>, sink: &mut Sink<'_>) {
    sink.report(
        &RULE,
        root,
        "this looks like no request, response, batch or event of the API",
    )
    .help("say what it is with `--as` (or `Options::kind`)")
    .done();
}
