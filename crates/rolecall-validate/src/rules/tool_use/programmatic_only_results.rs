//! Reports something besides results in the answer to code.

use super::{is_called_by_code, is_last_speech, turn_of};
use crate::{
    Group,
    request::{CallState, Request},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "programmatic-only-results",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a block that is no `tool_result` in a user turn that answers tool calls made by code.

### Why is this bad?
The results go to the code that waits for them, not to the model. There is nobody to read anything else, and the API rejects it.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "container": "container_1", "tools": [{"type": "code_execution_20260120", "name": "code_execution"}, {"name": "weather", "description": "Tells the weather.", "input_schema": {"type": "object"}, "allowed_callers": ["code_execution_20260120"]}], "messages": [{"role": "user", "content": "Weather?"}, {"role": "assistant", "content": [{"type": "server_tool_use", "id": "srvtoolu_1", "name": "code_execution", "input": {"code": "weather()"}}, {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {}, "caller": {"type": "code_execution_20260120", "tool_id": "srvtoolu_1"}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "sunny"}, {"type": "text", "text": "Hurry."}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "container": "container_1", "tools": [{"type": "code_execution_20260120", "name": "code_execution"}, {"name": "weather", "description": "Tells the weather.", "input_schema": {"type": "object"}, "allowed_callers": ["code_execution_20260120"]}], "messages": [{"role": "user", "content": "Weather?"}, {"role": "assistant", "content": [{"type": "server_tool_use", "id": "srvtoolu_1", "name": "code_execution", "input": {"code": "weather()"}}, {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {}, "caller": {"type": "code_execution_20260120", "tool_id": "srvtoolu_1"}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "sunny"}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/programmatic-tool-calling (2026-10)
"#,
    check: Check::RequestNaming(&["caller"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for call in &request.pairing.calls {
        let CallState::Answered(result) = call.state else {
            continue;
        };
        if !is_called_by_code(call.value) {
            continue;
        }
        let Some(turn) = turn_of(request, result).filter(|turn| turn.is_whole) else {
            continue;
        };
        let blocks = request.blocks_of(turn);
        // One finding for a turn, at its first result for code.
        let is_first = blocks
            .iter()
            .find(|block| {
                request.pairing.calls.iter().any(|call| {
                is_called_by_code(call.value)
                    && matches!(call.state, CallState::Answered(result) if result == block.value)
            })
            })
            .is_some_and(|block| block.value == result);
        let other = blocks.iter().find(|block| block.tag != "tool_result");
        if let Some(other) = other.filter(|_| is_first && is_last_speech(request, turn)) {
            sink.report(
                &RULE,
                other.value,
                format!(
                    "code waits for the result of {}, so the turn holds results only",
                    call.label()
                ),
            )
            .related(call.value, "the call")
            .help("send it in a later turn, when the code is done")
            .fix_where_any(false, request.without_block(other.value))
            .done();
        }
    }
}
