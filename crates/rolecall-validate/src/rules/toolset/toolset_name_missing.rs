//! Reports the result of a toolset member without the name of its toolset.

use super::results;
use crate::{
    Group,
    edit::{insert_member, quoted, replace},
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "toolset-name-missing",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_result` for a member of a toolset whose `toolset_name` is missing, or is not that of the call.

### Why is this bad?
The name of a member, such as `key`, may stand for several tools. The result has to repeat the `toolset_name` of the call.

### Example
```json,fail
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "navigate", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "done"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "navigate", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": "done"}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/computer-use-tool (2026-08)
"#,
    check: Check::RequestNaming(&["toolset_name"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (call, result) in results(request) {
        let Some(name) = field(call.value, "toolset_name") else {
            continue;
        };
        let Some(written) = name.as_str() else {
            continue;
        };
        let json = quoted(&written);
        match result.entry("toolset_name") {
            None => sink
                .report(
                    &RULE,
                    result,
                    format!("the result for {} lacks its `toolset_name`", call.label()),
                )
                .missing("toolset_name")
                .related(name, "the toolset of the call")
                .help(format!("add `\"toolset_name\": {json}`"))
                .safe_fix(vec![insert_member(result, "toolset_name", &json)])
                .done(),
            Some((_, other)) if !other.is_str(&written) => sink
                .report(
                    &RULE,
                    other,
                    format!(
                        "the result for {} has another `toolset_name` than the call",
                        call.label()
                    ),
                )
                .related(name, "the toolset of the call")
                .help(format!("write `{json}`"))
                .safe_fix(vec![replace(other, json)])
                .done(),
            Some(_) => {}
        }
    }
}
