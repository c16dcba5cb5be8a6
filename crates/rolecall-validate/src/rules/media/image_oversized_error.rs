//! Reports an image that must not be scaled and is too large.

use crate::{
    Group,
    generated::media::IMAGE_TOKEN_SIDE,
    json::Value,
    models::{self, Model},
    request::{Request, plain_str},
    rules::{Check, Rule, model::blame},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "image-oversized-error",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an inline image with `"transformations": {"oversized_image": "error"}` that is larger than the model, or one of `fallbacks`, reads without scaling.

### Why is this bad?
The API then rejects the request in place of scaling the image down, which is what `error` asks for.

### The API says
```text
messages.0.content.0: image dimensions 1920x1080 exceed the maximum image size of a model named on this request and would be downsized to
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAC7gAAADIAQAAAABQS5HvAAAAYElEQVR42u3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAICXASXPAAHrwtpYAAAAAElFTkSuQmCC"}, "transformations": {"oversized_image": "error"}}, {"type": "text", "text": "What is this?"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAAMgAAADIAQAAAACFI5MzAAAAHElEQVR42u3BgQAAAADDoPlTX+EAVQEAAAAAfAYUUAABxFrmKwAAAABJRU5ErkJggg=="}, "transformations": {"oversized_image": "error"}}, {"type": "text", "text": "What is this?"}]}]}
```

```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAC7gAAADIAQAAAABQS5HvAAAAYElEQVR42u3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAICXASXPAAHrwtpYAAAAAElFTkSuQmCC"}}, {"type": "text", "text": "What is this?"}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/vision-coordinates (2026-08)
"#,
    check: Check::RequestNaming(&["image"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for image in &request.images {
        let asked = image
            .block
            .get("transformations")
            .filter(|asked| request.is_sound(*asked))
            .filter(|asked| plain_str(*asked, "oversized_image") == Some("error"));
        let size = image.inline.as_ref().and_then(|inline| inline.header?.size);
        if let (Some(asked), Some(size)) = (asked, size) {
            report(request, asked, size, sink);
        }
    }
}

fn report(request: &Request<'_>, asked: Value<'_>, size: (u32, u32), sink: &mut Sink<'_>) {
    let Some((model, reason)) =
        models(request).find_map(|model| Some((model, excess(model, size)?)))
    else {
        return;
    };
    let (width, height) = size;
    let draft = sink
        .report(
            &RULE,
            asked,
            format!("this image has {width} × {height} pixels, {reason} that `{}` reads without scaling", model.id),
        )
        .help("scale it down, or let the API do it with `downsize`");
    blame(draft, request, model, "images").done();
}

/// The model of the request and those it may fall back to.
fn models<'r>(request: &'r Request<'_>) -> impl Iterator<Item = &'static Model> + 'r {
    let fallbacks = request.body.items_of("fallbacks");
    let named = fallbacks.filter_map(|fallback| models::find(plain_str(fallback, "model")?));
    request.model.into_iter().chain(named)
}

/// Which limit of a model an image exceeds.
pub(in crate::rules) fn excess(model: &Model, (width, height): (u32, u32)) -> Option<String> {
    let images = model.images.as_ref()?;
    let longest = images.native_long_edge_px;
    if let Some(limit) = longest.filter(|limit| u64::from(width.max(height)) > *limit) {
        return Some(format!("more than the {limit} a side"));
    }
    let tokens =
        u64::from(width.div_ceil(IMAGE_TOKEN_SIDE)) * u64::from(height.div_ceil(IMAGE_TOKEN_SIDE));
    let limit = images
        .native_visual_tokens
        .filter(|limit| tokens > *limit)?;
    Some(format!("{tokens} tokens, more than the {limit} tokens"))
}
