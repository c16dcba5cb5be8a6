//! Reports two calls of one id.

use super::turn_of;
use crate::{
    Edit, Group, Level, edit,
    json::Value,
    request::{Block, Request, Role, label},
    rules::{Check, Rule},
    sink::Sink,
};
use std::collections::HashSet;

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
    check: Check::RequestNaming(&["tool_use"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let calls = request
        .blocks
        .iter()
        .filter(|block| block.tag == "tool_use");
    if calls.clone().count() < 2 {
        return;
    }
    let mut calls: Vec<_> = calls
        .filter_map(|block| {
            let id = block.id()?;
            Some((id.as_plain_str()?, id.span().start, id, block.value))
        })
        .collect();
    calls.sort_unstable_by_key(|(name, start, ..)| (*name, *start));
    for same in calls.chunk_by(|(left, ..), (right, ..)| left == right) {
        let Some(((_, _, first, first_call), again)) = same.split_first() else {
            continue;
        };
        let mut before = *first_call;
        for (_, _, id, call) in again {
            let is_same_turn = turn_of(request, before).is_none_or(|turn| {
                request
                    .blocks_of(turn)
                    .iter()
                    .any(|block| block.value == *call)
            });
            before = *call;
            let mut draft = sink
                .report(
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
                .help("give each call an id of its own, and its result the same");
            draft = if is_copy(request, *first_call, *call) {
                draft.fix_where_any(true, request.without_block(*call))
            } else {
                draft.fix_where_any(false, renamed(request, *id, *call))
            };
            draft.done();
        }
    }
}

/// Whether a call is the same one again, written into one turn twice.
fn is_copy(request: &Request<'_>, first: Value<'_>, again: Value<'_>) -> bool {
    let turn = |call| {
        let turn = request.turn_around(request.message_around(call)?)?;
        Some(turn.messages.clone())
    };
    first.raw() == again.raw() && turn(first) == turn(again)
}

/// The edits that give a call, and the result that is its own by the order of both, another id.
fn renamed(request: &Request<'_>, id: Value<'_>, call: Value<'_>) -> Option<Vec<Edit>> {
    let index = request.message_around(call)?;
    let turn = request.turn_around(index)?;
    let name = id.as_plain_str()?;
    let is_named = |block: &&Block<'_>| {
        let id = block.id();
        id.is_some_and(|id| id.is_str(name))
    };
    let before = request
        .blocks_of(turn)
        .iter()
        .filter(|block| block.tag == "tool_use" && block.value.span().start < call.span().start)
        .filter(is_named)
        .count();
    let next = request
        .turn_after(index)
        .filter(|next| next.role == Some(Role::User));
    let results = next.map_or(&[][..], |next| request.blocks_of(next));
    let result = results
        .iter()
        .filter(|block| block.tag == "tool_result")
        .filter(is_named)
        .nth(before);
    let fresh = edit::quoted(&fresh(request, name)?);
    let mut edits = vec![edit::replace(id, fresh.clone())];
    edits.extend(
        result
            .and_then(|result| result.id())
            .map(|id| edit::replace(id, fresh)),
    );
    Some(edits)
}

/// An id like the given one that no block has.
fn fresh(request: &Request<'_>, name: &str) -> Option<String> {
    let taken: HashSet<_> = request
        .blocks
        .iter()
        .filter_map(|block| block.id()?.as_plain_str())
        .collect();
    (2..=taken.len() + 2)
        .map(|number| format!("{name}_{number}"))
        .find(|id| !taken.contains(&**id))
}
