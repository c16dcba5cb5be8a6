//! Reports a second result for one call.

use super::answering;
use crate::{
    Group,
    request::{ReplyState, Request},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-result-duplicate",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports two `tool_result` blocks with one `tool_use_id` in one `user` turn.

### Why is this bad?
A call has one result. The API rejects a second one, even if it says the same.

### The API says
```text
each tool_use must have a single result. Found multiple `tool_result` blocks with id: toolu_1
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "12:30"}, {"type": "tool_result", "tool_use_id": "toolu_1", "content": "12:30"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "12:30"}]}]}
```

### Source
Error text in public bug reports, as of 2026-11
"#,
    check: Check::RequestNaming(&["tool_result"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for reply in &request.pairing.replies {
        if let ReplyState::Repeats(first) = reply.state {
            let mut draft = sink
                .report(
                    &RULE,
                    reply.id,
                    format!("the call {} has a result already", reply.label()),
                )
                .related(first, "the first result")
                .help("remove one of the two results, or correct its id");
            draft = match reply.open {
                Some(open) => draft
                    .related(open, "this call has no result")
                    .fix_where_any(false, answering(reply, open)),
                None => draft.fix_where_any(
                    first.raw() == reply.value.raw(),
                    request.without_block(reply.value),
                ),
            };
            draft.done();
        }
    }
}
