//! Reports the name of a toolset on the result of another tool.

use super::results;
use crate::{
    Group,
    edit::remove_member,
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "toolset-name-unexpected",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `toolset_name` on a `tool_result` whose call is not that of a member of a toolset.

### Why is this bad?
The result of a tool outside a toolset has none, as the call has none.

### Example
```json,fail
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"name": "look", "description": "Looks.", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "look", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": "done"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"name": "look", "description": "Looks.", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "look", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "done"}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/computer-use-tool (2026-08)
"#,
    check: Check::RequestNaming(&["toolset_name"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (call, result) in results(request) {
        if field(call.value, "toolset_name").is_some() {
            continue;
        }
        let Some((key, name)) = result.entry("toolset_name") else {
            continue;
        };
        if !name.is_null() {
            sink.report(
                &RULE,
                name,
                format!(
                    "{} is no call of a toolset, but its result has a `toolset_name`",
                    call.label()
                ),
            )
            .related(call.value, "the call")
            .help("remove `toolset_name`")
            .safe_fix(vec![remove_member(key, name)])
            .done();
        }
    }
}
