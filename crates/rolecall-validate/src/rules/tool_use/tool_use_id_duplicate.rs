//! Reports two calls of one id.

use super::turn_of;
use crate::{
    Group, Level,
    request::{Request, label},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-use-id-duplicate",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports two `tool_use` blocks with one `id`: an error within one turn, a warning where the second stands in a later turn.

### Why is this bad?
The id tells which result belongs to which call, so the API takes each only once in a turn. In a later turn it has taken an id again, with a result of its own; but whoever reads the history cannot tell the calls apart.

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
Error text in public bug reports, all of them about one turn; a recorded exchange (2026-08) in which the API answered a history with one id in two turns
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
        let Some(((_, _, first, first_call), _)) = same.split_first() else {
            continue;
        };
        let mut before = *first_call;
        for (_, _, id, call) in &same[1..] {
            let is_same_turn = turn_of(request, before).is_none_or(|turn| {
                request
                    .blocks_of(turn)
                    .iter()
                    .any(|block| block.value == *call)
            });
            before = *call;
            sink.report(
                &RULE,
                *id,
                format!("the id of the call {} was given before", label(*call, *id)),
            )
            .at_most(if is_same_turn {
                Level::Error
            } else {
                Level::Warning
            })
            .related(*first, "the first call of this id")
            .help("give each call an id of its own, and its result the same")
            .done();
        }
    }
}
