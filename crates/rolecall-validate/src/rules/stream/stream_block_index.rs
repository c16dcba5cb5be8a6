//! Reports a block whose `index` is not the next one.

use crate::{
    Group,
    rules::{Check, Rule},
    sink::Sink,
    stream::{Stream, Trouble},
};

pub(super) static RULE: Rule = Rule {
    name: "stream-block-index",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `content_block_start` whose `index` does not follow that of the block before it, from 0.

### Why is this bad?
`index` is the position of the block in `content`. With a gap the blocks of the message cannot be put together.

### Example
```json,fail,as=stream
[{"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [], "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 1}}},
 {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
 {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Hi."}},
 {"type": "content_block_stop", "index": 0},
 {"type": "content_block_start", "index": 2, "content_block": {"type": "text", "text": ""}},
 {"type": "content_block_delta", "index": 2, "delta": {"type": "text_delta", "text": "Hi."}},
 {"type": "content_block_stop", "index": 2},
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
        if let Trouble::Index { index, expected } = trouble {
            sink.report(
                &RULE,
                *index,
                format!(
                    "the block has the `index` {}, but {expected} is the next",
                    index.raw()
                ),
            )
            .help("number the blocks in their order, from 0")
            .done();
        }
    }
}
