//! Reports a result of a server tool whose call is gone.

use crate::{
    Group, Level,
    request::{Request, Role},
    rules::{Check, Part, Rule},
    sink::Sink,
};
use std::collections::HashSet;

pub(super) static RULE: Rule = Rule {
    name: "server-result-without-use",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports the result of a server tool or of MCP that no call before it has the id of; as an error for the advisor tool, and as a warning for the others.

### Why is this bad?
Call and result of a server tool are kept or dropped together. The API was seen to reject such a result of the advisor tool, and probably rejects the others.

### The API says
```text
messages.7.content.0: unexpected `tool_use_id` found in `advisor_tool_result` blocks: srvtoolu_1. Each `advisor_tool_result` block must have a corresponding `server_tool_use` block before it.
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search"}], "messages": [{"role": "user", "content": "Search."}, {"role": "assistant", "content": [{"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1", "content": []}, {"type": "text", "text": "Nothing."}]}, {"role": "user", "content": "Thanks."}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search"}], "messages": [{"role": "user", "content": "Search."}, {"role": "assistant", "content": [{"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "sky"}}, {"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1", "content": []}, {"type": "text", "text": "Nothing."}]}, {"role": "user", "content": "Thanks."}]}
```

### Source
Error text in public bug reports (2026-09)
"#,
    check: Check::RequestHaving(Part::BlocksButText, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let has_any = request.blocks.iter().any(|block| block.is_server_result());
    if !has_any || request.continues_thread() {
        return;
    }
    let mut calls = HashSet::new();
    for turn in &request.turns {
        // A block that cannot be told may be the call of any later result.
        if !turn.is_whole {
            return;
        }
        for block in request.blocks_of(turn) {
            let Some((id, name)) = block.id().and_then(|id| Some((id, id.as_plain_str()?))) else {
                continue;
            };
            if block.is_server_call() {
                calls.insert(name);
            } else if block.is_server_result()
                && turn.role == Some(Role::Assistant)
                && !calls.contains(name)
            {
                // Of the others no rejection has been seen.
                let level = match block.tag {
                    "advisor_tool_result" => Level::Error,
                    _ => Level::Warning,
                };
                sink.report(
                    &RULE,
                    id,
                    format!("no call before this `{}` has its id", block.tag),
                )
                .at_most(level)
                .help("remove the result, or put its call back before it")
                .fix_where_any(false, request.without_block(block.value))
                .done();
            }
        }
    }
}
