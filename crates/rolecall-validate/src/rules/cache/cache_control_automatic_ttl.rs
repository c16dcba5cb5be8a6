//! Reports two lives of one prefix.

use super::{Marker, Place, target};
use crate::{
    Group,
    edit::remove_member,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "cache-control-automatic-ttl",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `cache_control` of the body whose `ttl` differs from that of the marker on the last block, which is where it lands.

### Why is this bad?
Both mean the same prefix, and the API does not choose between them.

### The API says
```text
Top-level cache_control has ttl='5m' but the target block already has cache_control with ttl='1h'
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "cache_control": {"type": "ephemeral", "ttl": "5m"}, "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi", "cache_control": {"type": "ephemeral", "ttl": "1h"}}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi", "cache_control": {"type": "ephemeral", "ttl": "1h"}}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/prompt-caching (2026-10); error text in public bug reports (2026-04)
"#,
    check: Check::RequestNaming(&["cache_control"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(automatic) = Marker::of(request.body, Place::Automatic, request) else {
        return;
    };
    let own = target(request)
        .and_then(|block| Marker::of(block.value, Place::Messages, request))
        .filter(|own| own.ttl() != automatic.ttl());
    if let Some(own) = own {
        sink.report(
            &RULE,
            automatic.ttl_value(),
            format!(
                "`cache_control` of the body lives for `{}`, but lands on a block whose own lives for `{}`",
                automatic.ttl(),
                own.ttl()
            ),
        )
        .related(own.value, "the marker of the last block")
        .help("remove one of the two, or give both the same `ttl`")
        .unsafe_fix(vec![remove_member(automatic.key, automatic.value)])
        .done();
    }
}
