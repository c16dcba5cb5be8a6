//! Reports a short-lived cache in a batch.

use crate::{
    Group,
    json::Value,
    request::{Endpoint, Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "batch-cache-ttl",
    group: Group::Pedantic,
    since: "0.1.0",
    docs: r#"### What it does
Reports a cache marker of five minutes in an item of a batch; once for an item.

### Why is this bad?
The items of a batch may run further apart than that, so that none reads what another has cached. Markers of an hour are read more often.

### Example
```json,fail,as=batch
{"requests": [{"custom_id": "a", "params": {"model": "claude-opus-5", "max_tokens": 64, "system": [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}], "messages": [{"role": "user", "content": "Hi"}]}}]}
```

### Use instead
```json,pass,as=batch
{"requests": [{"custom_id": "a", "params": {"model": "claude-opus-5", "max_tokens": 64, "system": [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral", "ttl": "1h"}}], "messages": [{"role": "user", "content": "Hi"}]}}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/batch-processing (2026-08)
"#,
    check: Check::RequestNaming(&["cache_control"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request.endpoint != Endpoint::Batches {
        return;
    }
    let lists = ["system", "tools"].map(|name| request.field(name));
    let holders = lists.into_iter().flatten().flat_map(Value::items);
    let blocks = request.blocks.iter().map(|block| block.value);
    let marker = std::iter::once(request.body)
        .chain(holders)
        .chain(blocks)
        .filter_map(|holder| field(holder, "cache_control"))
        .find(|marker| marker.get("ttl").is_none_or(|ttl| ttl.is_str("5m")));
    if let Some(marker) = marker {
        sink.report(
            &RULE,
            marker,
            "this cache lives for five minutes, less than a batch may take",
        )
        .help("set `\"ttl\": \"1h\"`")
        .done();
    }
}
