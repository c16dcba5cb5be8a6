//! Reports calls of tools that no thought has led to.

use super::{is_refused, thinking_type};
use crate::{
    Group,
    request::{Block, Request, Role, Turn},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "thinking-tool-loop-start",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a request with `thinking` of type `enabled` that hands in tool results while no assistant turn since the last question begins with a thinking block.

### Why is this bad?
The thinking that led to the calls has been dropped, or thinking was turned on half way. The API has rejected such requests; according to another page of the documentation it goes on without thinking.

### The API says
```text
messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`. When `thinking` is enabled, a final `assistant` message must start with a thinking block
```

### Example
```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 4096, "thinking": {"type": "enabled", "budget_tokens": 2048}, "tools": [{"name": "clock", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "What time is it?"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "clock", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "Noon"}]}]}
```

### Use instead
```json,pass
{"model": "claude-haiku-4-5", "max_tokens": 4096, "thinking": {"type": "enabled", "budget_tokens": 2048}, "tools": [{"name": "clock", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "What time is it?"}, {"role": "assistant", "content": [{"type": "thinking", "thinking": "Look.", "signature": "c2lnbmVk"}, {"type": "tool_use", "id": "toolu_1", "name": "clock", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "Noon"}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/extended-thinking (2026-09); error text in public bug reports, as of 2026-11
"#,
    check: Check::RequestNaming(&["thinking"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some((tag, "enabled")) = thinking_type(request) else {
        return;
    };
    if is_refused(request) {
        return;
    }
    let mut last = None;
    for pair in request.turns.rchunks(2) {
        let [asking, answering] = pair else {
            break;
        };
        if !is_answer(request, answering) || asking.role != Some(Role::Assistant) {
            break;
        }
        let Some(first) = request
            .blocks_of(asking)
            .first()
            .filter(|_| asking.is_whole)
        else {
            return;
        };
        let has_thought = request
            .blocks_of(asking)
            .iter()
            .any(|block| matches!(block.tag, "thinking" | "redacted_thinking"));
        // A turn that thinks, but not first, is a finding of its own.
        if has_thought {
            return;
        }
        last = last.or(Some(first));
    }
    if let Some(first) = last {
        sink.report(
            &RULE,
            first.value,
            format!("thinking is enabled, but this turn of the assistant begins with `{}`", first.tag),
        )
        .related(tag, "thinking is enabled here")
        .help("send the thinking blocks of the turn along, or turn thinking off until the tools are done")
        .done();
    }
}

/// Whether a turn hands in results of tools.
fn is_answer(request: &Request<'_>, turn: &Turn) -> bool {
    let is_result = |block: &Block<'_>| block.tag == "tool_result";
    turn.role == Some(Role::User) && request.blocks_of(turn).iter().any(is_result)
}
