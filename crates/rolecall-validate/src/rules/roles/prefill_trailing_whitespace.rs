//! Reports white space at the end of a prefill.

use crate::{
    Edit, Group,
    request::{Block, Request, is_blank, trailing_space},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "prefill-trailing-whitespace",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a last assistant message that ends in white space.

### Why is this bad?
Such a message is the beginning of the answer, and the API wants it to end in something to go on from.

### The API says
```text
messages: final assistant content cannot end with trailing whitespace
```

### Example
```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "The answer is "}]}
```

### Use instead
```json,pass
{"model": "claude-haiku-4-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "The answer is"}]}
```

### Source
Error text in public bug reports (2026-02)
"#,
    check: Check::Request(check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request
        .model
        .is_some_and(|model| model.prefill == Some(false))
    {
        return;
    }
    let text = request
        .prefill()
        .and_then(|message| request.blocks[message.blocks.clone()].last())
        .and_then(|block| Block::text(*block))
        // A text of nothing but white space is a finding of its own.
        .filter(|text| !is_blank(*text));
    let Some((text, space)) = text.and_then(|text| Some((text, trailing_space(text)?))) else {
        return;
    };
    sink.report(
        &RULE,
        text,
        "the assistant message at the end must not end in white space",
    )
    .related_span(space, "this white space")
    .help("remove the white space at the end")
    .safe_fix(vec![Edit {
        span: space,
        text: String::new(),
    }])
    .done();
}
