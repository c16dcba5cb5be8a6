//! Reports data that are no image.

use crate::{
    Group,
    media::is_pdf,
    request::{Inline, Request},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "image-undecodable",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an inline image whose bytes begin like none of JPEG, PNG, GIF and WebP.

### Why is this bad?
The API reads only these four formats and rejects the request.

### The API says
```text
Could not process image
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "VGhpcyBpcyBhIHBsYWluIHRleHQgZmlsZS4K"}}, {"type": "text", "text": "What is this?"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAAMgAAADIAQAAAACFI5MzAAAAHElEQVR42u3BgQAAAADDoPlTX+EAVQEAAAAAfAYUUAABxFrmKwAAAABJRU5ErkJggg=="}}, {"type": "text", "text": "What is this?"}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/vision (2026-08); error text in public bug reports, as of 2026-11
"#,
    check: Check::RequestNaming(&["image"], check),
};

/// Bytes that are looked at to tell text from others.
const LOOKED_AT: usize = 4;

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for inline in request
        .images
        .iter()
        .filter_map(|image| image.inline.as_ref())
    {
        let is_unknown = inline.header.is_none() && !inline.text.is_empty();
        // What cannot be decoded at all is a finding of its own.
        if is_unknown && inline.file().fault().is_none() {
            sink.report(
                &RULE,
                inline.data,
                format!("`data` of this image {}", kind(inline)),
            )
            .help("send a JPEG, PNG, GIF or WebP file")
            .done();
        }
    }
}

/// What the data are instead.
fn kind(inline: &Inline<'_>) -> &'static str {
    let file = inline.file();
    if is_pdf(file) {
        "are a PDF, which belongs into a `document`"
    } else if file.decoded(0, LOOKED_AT).contains(&b'<') {
        "look like SVG or HTML"
    } else {
        "are no JPEG, PNG, GIF or WebP file"
    }
}
