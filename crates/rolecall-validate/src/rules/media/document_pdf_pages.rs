//! Reports more pages of PDF documents than the model reads.

use crate::{
    Group,
    media::{Base64, is_encrypted, is_pdf, page_count},
    request::Request,
    rules::{
        Check, Rule,
        media::{may_have_larger_context, pdfs},
        model::{blame, id},
    },
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "document-pdf-pages",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports inline PDF documents that have more pages together than the model reads in one request: 100 for models with a context of 200k tokens, 600 for others. The page tree of each file says how many it has; a file that keeps it in compressed objects is not counted.

### Why is this bad?
The API rejects the request.

### The API says
```text
A maximum of 100 PDF pages may be provided.
```

### Example
```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+IGVuZG9iagoyIDAgb2JqPDwvVHlwZS9QYWdlcy9Db3VudCAxMDEvS2lkc1tdPj4gZW5kb2JqCnhyZWYKMCAzCjAwMDAwMDAwMDAgNjU1MzUgZiAKMDAwMDAwMDAwOSAwMDAwMCBuIAowMDAwMDAwMDUzIDAwMDAwIG4gCnRyYWlsZXI8PC9TaXplIDMvUm9vdCAxIDAgUj4+CnN0YXJ0eHJlZgoxMDAKJSVFT0YK"}}, {"type": "text", "text": "What is this?"}]}]}
```

### Use instead
```json,pass
{"model": "claude-haiku-4-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+IGVuZG9iagoyIDAgb2JqPDwvVHlwZS9QYWdlcy9Db3VudCAxMDAvS2lkc1tdPj4gZW5kb2JqCnhyZWYKMCAzCjAwMDAwMDAwMDAgNjU1MzUgZiAKMDAwMDAwMDAwOSAwMDAwMCBuIAowMDAwMDAwMDUzIDAwMDAwIG4gCnRyYWlsZXI8PC9TaXplIDMvUm9vdCAxIDAgUj4+CnN0YXJ0eHJlZgoxMDAKJSVFT0YK"}}, {"type": "text", "text": "What is this?"}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/pdf-support (2026-10)
"#,
    check: Check::RequestNaming(&["document"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some((model, limit)) = request
        .model
        .and_then(|model| Some((model, model.max_pdf_pages?)))
        .filter(|(model, _)| !may_have_larger_context(request, model))
    else {
        return;
    };
    let counted: Vec<_> = pdfs(request)
        .filter_map(|(data, text)| {
            let file = Base64::new(&text);
            // What the API does not read has no pages for it.
            let is_readable = file.fault().is_none() && is_pdf(file) && !is_encrypted(file);
            Some((data, page_count(file).filter(|_| is_readable)?))
        })
        .collect();
    let pages = counted
        .iter()
        .fold(0_u64, |sum, (_, pages)| sum.saturating_add(*pages));
    let Some(messages) = request.field("messages").filter(|_| pages > limit) else {
        return;
    };
    let mut draft = sink
        .report(
            &RULE,
            messages,
            format!(
                "the PDF documents of the request have {pages} pages; `{}` reads at most {limit}",
                id(request, model)
            ),
        )
        .help("send the pages that matter, or use a model with a larger context");
    if let Some((data, most)) = counted.iter().max_by_key(|(_, pages)| *pages) {
        draft = draft.related(*data, format!("{most} of them"));
    }
    blame(draft, request, model, "max_pdf_pages").done();
}
