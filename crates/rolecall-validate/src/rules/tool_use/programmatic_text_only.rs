//! Reports a result for code that is more than text.

use super::is_called_by_code;
use crate::{
    Group,
    request::{CallState, Request, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "programmatic-text-only",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a block that is no `text` in the `tool_result` for a tool call made by code.

### Why is this bad?
Code gets the result as a string. The API rejects images and documents there.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "container": "container_1", "tools": [{"type": "code_execution_20260120", "name": "code_execution"}, {"name": "weather", "description": "Tells the weather.", "input_schema": {"type": "object"}, "allowed_callers": ["code_execution_20260120"]}], "messages": [{"role": "user", "content": "Weather?"}, {"role": "assistant", "content": [{"type": "server_tool_use", "id": "srvtoolu_1", "name": "code_execution", "input": {"code": "weather()"}}, {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {}, "caller": {"type": "code_execution_20260120", "tool_id": "srvtoolu_1"}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": [{"type": "image", "source": {"type": "url", "url": "https://sky.example/a.png"}}]}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "container": "container_1", "tools": [{"type": "code_execution_20260120", "name": "code_execution"}, {"name": "weather", "description": "Tells the weather.", "input_schema": {"type": "object"}, "allowed_callers": ["code_execution_20260120"]}], "messages": [{"role": "user", "content": "Weather?"}, {"role": "assistant", "content": [{"type": "server_tool_use", "id": "srvtoolu_1", "name": "code_execution", "input": {"code": "weather()"}}, {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {}, "caller": {"type": "code_execution_20260120", "tool_id": "srvtoolu_1"}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": [{"type": "text", "text": "sunny"}]}]}]}
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
        if !is_called_by_code(call.value) || !request.is_sound(result) {
            continue;
        }
        let mut blocks = result.items_of("content");
        if let Some(block) = blocks.find(|block| plain_str(*block, "type") != Some("text")) {
            sink.report(
                &RULE,
                block,
                format!(
                    "code called {}, so its result is text, not `{}`",
                    call.label(),
                    plain_str(block, "type").unwrap_or_default()
                ),
            )
            .related(call.value, "the call")
            .help("send the result as text")
            .done();
        }
    }
}
