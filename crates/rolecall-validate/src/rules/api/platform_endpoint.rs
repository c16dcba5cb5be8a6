//! Reports a body for an endpoint that the platform does not have.

use crate::{
    DocumentKind, Group,
    generated::platforms::{WITHOUT_BATCHES, WITHOUT_TOKEN_COUNTING},
    rules::{Check, Document, Rule, Which},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "platform-endpoint",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a batch for Bedrock or Vertex AI, and a body that counts tokens for Bedrock, where the platform is known.

### Why is this bad?
The official SDKs refuse to send it there, because the platform has no such endpoint.

### Example
```json,fail,platform=bedrock
{"requests": [{"custom_id": "a", "params": {"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}}]}
```

### Use instead
```json,pass,platform=anthropic
{"requests": [{"custom_id": "a", "params": {"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}}]}
```

### Source
Python SDK 2.12.0 (2026-11)
"#,
    check: Check::Document(
        Which::Of(&[DocumentKind::Batch, DocumentKind::CountTokens]),
        check,
    ),
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let (lacking, what) = match document.kind {
        DocumentKind::Batch => (WITHOUT_BATCHES, "message batches"),
        DocumentKind::CountTokens => (WITHOUT_TOKEN_COUNTING, "counting of tokens"),
        _ => return,
    };
    let options = sink.options();
    let Some(platform) = options.platform.filter(|_| options.is_sent_to(lacking)) else {
        return;
    };
    document
        .report_header(
            &RULE,
            format!("the platform `{platform}` has no {what}"),
            sink,
        )
        .help("send it to Anthropic's own API, or send the requests one by one")
        .done();
}
