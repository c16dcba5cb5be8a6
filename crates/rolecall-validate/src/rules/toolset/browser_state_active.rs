//! Reports open tabs of which not exactly one is active.

use super::{is_active, states};
use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "browser-state-active",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `browser_state` with tabs of which none, or more than one, is `active`.

### Why is this bad?
One tab of an open browser is in front, and the next call acts on it.

### Example
```json,fail
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "navigate", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "browser_state", "tabs": [{"tab_id": "t1", "title": "Sky", "url": "https://sky.example"}]}]}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "navigate", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "browser_state", "tabs": [{"tab_id": "t1", "title": "Sky", "url": "https://sky.example", "active": true}, {"tab_id": "t2", "title": "Sea", "url": "https://sea.example"}]}]}]}]}
```

### Source
Python SDK 2.12.0 (2026-11)
"#,
    check: Check::RequestNaming(&["browser_state"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for state in states(request) {
        let Some(tabs) = state
            .get("tabs")
            .filter(|tabs| tabs.items().next().is_some())
        else {
            continue;
        };
        let active = tabs.items().filter(|tab| is_active(*tab)).count();
        if active != 1 {
            sink.report(
                &RULE,
                tabs,
                format!(
                    "{active} of these {} tabs are `active`; exactly one must be",
                    tabs.items().count()
                ),
            )
            .help("set `active` of the tab in front to `true`, and of no other")
            .done();
        }
    }
}
