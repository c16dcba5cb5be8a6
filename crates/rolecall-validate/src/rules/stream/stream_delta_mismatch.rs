//! Reports a delta that does not fit its block.

use crate::{
    Group,
    generated::response::{CONTENT_BLOCK, CONTENT_DELTA},
    request::plain_str,
    rules::{Check, Rule},
    sink::Sink,
    stream::Stream,
};

pub(super) static RULE: Rule = Rule {
    name: "stream-delta-mismatch",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a delta of another type than its block takes: `text_delta` and `citations_delta` for `text`, `input_json_delta` for calls, `thinking_delta` and `signature_delta` for `thinking`, `compaction_delta` for `compaction`, none for the others, which are complete at once.

### Why is this bad?
There is no field of the block that the delta could add to. SDKs drop it or fail.

### Example
```json,fail,as=stream
[{"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [], "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 1}}},
 {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
 {"type": "content_block_delta", "index": 0, "delta": {"type": "input_json_delta", "partial_json": "{}"}},
 {"type": "content_block_stop", "index": 0},
 {"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": null}, "usage": {"output_tokens": 5}},
 {"type": "message_stop"}]
```

### Use instead
```json,pass,as=stream
[{"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [], "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 1}}},
 {"type": "content_block_start", "index": 0, "content_block": {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {}}},
 {"type": "content_block_delta", "index": 0, "delta": {"type": "input_json_delta", "partial_json": "{}"}},
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
    for block in &stream.blocks {
        let Some(fitting) = fitting(block.tag) else {
            continue;
        };
        let misfit = block.deltas.iter().find(|delta| {
            plain_str(**delta, "type").is_some_and(|tag| is_known(tag) && !fitting.contains(&tag))
        });
        // One for each block: what builds a block wrongly does so with every delta.
        if let Some(delta) = misfit {
            let tag = plain_str(*delta, "type").unwrap_or_default();
            let draft = sink
                .report(
                    &RULE,
                    *delta,
                    format!(
                        "a `{tag}` does not fit the `{}` block {}",
                        block.tag, block.index
                    ),
                )
                .related(block.value, "the block begins here");
            match fitting.first() {
                Some(first) => draft.help(format!("send `{first}` for this block")),
                None => draft.help("send the block complete with `content_block_start`"),
            }
            .done();
        }
    }
}

/// The deltas that a block takes, where the block is known.
fn fitting(block: &str) -> Option<&'static [&'static str]> {
    match block {
        "text" => Some(&["text_delta", "citations_delta"]),
        "tool_use" | "server_tool_use" | "mcp_tool_use" => Some(&["input_json_delta"]),
        "thinking" => Some(&["thinking_delta", "signature_delta"]),
        "compaction" => Some(&["compaction_delta"]),
        _ => is_block(block).then_some(&[]),
    }
}

fn is_block(tag: &str) -> bool {
    CONTENT_BLOCK.variants.iter().any(|known| known.tag == tag)
}

fn is_known(delta: &str) -> bool {
    CONTENT_DELTA
        .variants
        .iter()
        .any(|known| known.tag == delta)
}
