//! Reports a document without text.

use crate::{
    Group,
    request::{Request, is_empty},
    rules::{Check, Rule, media::sources},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "document-text-empty",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a plain text document whose `data` are empty.

### Why is this bad?
There is nothing to read in it; most likely a file was not found.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": ""}}, {"type": "text", "text": "What is this?"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "Once upon a time."}}, {"type": "text", "text": "What is this?"}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/citations (2026-08), by inference
"#,
    check: Check::RequestNaming(&["document"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (_, source) in sources(request, "text") {
        if let Some(data) = source.get("data").filter(|data| is_empty(*data)) {
            sink.report(&RULE, data, "`data` of this document is empty")
                .help("send the text of the document, or no document")
                .done();
        }
    }
}
