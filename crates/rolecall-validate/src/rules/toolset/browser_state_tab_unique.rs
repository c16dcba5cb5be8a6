//! Reports a tab without an id of its own.

use super::states;
use crate::{
    Group,
    json::Value,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};
use std::{borrow::Cow, collections::HashMap};

pub(super) static RULE: Rule = Rule {
    name: "browser-state-tab-unique",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tab_id` in `tabs` that is empty or that another tab has.

### Why is this bad?
Calls name a tab by its id.

### Example
```json,fail
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "navigate", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "browser_state", "tabs": [{"tab_id": "t1", "title": "Sky", "url": "https://sky.example", "active": true}, {"tab_id": "t1", "title": "Sea", "url": "https://sea.example"}]}]}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "navigate", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "browser_state", "tabs": [{"tab_id": "t1", "title": "Sky", "url": "https://sky.example", "active": true}, {"tab_id": "t2", "title": "Sea", "url": "https://sea.example"}]}]}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/browser-use-tool (2026-08)
"#,
    check: Check::RequestNaming(&["browser_state"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for state in states(request) {
        let mut seen: HashMap<Cow<'_, str>, Value<'_>> = HashMap::new();
        for tab in state.items_of("tabs") {
            let Some((id, name)) = tab.get("tab_id").and_then(|id| Some((id, id.as_str()?))) else {
                continue;
            };
            if name.is_empty() {
                sink.report(&RULE, id, "the `tab_id` is empty")
                    .help("give every tab an id")
                    .done();
            } else if let Some(first) = seen.get(&name) {
                sink.report(&RULE, id, "another tab has this `tab_id`")
                    .related(*first, "the other tab")
                    .help("give every tab an id of its own")
                    .done();
            } else {
                seen.insert(name, id);
            }
        }
    }
}
