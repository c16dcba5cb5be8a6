//! Reports a paused turn without a call of a server tool.

use crate::{
    Group,
    answer::Answer,
    request::plain_str,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "stop-reason-pause-turn",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `stop_reason` of `pause_turn` where the content holds no call of a server tool.

### Why is this bad?
Only a loop of server tools is paused. A client sends the answer back to let it go on; where nothing was going on, it does so for ever.

### Example
```json,fail
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "text", "text": "Hi."}], "stop_reason": "pause_turn", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 5}}
```

### Use instead
```json,pass
{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [{"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "sky"}}], "stop_reason": "pause_turn", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 5}}
```

### Source
platform.claude.com/docs/en/build-with-claude/handling-stop-reasons (2026-08)
"#,
    check: Check::Answer(check),
};

fn check(answer: &Answer<'_>, sink: &mut Sink<'_>) {
    let Some((reason, "pause_turn")) = answer.stop_reason() else {
        return;
    };
    let is_at_work = answer.blocks.iter().any(|block| {
        // A result stands for its call, which may be part of an earlier answer.
        plain_str(*block, "type").is_none_or(|tag| {
            matches!(tag, "server_tool_use" | "mcp_tool_use") || tag.ends_with("_tool_result")
        })
    });
    if !is_at_work {
        sink.report(
            &RULE,
            reason,
            "`stop_reason` is `pause_turn`, but the content holds no call of a server tool",
        )
        .help("say why else the model stopped, such as `end_turn`")
        .done();
    }
}
