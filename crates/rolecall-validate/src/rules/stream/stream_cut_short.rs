//! Reports a stream that does not end.

use crate::{
    Group,
    rules::{Check, Rule},
    sink::Sink,
    stream::{Stream, Trouble},
};

pub(super) static RULE: Rule = Rule {
    name: "stream-cut-short",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a stream whose last event is neither `message_stop` nor `error`.

### Why is this bad?
The connection was cut, or the end was not passed on: the message is not complete, and a client may wait for the rest.

### Example
```json,fail,as=stream
[{"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [], "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 1}}},
 {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
 {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Hi."}},
 {"type": "content_block_stop", "index": 0}]
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
        if let Trouble::CutShort(last) = trouble {
            sink.report(
                &RULE,
                last.value,
                format!(
                    "the stream ends with `{}`, without `message_stop` or `error`",
                    last.tag
                ),
            )
            .help("send `message_delta` and `message_stop`, or an `error`, at the end")
            .done();
        }
    }
}
