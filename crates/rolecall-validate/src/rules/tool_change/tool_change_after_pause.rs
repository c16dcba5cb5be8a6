//! Reports a tool change within a turn.

use crate::{
    Group,
    request::{Request, Role},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-change-after-pause",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_addition` or `tool_removal` directly after an assistant turn that has been paused for a server tool.

### Why is this bad?
The turn goes on with the tools that it began with; only text may stand there.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search"}, {"name": "weather", "defer_loading": true, "input_schema": {"type": "object"}}, {"name": "time", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "sky"}}, {"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1", "content": []}]}, {"role": "system", "content": [{"type": "tool_addition", "tool": {"type": "tool_reference", "name": "weather"}}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search"}, {"name": "weather", "defer_loading": true, "input_schema": {"type": "object"}}, {"name": "time", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "sky"}}, {"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1", "content": []}]}, {"role": "system", "content": [{"type": "text", "text": "Be brief."}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages (2026-10)
"#,
    check: Check::RequestNaming(&["tool_addition", "tool_removal"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for pair in request.turns.windows(2) {
        let [before, turn] = pair else {
            continue;
        };
        let is_paused = before.role == Some(Role::Assistant)
            && before.is_whole
            && request
                .blocks_of(before)
                .last()
                .is_some_and(|last| last.is_server_call() || last.is_server_result());
        if !is_paused || turn.role != Some(Role::System) {
            continue;
        }
        let change = request
            .blocks_of(turn)
            .iter()
            .find(|block| matches!(block.tag, "tool_addition" | "tool_removal"));
        let paused = request.messages_of(before).last();
        if let (Some(change), Some(paused)) = (change, paused) {
            sink.report(
                &RULE,
                change.value,
                format!(
                    "a `{}` cannot stand directly after a paused turn",
                    change.tag
                ),
            )
            .related(paused.value, "this turn goes on")
            .help("change the tools before or after the whole turn")
            .fix_where_any(false, request.without_block(change.value))
            .done();
        }
    }
}
