//! Reports data that are no base64.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule, media::report_fault},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "image-base64-invalid",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports an inline image whose `data` are not standard base64: a `data:` URL, line breaks, the URL-safe alphabet, missing padding, or a text that has been cut. A text that a template or a shell replaces is left alone.

### Why is this bad?
The API cannot decode the image and rejects the request. How forgiving its decoder is has not been published, so this is a warning.

### The API says
```text
Invalid base64 data
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAMgAAADIAQAAAACFI5MzAAAAHElEQVR42u3BgQAAAADDoPlTX+EAVQEAAAAAfAYUUAABxFrmKwAAAABJRU5ErkJggg=="}}, {"type": "text", "text": "What is this?"}]}]}
```

```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/jpeg", "data": "/9j/4AAQSkZJRg..."}}, {"type": "text", "text": "What is this?"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAAMgAAADIAQAAAACFI5MzAAAAHElEQVR42u3BgQAAAADDoPlTX+EAVQEAAAAAfAYUUAABxFrmKwAAAABJRU5ErkJggg=="}}, {"type": "text", "text": "What is this?"}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/vision (2026-08), by inference
"#,
    check: Check::RequestNaming(&["image"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for inline in request
        .images
        .iter()
        .filter_map(|image| image.inline.as_ref())
    {
        report_fault(&RULE, inline.data, &inline.text, sink);
    }
}
