//! Reports a long life behind a short one.

use super::{LONG, SHORT, markers};
use crate::{
    Group,
    edit::replace,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "cache-control-ttl-order",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `cache_control` with a `ttl` of `1h` behind one with `5m`, in the order tools, `system`, messages. Without `ttl` it is `5m`.

### Why is this bad?
The longer prefix cannot outlive the shorter one that it begins with, and the API rejects the request.

### The API says
```text
messages.10.content.0.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block.
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "system": [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}], "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi", "cache_control": {"type": "ephemeral", "ttl": "1h"}}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "system": [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral", "ttl": "1h"}}], "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi", "cache_control": {"type": "ephemeral"}}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/prompt-caching (2026-10); error text in public bug reports, as of 2026-11
"#,
    check: Check::RequestNaming(&["cache_control"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let markers = markers(request);
    let Some(first) = markers.iter().position(|marker| marker.ttl() == SHORT) else {
        return;
    };
    let late: Vec<_> = markers[first..]
        .iter()
        .filter(|marker| marker.ttl() == LONG)
        .collect();
    // One short life makes all later ones wrong.
    let Some(worst) = late.first() else {
        return;
    };
    let short = format!("\"{SHORT}\"");
    let mut edits: Vec<_> = late
        .iter()
        .map(|marker| replace(marker.ttl_value(), short.as_str()))
        .collect();
    edits.sort_by_key(|edit| edit.span);
    sink.report(
        &RULE,
        worst.ttl_value(),
        format!("this marker lives for `{LONG}`, but stands behind one that lives for `{SHORT}`"),
    )
    .related(
        markers[first].value,
        format!("this one lives for `{SHORT}`"),
    )
    .help(format!(
        "give the earlier marker a `ttl` of `{LONG}` as well, or this one `{SHORT}`"
    ))
    .unsafe_fix(edits)
    .done();
}
