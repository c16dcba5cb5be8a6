//! Reports what the platform does not take.

use crate::{
    Group,
    generated::platforms::{WITHOUT_AUTOMATIC_CACHING, WITHOUT_IMAGE_URLS},
    request::{Request, plain_str},
    rules::{Check, Part, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "platform-unsupported",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `cache_control` of the body for Bedrock, and an image of type `url` for Vertex AI, where the platform is known.

### Why is this bad?
Platforms get features later than Anthropic's own API, and reject what they do not know yet. Which have it by now cannot be seen in the request; that is why this is a warning.

### The API says
```text
messages.0.content.1.image.source.base64.data: URL sources are not supported
```

### Example
```json,fail,platform=bedrock
{"max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}], "cache_control": {"type": "ephemeral"}, "anthropic_version": "bedrock-2023-05-31"}
```

```json,fail,platform=vertex
{"max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "url", "url": "https://example.com/cat.png"}}, {"type": "text", "text": "What is this?"}]}], "anthropic_version": "2026-10-21"}
```

### Use instead
```json,pass,platform=bedrock
{"max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi", "cache_control": {"type": "ephemeral"}}]}], "anthropic_version": "bedrock-2023-05-31"}
```

### Source
platform.claude.com/docs/en/build-with-claude/prompt-caching (2026-08); error text in a public bug report, undated, as of 2026-11
"#,
    check: Check::RequestHaving(Part::Platform, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request.is_sent_to(WITHOUT_AUTOMATIC_CACHING)
        && let Some(marker) = request.field("cache_control")
    {
        sink.report(
            &RULE,
            marker,
            "the platform takes no `cache_control` at the top of the body",
        )
        .help("set it on the last block that is to be cached")
        .done();
    }
    if request.is_sent_to(WITHOUT_IMAGE_URLS) {
        for image in &request.images {
            let source = image.block.get("source");
            let kind = source
                .filter(|source| plain_str(*source, "type") == Some("url"))
                .and_then(|source| source.get("type"));
            if let Some(kind) = kind {
                sink.report(&RULE, kind, "the platform takes no image by its address")
                    .help("send the image as `base64`")
                    .done();
            }
        }
    }
}
