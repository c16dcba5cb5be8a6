//! Reports something before the results of tools.

use crate::{
    Edit, Group, Span, edit,
    json::Value,
    request::{Request, joined, plain_str, said_by},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-result-not-first",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a block that stands before a `tool_result` in a `user` turn that answers calls. Text after the results is fine.

### Why is this bad?
The API looks for the results at the beginning of the turn only, and then calls the later ones missing.

### The API says
```text
messages.2: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1. Each `tool_use` block must have a corresponding `tool_result` block in the next message.
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "text", "text": "Go on."}, {"type": "tool_result", "tool_use_id": "toolu_1", "content": "12:30"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "12:30"}, {"type": "text", "text": "Go on."}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/handle-tool-calls (2026-08)
"#,
    check: Check::RequestNaming(&["tool_result"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (before, result) in &request.pairing.interruptions {
        sink.report(
            &RULE,
            *before,
            "the results of tools must stand first in their turn, and this stands before one",
        )
        .related(*result, "this result comes after it")
        .help("move it behind the last `tool_result`")
        .fix_where_any(true, reordered(request, *result))
        .done();
    }
}

/// The edits that move everything before the last result of a turn behind it.
fn reordered(request: &Request<'_>, result: Value<'_>) -> Option<Vec<Edit>> {
    let turn = request.turn_around(request.message_around(result)?)?;
    let is_result = |block: &Value<'_>| plain_str(*block, "type") == Some("tool_result");
    let last = request
        .blocks_of(turn)
        .iter()
        .map(|block| block.value)
        .rfind(is_result)?;
    let home = request.message_around(last)?;
    let mut edits = Vec::new();
    let mut gone = Vec::new();
    let mut behind = Vec::new();
    for index in turn.messages.start..home {
        let message = request.messages.get(index)?;
        let content = message.content?;
        let mut others = content.items().filter(|block| !is_result(block)).peekable();
        if !content.items().any(|block| is_result(&block)) {
            gone.push(index);
            behind.push(message.value.raw().to_owned());
        } else if others.peek().is_some() {
            behind.push(said_by("user", &joined(others.map(Value::raw))));
            let is_other: Vec<_> = content.items().map(|block| !is_result(&block)).collect();
            edits.extend(edit::remove_items(content, |at| {
                is_other.get(at) == Some(&true)
            }));
        }
    }
    edits.extend(request.without_messages(|index| gone.contains(&index))?);
    let home = request.messages.get(home)?;
    edits.extend(results_first(home.content?, last));
    if !behind.is_empty() {
        edits.push(edit::insert_item_after(home.value, &behind.join(", ")));
    }
    Some(edits)
}

/// The edit that puts the results in a content before what stands between them and the last one.
fn results_first(content: Value<'_>, last: Value<'_>) -> Option<Edit> {
    let end = last.span().end;
    let upto = content.items().take_while(|block| block.span().end <= end);
    let (results, others): (Vec<_>, Vec<_>) =
        upto.partition(|block| plain_str(*block, "type") == Some("tool_result"));
    let first = content.items().next()?;
    others.first()?;
    Some(Edit {
        span: Span {
            start: first.span().start,
            end,
        },
        text: joined(results.into_iter().chain(others).map(Value::raw)),
    })
}
