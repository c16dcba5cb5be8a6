//! Reports an image that moves.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "image-animated",
    group: Group::Pedantic,
    since: "0.1.0",
    docs: r#"### What it does
Reports an inline GIF or WebP image of several frames.

### Why is this bad?
The API takes it, but the model sees only the first frame.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/gif", "data": "R0lGODlhLAEsAQAAACH/C05FVFNDQVBFMi4wAwEAAAAsAAAAACwBLAEAAgJEAQA7"}}, {"type": "text", "text": "What is this?"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/gif", "data": "R0lGODlhLAEsAQAAACwAAAAALAEsAQACAkQBADs="}}, {"type": "text", "text": "What is this?"}]}]}
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
        if inline.header.is_some_and(|header| header.is_animated) {
            sink.report(
                &RULE,
                inline.data,
                "this image is animated; the model sees only its first frame",
            )
            .help("send the frames that matter as images of their own")
            .done();
        }
    }
}
