//! Reports a block that the result of a toolset member may not hold.

use super::results;
use crate::{
    Group,
    request::{Request, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "toolset-result-block-type",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a block other than `text` and `image` in the `tool_result` for a member of a toolset. A browser toolset takes a `browser_state` besides.

### Why is this bad?
Members of these toolsets answer with text and screenshots. The API rejects documents, search results and tool references there.

### Example
```json,fail
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "navigate", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "blue"}}]}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "navigate", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "text", "text": "blue"}]}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/computer-use-tool (2026-08)
"#,
    check: Check::RequestNaming(&["toolset_name"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (call, result) in results(request) {
        let Some(toolset) = plain_str(call.value, "toolset_name") else {
            continue;
        };
        // How many `browser_state` there may be, and where, is a rule of its own.
        let known = ["text", "image", "browser_state"];
        for block in result.items_of("content") {
            let Some(tag) = plain_str(block, "type").filter(|tag| !known.contains(tag)) else {
                continue;
            };
            sink.report(
                &RULE,
                block,
                format!("the result of a member of the `{toolset}` toolset holds no `{tag}` block"),
            )
            .related(call.value, "the call")
            .help("send text or an image instead")
            .done();
        }
    }
}
