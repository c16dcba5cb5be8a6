//! Reports a text of white space.

use crate::{
    Group, Level,
    request::{Block, Request, is_blank, is_empty},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "text-block-whitespace",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a text directly in a message that holds only white space: an error where the message says nothing else, a warning where another text or a tool call stands beside it.

### Why is this bad?
The API takes no message whose only text is white space. Beside other content it has taken such a text, which still says nothing.

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
Error text in public bug reports (2026-02); a recorded exchange (2026-04) and a public test of the API (2026-04) in which a blank text beside a call, or beside another text, was accepted
"#,
    check: Check::Request(check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for message in &request.messages {
        let blocks = &request.blocks[message.blocks.clone()];
        for block in blocks {
            // The schema says that a text is not empty.
            let text = block
                .text()
                .filter(|text| is_blank(*text) && !is_empty(*text));
            if let Some(text) = text.filter(|text| request.is_sound(*text)) {
                let (is_safe, edits) = request.without_nothing(block.value, text);
                sink.report(&RULE, text, "this text holds only white space")
                    .at_most(if blocks.iter().any(says_something) {
                        Level::Warning
                    } else {
                        Level::Error
                    })
                    .help("remove it, or write a text")
                    .fix_where_any(is_safe, edits)
                    .done();
            }
        }
    }
}

fn says_something(block: &Block<'_>) -> bool {
    block.tag == "tool_use" || block.text().is_some_and(|text| !is_blank(text))
}
