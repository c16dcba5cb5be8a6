//! Reports a domain that is none.

use super::domains::{self, Fault};
use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "web-domain-format",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an entry of `allowed_domains` or `blocked_domains` that starts with a scheme, has a `*` in its host, is empty, or has white space in it. In the path a `*` is fine.

### Why is this bad?
The API wants bare domains; subdomains are included anyway.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search", "allowed_domains": ["https://example.com"]}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search", "allowed_domains": ["example.com"]}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/server-tools (2026-08)
"#,
    check: Check::RequestNaming(&["allowed_domains", "blocked_domains"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (entry, domain) in request.tools().flat_map(domains::of) {
        let Some(fault) = domains::fault(&domain) else {
            continue;
        };
        let (message, help) = match fault {
            Fault::Empty => ("the domain is empty", "remove it"),
            Fault::Space => ("the domain has white space in it", "remove the white space"),
            Fault::Scheme => (
                "the domain starts with a scheme",
                "write the domain without scheme",
            ),
            Fault::Wildcard => (
                "the host of the domain has a `*` in it",
                "write the domain alone, which includes its subdomains",
            ),
        };
        let draft = sink.report(&RULE, entry, message).help(help);
        match domains::without_scheme(&domain) {
            Some(bare) => draft
                .safe_fix(vec![edit::replace(entry, edit::quoted(bare))])
                .done(),
            None => match fault {
                Fault::Empty => draft.unsafe_fix(vec![edit::remove_item(entry)]).done(),
                Fault::Space if domains::fault(domain.trim()).is_none() => draft
                    .safe_fix(vec![edit::replace(entry, edit::quoted(domain.trim()))])
                    .done(),
                Fault::Wildcard => match domains::without_wildcard(&domain) {
                    Some(bare) => draft
                        .unsafe_fix(vec![edit::replace(entry, edit::quoted(bare))])
                        .done(),
                    None => draft.done(),
                },
                Fault::Space | Fault::Scheme => draft.done(),
            },
        }
    }
}
