//! Reports data that are no PDF.

use crate::{
    Group,
    media::{Base64, is_pdf, is_placeholder},
    request::Request,
    rules::{
        Check, Rule,
        media::{pdfs, report_fault},
    },
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "document-pdf-invalid",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports an inline PDF whose `data` are empty, are no standard base64, or do not begin like a PDF file.

### Why is this bad?
The API cannot read the document and rejects the request.

### The API says
```text
The PDF specified was not valid.
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "VGhpcyBpcyBhIHBsYWluIHRleHQgZmlsZS4K"}}, {"type": "text", "text": "What is this?"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+IGVuZG9iagoyIDAgb2JqPDwvVHlwZS9QYWdlcy9Db3VudCAxL0tpZHNbMyAwIFJdPj4gZW5kb2JqCjMgMCBvYmo8PC9UeXBlL1BhZ2UvUGFyZW50IDIgMCBSL01lZGlhQm94WzAgMCA5IDldPj4gZW5kb2JqCnhyZWYKMCA0CjAwMDAwMDAwMDAgNjU1MzUgZiAKMDAwMDAwMDAwOSAwMDAwMCBuIAowMDAwMDAwMDUzIDAwMDAwIG4gCjAwMDAwMDAxMDMgMDAwMDAgbiAKdHJhaWxlcjw8L1NpemUgNC9Sb290IDEgMCBSPj4Kc3RhcnR4cmVmCjE2MwolJUVPRgo="}}, {"type": "text", "text": "What is this?"}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/pdf-support (2026-10); error text in public bug reports (2026-01)
"#,
    check: Check::RequestNaming(&["document"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (data, text) in pdfs(request) {
        if report_fault(&RULE, data, &text, sink)
            || is_pdf(Base64::new(&text))
            || is_placeholder(&text)
        {
            continue;
        }
        let message = if text.is_empty() {
            "`data` of this document is empty"
        } else {
            "`data` of this document is no PDF file"
        };
        sink.report(&RULE, data, message)
            .help("send a PDF file, or a source of type `text` for plain text")
            .done();
    }
}
