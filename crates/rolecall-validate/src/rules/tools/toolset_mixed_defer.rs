//! Reports a toolset that is deferred in part.

use super::toolset;
use crate::{
    Group, edit,
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "toolset-mixed-defer",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports the `configs` of a computer or browser toolset where some of the enabled members are deferred and others are not.

### Why is this bad?
A toolset is loaded as a whole, so its members must agree.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "tool_search_tool_bm25_20251119", "name": "tool_search_tool_bm25"}, {"type": "computer_toolset_20260801", "configs": {"zoom": {"defer_loading": true}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "tool_search_tool_bm25_20251119", "name": "tool_search_tool_bm25"}, {"type": "computer_toolset_20260801", "configs": {"zoom": {"enabled": false}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/tool-reference (2026-08)
"#,
    check: Check::RequestNaming(&["configs"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for tool in request.tools() {
        let configs = field(tool.value, "configs").filter(|configs| request.is_sound(*configs));
        let (Some(configs), Some(members)) = (configs, toolset::members(tool)) else {
            continue;
        };
        let enabled = members.iter().filter(|member| member.enabled);
        let count = enabled.clone().count();
        let deferred = enabled.filter(|member| member.deferred).count();
        if deferred > 0 && deferred < count {
            sink.report(
                &RULE,
                configs,
                format!(
                    "{deferred} of the {count} enabled members of {} are deferred",
                    tool.label()
                ),
            )
            .help("set the same `defer_loading` for every enabled member")
            .unsafe_fix(edit::without(configs))
            .done();
        }
    }
}
