//! Reports an event about a block that is not open.

use crate::{
    Group,
    rules::{Check, Rule},
    sink::Sink,
    stream::{Stream, Trouble},
};

pub(super) static RULE: Rule = Rule {
    name: "stream-block-not-open",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `content_block_delta` or `content_block_stop` for a block that has not begun, or has been stopped.

### Why is this bad?
There is nothing that the event could add to. SDKs fail on it, or drop it.

### Example
```json,fail,as=stream
[{"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [], "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 1}}},
 {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
 {"type": "content_block_stop", "index": 0},
 {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Hi."}},
 {"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": null}, "usage": {"output_tokens": 5}},
 {"type": "message_stop"}]
```

### Use instead
```json,pass,as=stream
[{"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [], "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 1}}},
 {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
 {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Hi."}},
 {"type": "content_block_stop", "index": 0},
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
        if let Trouble::NotOpen {
            event,
            index,
            start,
        } = trouble
        {
            let why = match start {
                Some(_) => "has been stopped",
                None => "has not begun",
            };
            let draft = sink.report(
                &RULE,
                *index,
                format!(
                    "`{}` is about block {}, which {why}",
                    event.tag,
                    index.raw()
                ),
            );
            match start {
                Some(start) => draft.related(*start, "the block"),
                None => draft,
            }
            .help("send it between `content_block_start` and `content_block_stop` of its block")
            .done();
        }
    }
}
