//! Reports an image in an assistant message.

use crate::{
    Group,
    request::{Request, Role},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "image-in-assistant",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports an `image` block directly in an `assistant` message.

### Why is this bad?
The model writes no images, so the block was not in its answer; the API probably rejects it.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="}}]}, {"role": "user", "content": "What is this?"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="}}, {"type": "text", "text": "What is this?"}]}]}
```

### Source
platform.claude.com/docs/en/api/messages (2026-08)
"#,
    check: Check::RequestNaming(&["image"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (role, block) in request.blocks_with_role() {
        if role == Role::Assistant && block.tag == "image" {
            sink.report(&RULE, block.value, "an `assistant` message holds no images")
                .help("put the image into a `user` message")
                .done();
        }
    }
}
