//! Reports a toolset without a tool.

use super::toolset;
use crate::{
    Group, edit,
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "toolset-all-disabled",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports the `configs` of a computer or browser toolset that leave none of its members enabled.

### Why is this bad?
The API rejects a toolset that offers nothing.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "computer_toolset_20260801", "configs": {"cursor_position": {"enabled": false}, "double_click": {"enabled": false}, "hold_key": {"enabled": false}, "key": {"enabled": false}, "left_click": {"enabled": false}, "left_click_drag": {"enabled": false}, "left_mouse_down": {"enabled": false}, "left_mouse_up": {"enabled": false}, "middle_click": {"enabled": false}, "mouse_move": {"enabled": false}, "right_click": {"enabled": false}, "screenshot": {"enabled": false}, "scroll": {"enabled": false}, "triple_click": {"enabled": false}, "type": {"enabled": false}, "wait": {"enabled": false}, "zoom": {"enabled": false}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "computer_toolset_20260801", "configs": {"zoom": {"enabled": false}}}], "messages": [{"role": "user", "content": "Hi"}]}
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
        if members.iter().all(|member| !member.enabled) {
            sink.report(
                &RULE,
                configs,
                format!(
                    "the `configs` of {} disable all its {} members",
                    tool.label(),
                    members.len()
                ),
            )
            .help("enable a member, or remove the toolset")
            .unsafe_fix(edit::without(configs))
            .done();
        }
    }
}
