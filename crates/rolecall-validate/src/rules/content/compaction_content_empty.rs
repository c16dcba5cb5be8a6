//! Reports an empty summary.

use crate::{
    Group,
    edit::replace,
    request::{Request, is_empty},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "compaction-content-empty",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `compaction` block whose `content` is the empty string.

### Why is this bad?
A summary says something. One that could not be made is `null`, and has no effect.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "compaction", "content": ""}]}, {"role": "user", "content": "Go on."}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "compaction", "content": "They talked about the sky."}]}, {"role": "user", "content": "Go on."}]}
```

### Source
Python SDK 2.12.0 (2026-11)
"#,
    check: Check::RequestNaming(&["compaction"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for block in request
        .blocks
        .iter()
        .filter(|block| block.tag == "compaction")
    {
        if let Some(content) = block
            .value
            .get("content")
            .filter(|content| is_empty(*content))
        {
            sink.report(&RULE, content, "the summary of this compaction is empty")
                .help("send the block as it was received, or write `null`")
                .unsafe_fix(vec![replace(content, "null")])
                .done();
        }
    }
}
