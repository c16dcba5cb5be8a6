//! Reports an image that is another one than it says.

use crate::{
    Group,
    edit::{quoted, replace},
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "image-media-type-mismatch",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an inline image whose bytes begin like another format than `media_type` says.

### Why is this bad?
The API compares the two and rejects the request. Names of files say little about what is in them.

### The API says
```text
The image was specified using the image/jpeg media type, but the image appears to be a image/png image
Image does not match the provided media type image/png
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/jpeg", "data": "iVBORw0KGgoAAAANSUhEUgAAAMgAAADIAQAAAACFI5MzAAAAHElEQVR42u3BgQAAAADDoPlTX+EAVQEAAAAAfAYUUAABxFrmKwAAAABJRU5ErkJggg=="}}, {"type": "text", "text": "What is this?"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAAMgAAADIAQAAAACFI5MzAAAAHElEQVR42u3BgQAAAADDoPlTX+EAVQEAAAAAfAYUUAABxFrmKwAAAABJRU5ErkJggg=="}}, {"type": "text", "text": "What is this?"}]}]}
```

### Source
Error texts in public bug reports (2025-12)
"#,
    check: Check::RequestNaming(&["image"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for inline in request
        .images
        .iter()
        .filter_map(|image| image.inline.as_ref())
    {
        let (Some(header), Some(said)) = (inline.header, inline.media_type.as_plain_str()) else {
            continue;
        };
        let is = header.format.media_type();
        if said != is {
            sink.report(
                &RULE,
                inline.media_type,
                format!("`media_type` is `{said}`, but the data are `{is}`"),
            )
            .related(inline.source, format!("the data begin like `{is}`"))
            .help(format!("write `{is}`"))
            .safe_fix(vec![replace(inline.media_type, quoted(is))])
            .done();
        }
    }
}
