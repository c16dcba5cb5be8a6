//! Reports two calls of one id.

use crate::{
    Group,
    request::{Request, label},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-use-id-duplicate",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports two `tool_use` blocks with one `id` anywhere in `messages`.

### Why is this bad?
The id tells which result belongs to which call, so the API takes each only once in a conversation.

### The API says
```text
messages.3.content.1: `tool_use` ids must be unique
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "12:30"}]}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "12:30"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "12:30"}]}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_2", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_2", "content": "12:30"}]}]}
```

### Source
Error text in public bug reports, as of 2026-11
"#,
    check: Check::Request(check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let mut calls: Vec<_> = request
        .blocks
        .iter()
        .filter(|block| block.tag == "tool_use")
        .filter_map(|block| {
            let id = block.id()?;
            Some((id.as_plain_str()?, id.span().start, id, block.value))
        })
        .collect();
    calls.sort_unstable_by_key(|(name, start, ..)| (*name, *start));
    for same in calls.chunk_by(|(left, ..), (right, ..)| left == right) {
        let Some(((_, _, first, _), again)) = same.split_first() else {
            continue;
        };
        for (_, _, id, call) in again {
            sink.report(
                &RULE,
                *id,
                format!("the id of the call {} was given before", label(*call, *id)),
            )
            .related(*first, "the first call of this id")
            .help("give each call an id of its own, and its result the same")
            .done();
        }
    }
}
