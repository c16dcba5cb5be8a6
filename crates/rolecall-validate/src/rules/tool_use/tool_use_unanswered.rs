//! Reports a call of a tool that gets no result.

use crate::{
    Edit, Group, edit,
    json::Value,
    request::{Call, CallState, Request, field, put_first, said_by},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-use-unanswered",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_use` whose `tool_result` is not in the `user` turn directly after it, or after which the messages end.

### Why is this bad?
A call and its result belong together. The API rejects a history in which a call was left open: by an interruption, a lost result, a history cut in the wrong place.

### The API says
```text
messages.2: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1. Each `tool_use` block must have a corresponding `tool_result` block in the next message.
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": "Never mind."}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "interrupted by the user", "is_error": true}, {"type": "text", "text": "Never mind."}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/handle-tool-calls (2026-08); error text in public bug reports (2026-07)
"#,
    check: Check::RequestNaming(&["tool_use"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for call in &request.pairing.calls {
        let CallState::Unanswered { late } = call.state else {
            continue;
        };
        let is_of_server = is_of_server(call);
        let mut draft = sink.report(
            &RULE,
            call.id,
            format!(
                "the call {} has no `tool_result` in the turn after it",
                call.label()
            ),
        );
        draft = if let Some(late) = late {
            draft
                .related(late, "its result stands here, too late")
                .help("move the result to the beginning of the `user` message after the call")
        } else if is_of_server {
            draft.help("this is the id of a server tool: send the call back as the `server_tool_use` that it was")
        } else {
            draft.help("answer it first thing in the next `user` message, with `\"is_error\": true` if it failed")
        };
        if let Some(next) = call.next.filter(|_| late.is_none()) {
            draft = draft.related(next, "the next message does not answer it");
        }
        let edits = if is_of_server {
            request.without_block(call.value)
        } else {
            late.and_then(|late| moved(request, call, late))
                .or_else(|| answered(request, call))
        };
        draft.fix_where_any(false, edits).done();
    }
}

/// Moves a result that comes too late to where it belongs.
fn moved(request: &Request<'_>, call: &Call<'_>, late: Value<'_>) -> Option<Vec<Edit>> {
    let mut edits = request.without_block(late)?;
    edits.push(put(request, call, late.raw())?);
    Some(edits)
}

/// Says of every open call of the turn that there is no result: one repair for all, since their results stand in one
/// place.
fn answered(request: &Request<'_>, call: &Call<'_>) -> Option<Vec<Edit>> {
    let turn = request.turn_around(request.message_around(call.value)?)?;
    let blocks = request.blocks_of(turn);
    let open = request.pairing.calls.iter().filter(|other| {
        matches!(other.state, CallState::Unanswered { .. })
            && !is_of_server(other)
            && blocks.iter().any(|block| block.value == other.value)
    });
    let results: Vec<_> = open.map(no_result).collect();
    Some(vec![put(request, call, &results.join(", "))?])
}

/// Puts results, already written as JSON, where those of a call must stand.
fn put(request: &Request<'_>, call: &Call<'_>, results: &str) -> Option<Edit> {
    if let Some(next) = call.next {
        return put_first(next.get("content")?, results);
    }
    let turn = request.turn_around(request.message_around(call.value)?)?;
    let last = request.messages_of(turn).last()?;
    let message = said_by("user", results);
    Some(edit::insert_item_after(last.value, &message))
}

fn no_result(call: &Call<'_>) -> String {
    let toolset = field(call.value, "toolset_name")
        .map(|name| format!(", \"toolset_name\": {}", name.raw()))
        .unwrap_or_default();
    format!(
        "{{\"type\": \"tool_result\", \"tool_use_id\": {}{toolset}, \"content\": \"The call was interrupted and has no \
         result.\", \"is_error\": true}}",
        call.id.raw()
    )
}

fn is_of_server(call: &Call<'_>) -> bool {
    let id = call.id.as_plain_str();
    id.is_some_and(|id| id.starts_with("srvtoolu_"))
}
