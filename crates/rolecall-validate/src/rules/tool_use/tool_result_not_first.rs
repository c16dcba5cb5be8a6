//! Reports something before the results of tools.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-result-not-first",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a block that stands before a `tool_result` in a `user` turn that answers calls. Text after the results is fine.

### Why is this bad?
The API looks for the results at the beginning of the turn only, and then calls the later ones missing.

### The API says
```text
messages.2: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1. Each `tool_use` block must have a corresponding `tool_result` block in the next message.
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "text", "text": "Go on."}, {"type": "tool_result", "tool_use_id": "toolu_1", "content": "12:30"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "12:30"}, {"type": "text", "text": "Go on."}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/handle-tool-calls (2026-08)
"#,
    check: Check::Request(check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (before, result) in &request.pairing.interruptions {
        sink.report(
            &RULE,
            *before,
            "the results of tools must stand first in their turn, and this stands before one",
        )
        .related(*result, "this result comes after it")
        .help("move it behind the last `tool_result`")
        .done();
    }
}
