//! Reports the streamed input of a call that is no JSON object.

use crate::{
    Group, Level,
    json::Value,
    request::plain_str,
    rules::{Check, Rule},
    sink::Sink,
    stream::{Opened, Stream},
};

pub(super) static RULE: Rule = Rule {
    name: "stream-tool-input-invalid",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a call whose `partial_json` pieces, put together, are no JSON object.

Where the pieces do not parse at all it warns only: with eager streaming the API passes on what the model writes. Nothing is said of an input that was cut off, because of `max_tokens` for example.

### Why is this bad?
`input` is an object. A client that parses the pieces when the block stops fails, or calls the tool with something else.

### Example
```json,fail,as=stream
[{"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [], "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 1}}},
 {"type": "content_block_start", "index": 0, "content_block": {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {}}},
 {"type": "content_block_delta", "index": 0, "delta": {"type": "input_json_delta", "partial_json": "[\"Paris\""}},
 {"type": "content_block_delta", "index": 0, "delta": {"type": "input_json_delta", "partial_json": "]"}},
 {"type": "content_block_stop", "index": 0},
 {"type": "message_delta", "delta": {"stop_reason": "tool_use", "stop_sequence": null}, "usage": {"output_tokens": 5}},
 {"type": "message_stop"}]
```

### Use instead
```json,pass,as=stream
[{"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [], "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 1}}},
 {"type": "content_block_start", "index": 0, "content_block": {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {}}},
 {"type": "content_block_delta", "index": 0, "delta": {"type": "input_json_delta", "partial_json": "{\"city\": "}},
 {"type": "content_block_delta", "index": 0, "delta": {"type": "input_json_delta", "partial_json": "\"Paris\"}"}},
 {"type": "content_block_stop", "index": 0},
 {"type": "message_delta", "delta": {"stop_reason": "tool_use", "stop_sequence": null}, "usage": {"output_tokens": 5}},
 {"type": "message_stop"}]
```

### Source
platform.claude.com/docs/en/build-with-claude/streaming (2026-08)
"#,
    check: Check::Stream(check),
};

fn check(stream: &Stream<'_>, sink: &mut Sink<'_>) {
    if stream.is_cut_off() {
        return;
    }
    for block in &stream.blocks {
        let is_call = matches!(block.tag, "tool_use" | "server_tool_use" | "mcp_tool_use");
        if is_call && !block.is_open {
            check_call(block, sink);
        }
    }
}

fn check_call(block: &Opened<'_>, sink: &mut Sink<'_>) {
    let mut input = String::new();
    for delta in &block.deltas {
        // What is no string is a finding of its own, and the pieces cannot be put together without it.
        if plain_str(*delta, "type") == Some("input_json_delta") {
            let Some(piece) = delta.get("partial_json").and_then(Value::as_str) else {
                return;
            };
            input.push_str(&piece);
        }
    }
    // No pieces mean an empty object.
    if input.trim().is_empty() {
        return;
    }
    let name = plain_str(block.value, "name").unwrap_or_default();
    let help = "send pieces that make up one JSON object";
    match serde_json::from_str::<serde_json::Value>(&input) {
        Ok(value) if value.is_object() => {}
        Ok(_) => sink
            .report(
                &RULE,
                block.value,
                format!("the streamed input of the call of `{name}` is JSON, but no object"),
            )
            .help(help)
            .done(),
        Err(error) => sink
            .report(
                &RULE,
                block.value,
                format!(
                    "the streamed input of the call of `{name}`, {} bytes, does not parse as JSON: fault in column {} of line {}",
                    input.len(),
                    error.column(),
                    error.line()
                ),
            )
            .at_most(Level::Warning)
            .help(help)
            .done(),
    }
}
