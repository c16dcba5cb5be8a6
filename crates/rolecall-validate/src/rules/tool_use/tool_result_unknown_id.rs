//! Reports a result that answers no call.

use super::{answering, given_up};
use crate::{
    Group,
    request::{ReplyState, Request},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-result-unknown-id",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_result` whose `tool_use_id` is the id of no `tool_use` in the `assistant` turn directly before it.

### Why is this bad?
A result belongs to a call. The API rejects a result whose call was lost, or cut off with the beginning of the history.

### The API says
```text
messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: toolu_1. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "12:30"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "now", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "12:30"}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/troubleshooting-tool-use (2026-08); error text in public bug reports, as of 2026-11, and in an answer recorded with the tests of the Python SDK 0.125.0
"#,
    check: Check::RequestNaming(&["tool_result"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for reply in &request.pairing.replies {
        let ReplyState::Stray { call } = reply.state else {
            continue;
        };
        if reply.is_for_server_tool() {
            continue;
        }
        let mut draft = sink
            .report(
                &RULE,
                reply.id,
                format!(
                    "no `tool_use` in the turn before has the id {}",
                    reply.label()
                ),
            )
            .help("repeat the id of the call that it answers, or remove the result");
        if let Some(call) = call {
            draft = draft.related(call, "the call of this id, which stands further up");
        }
        draft = match reply.open {
            Some(open) => draft
                .related(open, "this call has no result")
                .fix_where_any(false, answering(reply, open)),
            None => draft.fix_where_any(false, given_up(request, reply.value)),
        };
        draft.done();
    }
}
