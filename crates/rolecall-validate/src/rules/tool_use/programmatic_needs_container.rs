//! Reports an answer to code that does not say where the code runs.

use super::{is_called_by_code, is_pending};
use crate::{
    Group,
    request::{Endpoint, Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "programmatic-needs-container",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a request without a `container` whose last turn answers, or awaits, a tool call that was made by code.

### Why is this bad?
The code waits for the result in its container. The API must be told which one, by the `id` that came with the call.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "code_execution_20260120", "name": "code_execution"}, {"name": "weather", "description": "Tells the weather.", "input_schema": {"type": "object"}, "allowed_callers": ["code_execution_20260120"]}], "messages": [{"role": "user", "content": "Weather?"}, {"role": "assistant", "content": [{"type": "server_tool_use", "id": "srvtoolu_1", "name": "code_execution", "input": {"code": "weather()"}}, {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {}, "caller": {"type": "code_execution_20260120", "tool_id": "srvtoolu_1"}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "sunny"}]}]}
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
    let has_container = request.field("container").is_some_and(|container| {
        container.is_string() || field(container, "id").is_some() || !request.is_sound(container)
    });
    // A thread remembers, and counting tokens runs nothing.
    if has_container || request.continues_thread() || request.endpoint == Endpoint::CountTokens {
        return;
    }
    let Some(call) = request
        .pairing
        .calls
        .iter()
        .find(|call| is_called_by_code(call.value) && is_pending(request, call.value))
    else {
        return;
    };
    let at = request.field("container").unwrap_or(request.body);
    let draft = sink
        .report(
            &RULE,
            at,
            format!(
                "code waits for the result of {}, but no container is named",
                call.label()
            ),
        )
        .related(call.value, "the call")
        .help("set `container` to the `container.id` of the response with the call");
    if at == request.body {
        draft.missing("container").done();
    } else {
        draft.done();
    }
}
