//! Reports a body of more bytes than the API takes.

use crate::{
    DocumentKind, Group, Level, Platform,
    generated::platforms::{
        BATCH_BODY_MB_MAX, BEDROCK_BODY_MB_MAX, BODY_MB_MAX, VERTEX_BODY_MB_MAX,
    },
    rules::{Check, Document, Rule, Which},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "body-too-large",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a request of more than 32 MB, or a batch of more than 256 MB; where the platform is known, a request of more than 20 MB for Bedrock and 30 MB for Vertex AI. White space that a client leaves out is counted only for a warning.

### Why is this bad?
The API answers 413 before it reads the request.

### The API says
```text
request_too_large: Request exceeds the maximum allowed number of bytes.
```

### Source
platform.claude.com/docs/en/api/overview (2026-10); Python SDK 2.12.0, _error_classes.py (2026-11)
"#,
    check: Check::Document(Which::All, check),
};

const MIB: usize = 1 << 20;
/// Whether the documentation's MB are of 1000 or of 1024 bytes is not known: between the two is a warning.
const MB: usize = 1_000_000;

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let most = match document.kind {
        DocumentKind::Request | DocumentKind::CountTokens | DocumentKind::Completion => {
            match sink.options().platform {
                None | Some(Platform::Anthropic) => BODY_MB_MAX,
                Some(Platform::Bedrock) => BEDROCK_BODY_MB_MAX,
                Some(Platform::Vertex) => VERTEX_BODY_MB_MAX,
                Some(Platform::Foundry) => return,
            }
        }
        DocumentKind::Batch if sink.options().is_first_party() => BATCH_BODY_MB_MAX,
        _ => return,
    };
    let text = document.root.raw();
    let size = sink.options().body_size.unwrap_or(text.len());
    if size <= most * MB {
        return;
    }
    let needed = match sink.options().body_size {
        Some(size) => size,
        None => size - spare(text),
    };
    let (rule, unit) = (
        &RULE,
        if document.kind == DocumentKind::Batch {
            "batch"
        } else {
            "request"
        },
    );
    let draft = document
        .report_header(
            rule,
            format!("the {unit} has {needed} bytes; the API takes at most {most} MB"),
            sink,
        )
        .help("send large files by their `file_id`, or split the request");
    if needed > most * MIB {
        draft.done();
    } else {
        draft.at_most(Level::Warning).done();
    }
}

/// The bytes of white space between tokens.
fn spare(text: &str) -> usize {
    let (mut spare, mut in_string, mut is_escaped) = (0, false, false);
    for byte in text.bytes() {
        if is_escaped {
            is_escaped = false;
        } else if in_string {
            is_escaped = byte == b'\\';
            in_string = byte != b'"';
        } else if byte == b'"' {
            in_string = true;
        } else {
            spare += usize::from(byte.is_ascii_whitespace());
        }
    }
    spare
}
