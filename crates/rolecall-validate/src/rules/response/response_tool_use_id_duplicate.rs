//! Reports two calls of one answer with the same id.

use crate::{
    Group,
    answer::Answer,
    json::Value,
    request::{label, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};
use std::collections::HashMap;

pub(super) static RULE: Rule = Rule {
    name: "response-tool-use-id-duplicate",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports two `tool_use` blocks of one answer that have the same `id`.

### Why is this bad?
A result names its call by the id. With the answer in the history, every later request is rejected.

### Example
```json,fail
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {"city": "Paris"}}, {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {"city": "Paris"}}], "stop_reason": "tool_use", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 5}}
```

### Use instead
```json,pass
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {"city": "Paris"}}, {"type": "tool_use", "id": "toolu_2", "name": "weather", "input": {"city": "Rome"}}], "stop_reason": "tool_use", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 5}}
```

### Source
Error text in public bug reports: tool_use ids must be unique (2026-10)
"#,
    check: Check::Answer(check),
};

fn check(answer: &Answer<'_>, sink: &mut Sink<'_>) {
    let mut seen: HashMap<&str, Value<'_>> = HashMap::new();
    for block in &answer.blocks {
        if plain_str(*block, "type") != Some("tool_use") {
            continue;
        }
        let Some((id, name)) = block
            .get("id")
            .and_then(|id| Some((id, id.as_plain_str()?)))
        else {
            continue;
        };
        match seen.get(name) {
            Some(first) => sink
                .report(
                    &RULE,
                    id,
                    format!(
                        "the call {} has the id of an earlier call",
                        label(*block, id)
                    ),
                )
                .related(*first, "the earlier call")
                .help("give every call an id of its own")
                .done(),
            None => {
                seen.insert(name, id);
            }
        }
    }
}
