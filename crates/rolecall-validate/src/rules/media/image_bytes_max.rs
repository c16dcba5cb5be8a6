//! Reports an image of too many bytes.

use crate::{
    Group,
    generated::platforms::{IMAGE_CHARACTERS_MAX, SMALL_IMAGE_CHARACTERS_MAX, SMALL_IMAGES},
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "image-bytes-max",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an inline image whose `data` are longer than 10485760 characters, or than 5242880 where the platform is known to be Bedrock or Vertex AI.

### Why is this bad?
The API rejects the request. It measures the base64 text, which is a third longer than the file.

### The API says
```text
image exceeds 10 MB maximum: 23045044 bytes > 10485760 bytes
```

### Source
platform.claude.com/docs/en/build-with-claude/vision (2026-08); live probes of the API in public notes (2026-09)
"#,
    check: Check::RequestNaming(&["image"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let limit = if request.is_sent_to(SMALL_IMAGES) {
        SMALL_IMAGE_CHARACTERS_MAX
    } else {
        IMAGE_CHARACTERS_MAX
    };
    for inline in request
        .images
        .iter()
        .filter_map(|image| image.inline.as_ref())
    {
        let length = inline.text.len();
        if length > limit {
            sink.report(
                &RULE,
                inline.data,
                format!("`data` of this image is {length} characters long; the limit is {limit}"),
            )
            .help("scale the image down, or save it with more compression")
            .done();
        }
    }
}
