//! Reports a thinking block whose signature was made up.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "thinking-signature-fake",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `thinking` block with a `signature` that is empty or holds characters that no signature has.

### Why is this bad?
The API signs what the model thinks, and checks the signature when the block comes back. What the signature says cannot be checked here, but it is always base64.

### The API says
```text
Invalid `signature` in `thinking` block
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "thinking", "thinking": "Hm.", "signature": "no signature"}, {"type": "text", "text": "Hello."}]}, {"role": "user", "content": "Go on."}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "thinking", "thinking": "Hm.", "signature": "EqQBCgIYAhIM1gbcDa9GJwZA2b3hGgxBdjrkzLoky3dl1pk="}, {"type": "text", "text": "Hello."}]}, {"role": "user", "content": "Go on."}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/thinking (2026-09)
"#,
    check: Check::RequestNaming(&["thinking"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for block in request
        .blocks
        .iter()
        .filter(|block| block.tag == "thinking")
    {
        let Some(signature) = block
            .value
            .get("signature")
            .filter(|value| value.is_string())
        else {
            continue;
        };
        let raw = signature.raw();
        let text = &raw[1..raw.len() - 1];
        let message = if text.is_empty() {
            "the `signature` of this thinking block is empty"
        } else if text.bytes().all(is_of_base64) {
            continue;
        } else {
            "the `signature` of this thinking block holds characters that no signature has"
        };
        sink.report(&RULE, signature, message)
            .help(
                "send the block as it was received, or leave it out together with the other thinking of its turn",
            )
            .fix_where_any(false, request.without_block(block.value))
            .done();
    }
}

/// Both alphabets, the padding, and the escape of the slash.
fn is_of_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/=-_\\".contains(&byte)
}
