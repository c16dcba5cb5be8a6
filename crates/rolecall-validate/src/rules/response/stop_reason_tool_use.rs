//! Reports a `stop_reason` that does not go with the tool calls of the content.

use crate::{
    Group,
    answer::Answer,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "stop-reason-tool-use",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `stop_reason` of `tool_use` without a `tool_use` block, and one of `end_turn` with such a block.

### Why is this bad?
Clients run tools when the reason is `tool_use`. Without a call there is nothing to run; with another reason the call is never run, and the next request is rejected for want of its result.

### Example
```json,fail
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {"city": "Paris"}}], "stop_reason": "end_turn", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 5}}
```

### Use instead
```json,pass
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {"city": "Paris"}}], "stop_reason": "tool_use", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 5}}
```

### Source
platform.claude.com/docs/en/build-with-claude/handling-stop-reasons (2026-08)
"#,
    check: Check::Answer(check),
};

fn check(answer: &Answer<'_>, sink: &mut Sink<'_>) {
    let Some((reason, name)) = answer.stop_reason() else {
        return;
    };
    match (name, answer.block("tool_use")) {
        ("tool_use", None) if !answer.is_unclear() => sink
            .report(
                &RULE,
                reason,
                "`stop_reason` is `tool_use`, but no block of the content is a `tool_use`",
            )
            .help("send the call, or say why else the model stopped, such as `end_turn`")
            .done(),
        ("end_turn", Some(call)) => sink
            .report(
                &RULE,
                reason,
                "`stop_reason` is `end_turn` although the content calls a tool",
            )
            .related(call, "this call waits for a result")
            .help("set `stop_reason` to `tool_use`")
            .done(),
        _ => {}
    }
}
