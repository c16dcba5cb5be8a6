//! Reports an image without data.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "image-data-empty",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an inline image whose `data` are empty.

### Why is this bad?
The API rejects the request. It comes from a screenshot or a file that could not be read.

### The API says
```text
messages.52.content.1.tool_result.content.1.image.source.base64: image cannot be empty
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": ""}}, {"type": "text", "text": "What is this?"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAAMgAAADIAQAAAACFI5MzAAAAHElEQVR42u3BgQAAAADDoPlTX+EAVQEAAAAAfAYUUAABxFrmKwAAAABJRU5ErkJggg=="}}, {"type": "text", "text": "What is this?"}]}]}
```

### Source
Error text in public bug reports (2025-10)
"#,
    check: Check::RequestNaming(&["image"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for inline in request
        .images
        .iter()
        .filter_map(|image| image.inline.as_ref())
    {
        if inline.text.is_empty() {
            sink.report(&RULE, inline.data, "`data` of this image is empty")
                .help("send the image, or a text that says why there is none")
                .done();
        }
    }
}
