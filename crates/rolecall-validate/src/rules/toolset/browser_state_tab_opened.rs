//! Reports an opened tab that is not among the tabs.

use super::{changes, states};
use crate::{
    Group,
    json::Value,
    request::{Request, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "browser-state-tab-opened",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tab_opened` whose `tab_id` no entry of `tabs` has.

### Why is this bad?
The change tells of a tab that is still open, so it must be listed with its title and address.

### Example
```json,fail
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "navigate", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "browser_state", "tabs": [{"tab_id": "t1", "title": "Sky", "url": "https://sky.example", "active": true}], "state_changes": [{"type": "tab_opened", "tab_id": "t9"}]}]}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "navigate", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "browser_state", "tabs": [{"tab_id": "t1", "title": "Sky", "url": "https://sky.example", "active": true}], "state_changes": [{"type": "tab_opened", "tab_id": "t1"}]}]}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/browser-use-tool (2026-08)
"#,
    check: Check::RequestNaming(&["browser_state"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for state in states(request) {
        for change in
            changes(state).filter(|change| plain_str(*change, "type") == Some("tab_opened"))
        {
            let Some(id) = change.get("tab_id").and_then(Value::as_str) else {
                continue;
            };
            let mut tabs = state.items_of("tabs");
            if !tabs.any(|tab| tab.get("tab_id").is_some_and(|other| other.is_str(&id))) {
                sink.report(
                    &RULE,
                    change,
                    "no entry of `tabs` has the `tab_id` of this opened tab",
                )
                .help("list the tab in `tabs`, or leave the change out if it is closed again")
                .done();
            }
        }
    }
}
