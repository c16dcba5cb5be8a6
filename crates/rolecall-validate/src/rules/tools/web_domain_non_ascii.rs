//! Reports a domain with letters outside of ASCII.

use super::domains;
use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "web-domain-non-ascii",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports an entry of `allowed_domains` or `blocked_domains` whose host has characters outside of ASCII.

### Why is this bad?
Letters of different scripts look alike, so a list of domains with such letters may let through, or keep out, another site than it shows.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search", "allowed_domains": ["müller.example"]}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search", "allowed_domains": ["xn--mller-kva.example"]}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/server-tools (2026-08)
"#,
    check: Check::RequestNaming(&["allowed_domains", "blocked_domains"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (entry, domain) in request.tools().flat_map(domains::of) {
        let stranger = domains::host(&domain).chars().find(|c| !c.is_ascii());
        if let Some(stranger) = stranger.filter(|_| domains::fault(&domain).is_none()) {
            sink.report(
                &RULE,
                entry,
                format!("the host of the domain has the character `{stranger}` in it"),
            )
            .help("write the host in its ASCII form (`xn--…`)")
            .done();
        }
    }
}
