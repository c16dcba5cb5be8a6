//! Reports a search result in an assistant message.

use crate::{
    Group,
    request::{Request, Role},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "search-result-in-assistant",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `search_result` block in an `assistant` message.

### Why is this bad?
Search results are given to the model, in a `user` message or in a `tool_result`; the API takes them nowhere else.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "search_result", "source": "https://example.com/sky", "title": "Sky", "content": [{"type": "text", "text": "The sky is blue."}]}]}, {"role": "user", "content": "Why?"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "search_result", "source": "https://example.com/sky", "title": "Sky", "content": [{"type": "text", "text": "The sky is blue."}]}, {"type": "text", "text": "Why?"}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/search-results (2026-08)
"#,
    check: Check::RequestNaming(&["search_result"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (role, block) in request.blocks_with_role() {
        if role == Role::Assistant && block.tag == "search_result" {
            sink.report(
                &RULE,
                block.value,
                "a `search_result` block cannot stand in an `assistant` message",
            )
            .help("put it into a `user` message or a `tool_result`")
            .fix_where_any(true, request.moved_to_user(block.value))
            .done();
        }
    }
}
