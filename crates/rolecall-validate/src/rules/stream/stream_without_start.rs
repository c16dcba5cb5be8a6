//! Reports a stream that does not begin with `message_start`.

use crate::{
    Group,
    rules::{Check, Rule},
    sink::Sink,
    stream::{Stream, Trouble},
};

pub(super) static RULE: Rule = Rule {
    name: "stream-without-start",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a stream whose first event, apart from `ping`, is not `message_start`.

### Why is this bad?
`message_start` brings the message that all other events add to. SDKs fail on anything before it.

### Example
```json,fail,as=stream
[{"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
 {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Hi."}},
 {"type": "content_block_stop", "index": 0},
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
        if let Trouble::NoStart(event) = trouble {
            sink.report(
                &RULE,
                event.value,
                format!(
                    "the stream begins with `{}` instead of `message_start`",
                    event.tag
                ),
            )
            .help("send `message_start` first")
            .done();
        }
    }
}
