//! Reports an image of too many pixels.

use crate::{
    Group,
    generated::media::IMAGE_SIDE_MAX,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "image-dimensions-max",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an inline image that is wider or higher than 8000 pixels, as its header says.

### Why is this bad?
The API rejects the request. Screenshots of whole pages are the usual cause.

### The API says
```text
At least one of the image dimensions exceed max allowed size: 8000 pixels
image_dimensions_too_large
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAH0EAAAABAQAAAACU2s6JAAAAEUlEQVR42mNgGAWjYBQMfwAAA+oAAf4i1lEAAAAASUVORK5CYII="}}, {"type": "text", "text": "What is this?"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAAMgAAADIAQAAAACFI5MzAAAAHElEQVR42u3BgQAAAADDoPlTX+EAVQEAAAAAfAYUUAABxFrmKwAAAABJRU5ErkJggg=="}}, {"type": "text", "text": "What is this?"}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/vision (2026-08); error text in public bug reports (2025-11)
"#,
    check: Check::RequestNaming(&["image"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for inline in request
        .images
        .iter()
        .filter_map(|image| image.inline.as_ref())
    {
        let size = inline.header.and_then(|header| header.size);
        if let Some((width, height)) = size.filter(|(w, h)| *w.max(h) > IMAGE_SIDE_MAX) {
            sink.report(
                &RULE,
                inline.data,
                format!(
                    "this image has {width} × {height} pixels; the limit is {IMAGE_SIDE_MAX} a side"
                ),
            )
            .help(format!(
                "scale it down, or cut it into parts of at most {IMAGE_SIDE_MAX} pixels"
            ))
            .done();
        }
    }
}
