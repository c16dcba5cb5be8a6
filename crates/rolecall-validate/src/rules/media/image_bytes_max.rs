//! Reports an image of too many bytes.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "image-bytes-max",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an inline image whose `data` are longer than 10485760 characters. Partner platforms allow half of that.

### Why is this bad?
The API rejects the request. It measures the base64 text, which is a third longer than the file.

### The API says
```text
image exceeds 10 MB maximum: 23045044 bytes > 10485760 bytes
```

### Source
platform.claude.com/docs/en/build-with-claude/vision (2026-08); live probes of the API in public notes (2026-09)
"#,
    check: Check::Request(check),
};

/// 10 MiB of base64, on the API of Anthropic itself.
const MOST_CHARACTERS: usize = 10_485_760;

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for inline in request
        .images
        .iter()
        .filter_map(|image| image.inline.as_ref())
    {
        let length = inline.text.len();
        if length > MOST_CHARACTERS {
            sink.report(
                &RULE,
                inline.data,
                format!("`data` of this image is {length} characters long; the limit is {MOST_CHARACTERS}"),
            )
            .help("scale the image down, or save it with more compression")
            .done();
        }
    }
}
