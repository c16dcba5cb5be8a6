//! Reports a `message_start` that tells more than is known then.

use crate::{
    Group,
    request::field,
    rules::{Check, Rule},
    sink::Sink,
    stream::Stream,
};

pub(super) static RULE: Rule = Rule {
    name: "stream-start-not-empty",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `message_start` whose message has content already, or says why the model stopped.

### Why is this bad?
The message has no content yet, and `stop_reason` is `null`. Clients add the blocks to what is there, so that content comes twice.

### Example
```json,fail,as=stream
[{"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [], "stop_reason": "end_turn", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 1}}},
 {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
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
    let Some(message) = stream.message else {
        return;
    };
    if let Some(block) = message
        .get("content")
        .and_then(|content| content.items().next())
    {
        sink.report(&RULE, block, "`message_start` has content already")
            .help("send the content with events of its own")
            .done();
    }
    if let Some(reason) = field(message, "stop_reason") {
        sink.report(&RULE, reason, "`message_start` says why the model stopped")
            .help("set `stop_reason` to `null` here, and send it with `message_delta`")
            .done();
    }
}
