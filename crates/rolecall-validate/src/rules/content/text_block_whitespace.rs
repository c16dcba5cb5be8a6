//! Reports a text of white space.

use crate::{
    Group,
    request::{Request, is_blank, is_empty},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "text-block-whitespace",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a text directly in a message that holds only white space.

### Why is this bad?
The API takes only texts with something to read in them.

### The API says
```text
messages: text content blocks must contain non-whitespace text
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "text", "text": "\n\n"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}]}]}
```

### Source
Error text in public bug reports (2026-02)
"#,
    check: Check::Request(check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for block in &request.blocks {
        // The schema says that a text is not empty.
        if let Some(text) = block
            .text()
            .filter(|text| is_blank(*text) && !is_empty(*text) && request.is_sound(*text))
        {
            let (is_safe, edits) = request.without_nothing(block.value, text);
            sink.report(&RULE, text, "this text holds only white space")
                .help("remove it, or write a text")
                .fix_where_any(is_safe, edits)
                .done();
        }
    }
}
