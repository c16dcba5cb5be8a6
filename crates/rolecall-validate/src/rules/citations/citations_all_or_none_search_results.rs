//! Reports search results of which only some may be cited.

use super::report_mixture;
use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "citations-all-or-none-search-results",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `search_result` without `"citations": {"enabled": true}`, where another one has it. Those in tool results count too.

### Why is this bad?
The API wants citations on all search results of a request or on none, and rejects a mixture.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "search_result", "source": "https://example.com/1", "title": "One", "content": [{"type": "text", "text": "One"}], "citations": {"enabled": true}}, {"type": "search_result", "source": "https://example.com/2", "title": "Two", "content": [{"type": "text", "text": "Two"}]}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "search_result", "source": "https://example.com/1", "title": "One", "content": [{"type": "text", "text": "One"}]}, {"type": "search_result", "source": "https://example.com/2", "title": "Two", "content": [{"type": "text", "text": "Two"}]}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/search-results (2026-08)
"#,
    check: Check::RequestNaming(&["search_result"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let nested = request.nested.iter().map(|nested| nested.block);
    let mut results: Vec<_> = request
        .blocks
        .iter()
        .copied()
        .chain(nested)
        .filter(|block| block.tag == "search_result")
        .collect();
    results.sort_by_key(|block| block.value.span());
    report_mixture(&RULE, &results, "search result", request, sink);
}
