//! Reports several markers of one tool result.

use super::{Marker, Place};
use crate::{
    Group,
    edit::remove_member,
    request::{Block, Request, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "cache-control-tool-result-twice",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_result` that is marked itself and in its content, or twice in its content.

### Why is this bad?
A tool result is one place to the cache. The API moves a marker of its content to the result, and takes only one.

### The API says
```text
cache_control may not be specified within `tool_result.content`
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "clock", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "What time is it?"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "clock", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "cache_control": {"type": "ephemeral"}, "content": [{"type": "text", "text": "Noon", "cache_control": {"type": "ephemeral"}}]}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "clock", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "What time is it?"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "clock", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "cache_control": {"type": "ephemeral"}, "content": [{"type": "text", "text": "Noon"}]}]}]}
```

### Source
Live probes of the API in public notes (2026-09)
"#,
    check: Check::RequestNaming(&["cache_control"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for block in request
        .blocks
        .iter()
        .filter(|block| block.tag == "tool_result")
    {
        check_result(*block, request, sink);
    }
}

fn check_result(block: Block<'_>, request: &Request<'_>, sink: &mut Sink<'_>) {
    let own = Marker::of(block.value, Place::Messages, request);
    let inner: Vec<_> = block
        .inner()
        .filter_map(|inner| Marker::of(inner.value, Place::Messages, request))
        .collect();
    let (Some(kept), [_, ..]) = (own.or(inner.last().copied()), &inner[..]) else {
        return;
    };
    if own.is_none() && inner.len() < 2 {
        return;
    }
    let extra: Vec<_> = inner
        .iter()
        .filter(|marker| marker.value != kept.value)
        .collect();
    let Some(first) = extra.first() else {
        return;
    };
    let id = plain_str(block.value, "tool_use_id").unwrap_or_default();
    sink.report(
        &RULE,
        block.value,
        format!(
            "the result of `{id}` holds {} `cache_control` markers; the limit is 1",
            extra.len() + 1
        ),
    )
    .related(first.value, "one of them")
    .related(kept.value, "another one")
    .help("mark the `tool_result` itself, and nothing in its content")
    .unsafe_fix(
        extra
            .iter()
            .map(|marker| remove_member(marker.key, marker.value))
            .collect(),
    )
    .done();
}
