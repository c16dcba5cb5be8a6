//! Reports a result for a tool that the server runs.

use super::given_up;
use crate::{
    Group,
    request::{ReplyState, Request},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-result-for-server-tool",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_result` with the id of a server tool (`srvtoolu_…`) that no `tool_use` in the turn before has.

### Why is this bad?
The server runs its tools itself and puts the result into the `assistant` message. It takes none from the caller.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Search."}, {"role": "assistant", "content": [{"type": "text", "text": "I searched."}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "srvtoolu_1", "content": "nothing"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Search."}, {"role": "assistant", "content": [{"type": "text", "text": "I searched."}]}, {"role": "user", "content": "And?"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/tool-search-tool (2026-08)
"#,
    check: Check::RequestNaming(&["tool_result"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for reply in &request.pairing.replies {
        if matches!(reply.state, ReplyState::Stray { .. }) && reply.is_for_server_tool() {
            sink.report(
                &RULE,
                reply.id,
                format!(
                    "{} is a call of a server tool, which takes no `tool_result`",
                    reply.label()
                ),
            )
            .help("remove the result: the server answers its own tools")
            .fix_where_any(false, given_up(request, reply.value))
            .done();
        }
    }
}
