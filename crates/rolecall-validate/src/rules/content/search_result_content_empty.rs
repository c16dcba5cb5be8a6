//! Reports a search result without any text.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "search-result-content-empty",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `search_result` whose `content` is an empty list.

### Why is this bad?
There is nothing in it that the model could read or cite.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "search_result", "source": "https://sky.example", "title": "Sky", "content": []}, {"type": "text", "text": "Which colour?"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "search_result", "source": "https://sky.example", "title": "Sky", "content": [{"type": "text", "text": "The sky is blue."}]}, {"type": "text", "text": "Which colour?"}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/search-results (2026-08)
"#,
    check: Check::RequestNaming(&["search_result"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let inner = request.nested.iter().map(|nested| nested.block);
    for block in request.blocks.iter().copied().chain(inner) {
        let content = block
            .inner_content()
            .filter(|_| block.tag == "search_result");
        if let Some(content) = content.filter(|content| content.items().next().is_none()) {
            sink.report(&RULE, content, "the search result has no content")
                .help("put the text that was found into it, or leave the block out")
                .done();
        }
    }
}
