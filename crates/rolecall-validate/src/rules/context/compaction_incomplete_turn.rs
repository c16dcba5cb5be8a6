//! Reports a summary in the middle of a turn.

use super::compaction;
use crate::{
    Group,
    json::Value,
    request::{Block, Request, Role},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "compaction-incomplete-turn",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `compaction` where the conversation ends in an assistant turn that waits for the result of a server tool.

### Why is this bad?
Only finished turns can be summarized. Let the turn end first.

### The API says
```text
compaction_incomplete_turn
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "compaction": {"type": "summarize"}, "tools": [{"type": "web_search_20250305", "name": "web_search"}], "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "sky"}}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "compaction": {"type": "summarize"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Python SDK 2.12.0, _error_classes.py (2026-11)
"#,
    check: Check::RequestNaming(&["compaction"], check),
};

fn check<'t>(request: &Request<'t>, sink: &mut Sink<'_>) {
    let (Some(compaction), Some(turn)) = (compaction(request), request.turns.last()) else {
        return;
    };
    if turn.role != Some(Role::Assistant) || !turn.is_whole {
        return;
    }
    // A call of the caller's own tools without a result is reported as such.
    let blocks = request.blocks_of(turn);
    let id = |block: &Block<'t>| block.id().and_then(Value::as_str);
    let open = blocks.iter().rev().find(|block| {
        block.is_server_call()
            && !blocks
                .iter()
                .any(|other| other.is_server_result() && id(other) == id(block))
    });
    if let Some(open) = open {
        sink.report(
            &RULE,
            open.value,
            format!(
                "`compaction` cannot summarize a turn with an open `{}`",
                open.tag
            ),
        )
        .related(compaction, "the summary is asked for here")
        .help("send the turn back without `compaction` until it ends")
        .done();
    }
}
