//! Reports a PDF that only its owner can read.

use crate::{
    Group,
    media::{Base64, is_encrypted, is_pdf},
    request::Request,
    rules::{Check, Rule, media::pdfs},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "document-pdf-encrypted",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an inline PDF whose trailer names an encryption. A trailer in an unusual place is not found.

### Why is this bad?
The API reads no PDF that is encrypted or protected by a password.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+IGVuZG9iagoyIDAgb2JqPDwvVHlwZS9QYWdlcy9Db3VudCAwL0tpZHNbXT4+IGVuZG9iagozIDAgb2JqPDwvRmlsdGVyL1N0YW5kYXJkL1YgMi9SIDMvUCAtNDQ+PiBlbmRvYmoKeHJlZgowIDEKMDAwMDAwMDAwMCA2NTUzNSBmIAp0cmFpbGVyPDwvU2l6ZSA0L1Jvb3QgMSAwIFIvRW5jcnlwdCAzIDAgUj4+CnN0YXJ0eHJlZgoxNTAKJSVFT0YK"}}, {"type": "text", "text": "What is this?"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+IGVuZG9iagoyIDAgb2JqPDwvVHlwZS9QYWdlcy9Db3VudCAxL0tpZHNbMyAwIFJdPj4gZW5kb2JqCjMgMCBvYmo8PC9UeXBlL1BhZ2UvUGFyZW50IDIgMCBSL01lZGlhQm94WzAgMCA5IDldPj4gZW5kb2JqCnhyZWYKMCA0CjAwMDAwMDAwMDAgNjU1MzUgZiAKMDAwMDAwMDAwOSAwMDAwMCBuIAowMDAwMDAwMDUzIDAwMDAwIG4gCjAwMDAwMDAxMDMgMDAwMDAgbiAKdHJhaWxlcjw8L1NpemUgNC9Sb290IDEgMCBSPj4Kc3RhcnR4cmVmCjE2MwolJUVPRgo="}}, {"type": "text", "text": "What is this?"}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/pdf-support (2026-10)
"#,
    check: Check::RequestNaming(&["document"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (data, text) in pdfs(request) {
        let file = Base64::new(&text);
        if is_pdf(file) && is_encrypted(file) {
            sink.report(
                &RULE,
                data,
                "this PDF is encrypted, and the API does not read it",
            )
            .help("save it without password and encryption")
            .done();
        }
    }
}
