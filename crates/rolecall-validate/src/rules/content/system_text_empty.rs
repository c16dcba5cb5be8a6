//! Reports a system prompt block of white space.

use crate::{
    Group,
    request::{Request, is_blank, is_empty},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "system-text-empty",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a text block of `system` that holds only white space.

### Why is this bad?
The API takes only texts with something to read in them.

### The API says
```text
system: text content blocks must contain non-whitespace text
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "system": [{"type": "text", "text": " "}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "system": [{"type": "text", "text": "Be brief."}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Error text in public bug reports, as of 2026-11
"#,
    check: Check::RequestNaming(&["system"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let blocks = request.body.items_of("system");
    for (block, text) in blocks.filter_map(|block| Some((block, block.get("text")?))) {
        // The schema says that a text is not empty.
        if is_blank(text) && !is_empty(text) && request.is_sound(text) {
            sink.report(&RULE, text, "this text of `system` holds only white space")
                .help("remove the block, or write a text")
                .safe_fix(vec![request.without_system_block(block)])
                .done();
        }
    }
}
