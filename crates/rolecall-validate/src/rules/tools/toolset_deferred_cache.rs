//! Reports a deferred toolset with a cache breakpoint.

use super::toolset;
use crate::{
    Group,
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "toolset-deferred-cache",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports `cache_control` on a computer or browser toolset whose members are deferred.

### Why is this bad?
What is deferred is not part of the prompt's beginning, so there is nothing to cache at it.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "tool_search_tool_bm25_20251119", "name": "tool_search_tool_bm25"}, {"type": "computer_toolset_20260801", "cache_control": {"type": "ephemeral"}, "configs": {"cursor_position": {"defer_loading": true}, "double_click": {"defer_loading": true}, "hold_key": {"defer_loading": true}, "key": {"defer_loading": true}, "left_click": {"defer_loading": true}, "left_click_drag": {"defer_loading": true}, "left_mouse_down": {"defer_loading": true}, "left_mouse_up": {"defer_loading": true}, "middle_click": {"defer_loading": true}, "mouse_move": {"defer_loading": true}, "right_click": {"defer_loading": true}, "screenshot": {"defer_loading": true}, "scroll": {"defer_loading": true}, "triple_click": {"defer_loading": true}, "type": {"defer_loading": true}, "wait": {"defer_loading": true}, "zoom": {"defer_loading": true}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "tool_search_tool_bm25_20251119", "name": "tool_search_tool_bm25"}, {"type": "computer_toolset_20260801", "configs": {"cursor_position": {"defer_loading": true}, "double_click": {"defer_loading": true}, "hold_key": {"defer_loading": true}, "key": {"defer_loading": true}, "left_click": {"defer_loading": true}, "left_click_drag": {"defer_loading": true}, "left_mouse_down": {"defer_loading": true}, "left_mouse_up": {"defer_loading": true}, "middle_click": {"defer_loading": true}, "mouse_move": {"defer_loading": true}, "right_click": {"defer_loading": true}, "screenshot": {"defer_loading": true}, "scroll": {"defer_loading": true}, "triple_click": {"defer_loading": true}, "type": {"defer_loading": true}, "wait": {"defer_loading": true}, "zoom": {"defer_loading": true}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/tool-reference (2026-08)
"#,
    check: Check::RequestNaming(&["cache_control"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for tool in request.tools() {
        let cache = field(tool.value, "cache_control");
        let (Some(cache), Some(members)) = (cache, toolset::members(tool)) else {
            continue;
        };
        if members
            .iter()
            .any(|member| member.enabled && member.deferred)
        {
            sink.report(
                &RULE,
                cache,
                format!(
                    "the members of {} are deferred, so `cache_control` has no effect",
                    tool.label()
                ),
            )
            .help("remove the `cache_control`, or set it on a tool that is not deferred")
            .done();
        }
    }
}
