//! Reports a domain that web fetch never matches.

use super::domains;
use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "web-fetch-domain-path",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports an entry of `allowed_domains` or `blocked_domains` of a web fetch tool that has a path.

### Why is this bad?
Web fetch compares hosts only, so such an entry matches no page.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_fetch_20250910", "name": "web_fetch", "allowed_domains": ["example.com/blog"]}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_fetch_20250910", "name": "web_fetch", "allowed_domains": ["example.com"]}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/server-tools (2026-08)
"#,
    check: Check::RequestNaming(&["allowed_domains", "blocked_domains"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let fetches = request
        .tools()
        .filter(|tool| tool.tag.starts_with("web_fetch_"));
    for (entry, domain) in fetches.flat_map(domains::of) {
        if domain.contains('/') && domains::fault(&domain).is_none() {
            sink.report(&RULE, entry, "web fetch matches no domain that has a path")
                .help("write the host alone")
                .done();
        }
    }
}
