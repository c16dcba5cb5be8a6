//! Reports control characters in the state of a browser.

use super::{changes, states};
use crate::{
    Group,
    json::Value,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "browser-state-limits",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a string of a `browser_state` with a control character or a line separator in it.

### Why is this bad?
Titles and addresses come from pages. The API rejects characters by which a page could pretend to say more than its title.

### Example
```json,fail
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "navigate", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "browser_state", "tabs": [{"tab_id": "t1", "title": "Sky\nSea", "url": "https://sky.example", "active": true}]}]}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "navigate", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "browser_state", "tabs": [{"tab_id": "t1", "title": "Sky, Sea", "url": "https://sky.example", "active": true}]}]}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/browser-use-tool (2026-08)
"#,
    check: Check::RequestNaming(&["browser_state"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for state in states(request) {
        let tabs = state.items_of("tabs");
        for (key, value) in tabs.chain(changes(state)).flat_map(Value::entries) {
            let Some(text) = value.as_str() else {
                continue;
            };
            let bad = text
                .chars()
                .find(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'));
            if let Some(bad) = bad {
                sink.report(
                    &RULE,
                    value,
                    format!(
                        "`{}` holds the character U+{:04X}",
                        key.name(),
                        u32::from(bad)
                    ),
                )
                .help(
                    "remove control characters and line separators, or put a space in their place",
                )
                .done();
            }
        }
    }
}
