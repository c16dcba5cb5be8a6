//! Reports a marker in the middle of a block.

use super::{Marker, Place};
use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "cache-control-nested-not-last",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `cache_control` in the content of a tool result or a document that does not stand on the last block there.

### Why is this bad?
The API moves such a marker to the outer block, so what follows it is cached too. According to the release notes it takes one on the last block only.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "document", "source": {"type": "content", "content": [{"type": "text", "text": "One", "cache_control": {"type": "ephemeral"}}, {"type": "text", "text": "Two"}]}}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "document", "source": {"type": "content", "content": [{"type": "text", "text": "One"}, {"type": "text", "text": "Two"}]}, "cache_control": {"type": "ephemeral"}}]}]}
```

### Source
platform.claude.com/docs/en/release-notes/overview (2026-09)
"#,
    check: Check::RequestNaming(&["cache_control"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for nested in &request.nested {
        let outer = nested.outer;
        if !matches!(outer.tag, "tool_result" | "document") {
            continue;
        }
        let Some(marker) = Marker::of(nested.block.value, Place::Messages, request) else {
            continue;
        };
        let last = outer.inner().last();
        let is_last = last.is_some_and(|last| last.value == nested.block.value);
        let count = outer
            .inner()
            .filter(|inner| inner.value.get("cache_control").is_some())
            .count();
        // Several markers are a finding of their own.
        let is_only = count == 1 && outer.value.get("cache_control").is_none();
        if !is_last && is_only {
            sink.report(
                &RULE,
                marker.value,
                format!(
                    "this marker is not on the last block of the `{}`",
                    outer.tag
                ),
            )
            .help(format!("mark the `{}` itself", outer.tag))
            .done();
        }
    }
}
