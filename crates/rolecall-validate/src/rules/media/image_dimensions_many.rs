//! Reports a large image among many.

use crate::{
    Group,
    generated::media::{FEW_IMAGES_MAX, IMAGE_SIDE_AMONG_MANY_MAX, IMAGE_SIDE_MAX},
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "image-dimensions-many",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an inline image with a side above 2000 pixels in a request of more than 20 images. All images count, also those of earlier turns and of tool results.

### Why is this bad?
For many images the API has a lower limit, and rejects the request. Agents that take screenshots reach it in the middle of a conversation.

### The API says
```text
At least one of the image dimensions exceed max allowed size for many-image requests: 2000 pixels
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAC7gAAADIAQAAAABQS5HvAAAAYElEQVR42u3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAICXASXPAAHrwtpYAAAAAElFTkSuQmCC"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/0.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/1.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/2.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/3.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/4.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/5.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/6.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/7.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/8.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/9.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/10.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/11.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/12.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/13.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/14.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/15.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/16.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/17.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/18.png"}}, {"type": "image", "source": {"type": "url", "url": "https://example.com/19.png"}}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAC7gAAADIAQAAAABQS5HvAAAAYElEQVR42u3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAICXASXPAAHrwtpYAAAAAElFTkSuQmCC"}}, {"type": "text", "text": "What is this?"}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/vision (2026-08); error text in public bug reports, as of 2026-11
"#,
    check: Check::RequestNaming(&["image"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let count = request.images.len();
    if count <= FEW_IMAGES_MAX {
        return;
    }
    for inline in request
        .images
        .iter()
        .filter_map(|image| image.inline.as_ref())
    {
        let size = inline.header.and_then(|header| header.size);
        // What is too large for any request is a finding of its own.
        let is_large = |side: u32| side > IMAGE_SIDE_AMONG_MANY_MAX && side <= IMAGE_SIDE_MAX;
        if let Some((width, height)) = size.filter(|(w, h)| is_large(*w.max(h))) {
            sink.report(
                &RULE,
                inline.data,
                format!(
                    "this image has {width} × {height} pixels; the limit is {IMAGE_SIDE_AMONG_MANY_MAX} a side in a request of more than {FEW_IMAGES_MAX} images, and this one has {count}"
                ),
            )
            .help("scale it down, or send fewer images")
            .done();
        }
    }
}
