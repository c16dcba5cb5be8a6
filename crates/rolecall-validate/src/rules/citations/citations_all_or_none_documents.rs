//! Reports documents of which only some may be cited.

use super::report_mixture;
use crate::{
    Group,
    request::{Request, Role},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "citations-all-or-none-documents",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a document in a user message without `"citations": {"enabled": true}`, where another one has it.

### Why is this bad?
The API wants citations on all documents of a request or on none, and rejects a mixture.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "One"}, "citations": {"enabled": true}}, {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "Two"}}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "One"}, "citations": {"enabled": true}}, {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "Two"}, "citations": {"enabled": true}}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/citations (2026-08)
"#,
    check: Check::RequestNaming(&["document"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    // Whether documents in results of tools count is not known.
    let documents: Vec<_> = request
        .blocks_with_role()
        .filter(|(role, block)| *role == Role::User && block.tag == "document")
        .map(|(_, block)| block)
        .collect();
    report_mixture(&RULE, &documents, "document", request, sink);
}
