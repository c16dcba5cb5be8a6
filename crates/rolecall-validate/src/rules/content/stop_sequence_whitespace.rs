//! Reports a stop sequence of white space.

use crate::{
    Group,
    edit::remove_item,
    request::{Request, is_blank, is_empty},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "stop-sequence-whitespace",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an entry of `stop_sequences` that is empty or holds only white space.

### Why is this bad?
The API takes only stop sequences with something to see in them.

### The API says
```text
stop_sequences: each stop sequence must contain non-whitespace
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "stop_sequences": ["\n\n"], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "stop_sequences": ["END"], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Error text in public bug reports since 2024, seen 2026-10
"#,
    check: Check::RequestNaming(&["stop_sequences"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for stop in request.body.items_of("stop_sequences") {
        if is_blank(stop) && request.is_sound(stop) {
            let message = if is_empty(stop) {
                "this stop sequence is empty"
            } else {
                "this stop sequence holds only white space"
            };
            sink.report(&RULE, stop, message)
                .help("remove it, or write a stop sequence that can be seen")
                .safe_fix(vec![remove_item(stop)])
                .done();
        }
    }
}
