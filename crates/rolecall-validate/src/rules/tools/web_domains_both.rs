//! Reports domains that are allowed beside domains that are blocked.

use crate::{
    Group, Level, edit,
    json::Value,
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "web-domains-both",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a web search or web fetch tool with both `allowed_domains` and `blocked_domains`.

### Why is this bad?
Either everything but a few domains is open, or nothing but a few; the API takes one of the lists.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search", "allowed_domains": ["example.com"], "blocked_domains": ["example.org"]}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search", "allowed_domains": ["example.com"]}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/server-tools (2026-08)
"#,
    check: Check::RequestNaming(&["allowed_domains"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for tool in request.tools() {
        let allowed = field(tool.value, "allowed_domains");
        let blocked = field(tool.value, "blocked_domains");
        let (Some(allowed), Some(blocked)) = (allowed, blocked) else {
            continue;
        };
        if !request.is_sound(allowed) || !request.is_sound(blocked) {
            continue;
        }
        // Whether an empty list counts is not documented.
        let both_filled = [allowed, blocked]
            .iter()
            .all(|list| list.items().next().is_some());
        let level = if both_filled {
            Level::Error
        } else {
            Level::Warning
        };
        sink.report(
            &RULE,
            blocked,
            format!(
                "{} must not have both `allowed_domains` and `blocked_domains`",
                tool.label()
            ),
        )
        .related(allowed, "the domains that are allowed")
        .help("keep one of the two lists")
        .unsafe_fix(edit::without(if both_filled {
            blocked
        } else {
            empty_of(allowed, blocked)
        }))
        .at_most(level)
        .done();
    }
}

/// The one of two lists that holds nothing; the second where both do.
fn empty_of<'t>(first: Value<'t>, second: Value<'t>) -> Value<'t> {
    if second.items().next().is_some() {
        first
    } else {
        second
    }
}
