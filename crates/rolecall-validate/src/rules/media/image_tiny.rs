//! Reports an image that is too small to see much.

use crate::{
    Group,
    generated::media::IMAGE_SIDE_ADVISED_MIN,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "image-tiny",
    group: Group::Pedantic,
    since: "0.1.0",
    docs: r#"### What it does
Reports an inline image with a side below 200 pixels.

### Why is this bad?
The API takes it, but such images are read badly.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAAEAAAABAAQAAAACCEkxzAAAAD0lEQVR42mNgGAWjgHwAAAJAAAHgTR1EAAAAAElFTkSuQmCC"}}, {"type": "text", "text": "What is this?"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAAMgAAADIAQAAAACFI5MzAAAAHElEQVR42u3BgQAAAADDoPlTX+EAVQEAAAAAfAYUUAABxFrmKwAAAABJRU5ErkJggg=="}}, {"type": "text", "text": "What is this?"}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/vision (2026-08)
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
        if let Some((width, height)) = size.filter(|(w, h)| *w.min(h) < IMAGE_SIDE_ADVISED_MIN) {
            sink.report(
                &RULE,
                inline.data,
                format!("this image has {width} × {height} pixels; below {IMAGE_SIDE_ADVISED_MIN} a side much is lost"),
            )
            .help("send it in a higher resolution")
            .done();
        }
    }
}
