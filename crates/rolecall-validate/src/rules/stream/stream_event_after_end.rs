//! Reports an event after the end of the stream.

use crate::{
    Group,
    rules::{Check, Rule},
    sink::Sink,
    stream::{Stream, Trouble},
};

pub(super) static RULE: Rule = Rule {
    name: "stream-event-after-end",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an event, other than `ping`, after `message_stop` or `error`.

### Why is this bad?
Nothing follows the end. Clients have stopped reading, and the event is lost.

### Example
```json,fail,as=stream
[{"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [], "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 1}}},
 {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
 {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Hi."}},
 {"type": "content_block_stop", "index": 0},
 {"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": null}, "usage": {"output_tokens": 5}},
 {"type": "message_stop"},
 {"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}}]
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
        if let Trouble::AfterEnd(event, end) = trouble {
            sink.report(
                &RULE,
                event.value,
                format!(
                    "`{}` comes after `{}`, which ends the stream",
                    event.tag, end.tag
                ),
            )
            .related(end.value, "the end")
            .help("send it before the end, or begin another stream")
            .done();
        }
    }
}
