//! Reports a `message_delta` that is missing or too early.

use crate::{
    Group,
    rules::{Check, Rule},
    sink::Sink,
    stream::{Stream, Trouble},
};

pub(super) static RULE: Rule = Rule {
    name: "stream-message-delta-order",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a message that stops without a `message_delta` that says why, and a block that begins after the `message_delta` that says why the model stopped.

### Why is this bad?
`message_delta` brings the `stop_reason` and the usage, after the last block. A client that does not get it does not know what to do next.

### Example
```json,fail,as=stream
[{"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [], "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 1}}},
 {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
 {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Hi."}},
 {"type": "content_block_stop", "index": 0},
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
        match trouble {
            Trouble::NoDelta(event) => sink
                .report(
                    &RULE,
                    event.value,
                    "the message stops without a `message_delta` that says why",
                )
                .help("send `message_delta` with `stop_reason` and `usage` before `message_stop`")
                .done(),
            Trouble::NoReason(delta) => {
                let reason = delta.get("stop_reason");
                let draft = sink.report(
                    &RULE,
                    reason.unwrap_or(*delta),
                    "the message stops, and no `message_delta` says why",
                );
                let draft = match reason {
                    Some(_) => draft,
                    None => draft.missing("stop_reason"),
                };
                draft
                    .help("set `stop_reason` in the last `message_delta`")
                    .done();
            }
            Trouble::AfterDelta(event) => sink
                .report(
                    &RULE,
                    event.value,
                    "a block begins after the `message_delta` that says why the model stopped",
                )
                .help("send `message_delta` after the last block")
                .done(),
            _ => {}
        }
    }
}
