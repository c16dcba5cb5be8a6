//! Reports search results among other blocks.

use crate::{
    Group,
    request::{Request, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "search-result-mixed-tool-result",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports the content of a `tool_result` that holds `search_result` blocks and others.

### Why is this bad?
A tool answers either with search results or with something else, and the API rejects a mixture.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "search", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "Search"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "search", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": [{"type": "search_result", "source": "https://example.com", "title": "One", "content": [{"type": "text", "text": "One"}]}, {"type": "text", "text": "1 hit"}]}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "search", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "Search"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "search", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": [{"type": "search_result", "source": "https://example.com", "title": "One", "content": [{"type": "text", "text": "One"}]}]}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/search-results (2026-08)
"#,
    check: Check::RequestNaming(&["search_result"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for block in request
        .blocks
        .iter()
        .filter(|block| block.tag == "tool_result")
    {
        let Some(content) = block.inner_content() else {
            continue;
        };
        let is_result = |tag: &str| tag == "search_result";
        let result = block.inner().find(|inner| is_result(inner.tag));
        let other = block.inner().find(|inner| !is_result(inner.tag));
        let (Some(result), Some(other)) = (result, other) else {
            continue;
        };
        if !request.is_sound(content) {
            continue;
        }
        let id = plain_str(block.value, "tool_use_id").unwrap_or_default();
        sink.report(
            &RULE,
            content,
            format!(
                "the result of `{id}` holds both `search_result` and `{}`",
                other.tag
            ),
        )
        .related(result.value, "a search result")
        .related(other.value, "another block")
        .help("put everything into `search_result` blocks, or nothing")
        .done();
    }
}
