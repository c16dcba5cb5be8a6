//! Reports a block that is not stopped before what follows it.

use crate::{
    Group, Level,
    json::Value,
    request::plain_str,
    rules::{Check, Rule},
    sink::Sink,
    stream::{Stream, Trouble},
};

pub(super) static RULE: Rule = Rule {
    name: "stream-block-left-open",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a content block without its `content_block_stop` before the next block begins or the message ends.

### Why is this bad?
Blocks come one after the other. Clients take a block as complete, and parse the input of a call, when it stops.

### Example
```json,fail,as=stream
[{"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [], "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 1}}},
 {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
 {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Hi."}},
 {"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}},
 {"type": "content_block_delta", "index": 1, "delta": {"type": "text_delta", "text": "Hi."}},
 {"type": "content_block_stop", "index": 1},
 {"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": null}, "usage": {"output_tokens": 5}},
 {"type": "message_stop"}]
```

### Use instead
```json,pass,as=stream
[{"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [], "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 1}}},
 {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
 {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Hi."}},
 {"type": "content_block_stop", "index": 0},
 {"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}},
 {"type": "content_block_delta", "index": 1, "delta": {"type": "text_delta", "text": "Hi."}},
 {"type": "content_block_stop", "index": 1},
 {"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": null}, "usage": {"output_tokens": 5}},
 {"type": "message_stop"}]
```

### Source
platform.claude.com/docs/en/build-with-claude/streaming (2026-08)
"#,
    check: Check::Stream(check),
};

fn check(stream: &Stream<'_>, sink: &mut Sink<'_>) {
    for trouble in &stream.troubles {
        if let Trouble::LeftOpen {
            block,
            index,
            event,
        } = trouble
        {
            let draft = sink
                .report(
                    &RULE,
                    event.value,
                    format!("block {index} is not stopped before this `{}`", event.tag),
                )
                .related(*block, "the block begins here")
                .help("send `content_block_stop` first");
            // A block that the model did not finish has been seen to stay open, and so may one of a model that a
            // fallback relieves.
            if stream.is_cut_off() || begins_fallback(event.value) {
                draft.at_most(Level::Warning).done();
            } else {
                draft.done();
            }
        }
    }
}

fn begins_fallback(event: Value<'_>) -> bool {
    let block = event.get("content_block");
    block.and_then(|block| plain_str(block, "type")) == Some("fallback")
}
