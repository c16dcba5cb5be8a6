//! Reports two changes of one download.

use super::{changes, states};
use crate::{
    Group,
    json::Value,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};
use std::{borrow::Cow, collections::HashMap};

pub(super) static RULE: Rule = Rule {
    name: "browser-state-download-unique",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports two changes in one `browser_state` with the same `download_id`, and a `download_id` that is empty.

### Why is this bad?
A download that starts and ends during one call is told by its end alone.

### Example
```json,fail
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "navigate", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "browser_state", "tabs": [{"tab_id": "t1", "title": "Sky", "url": "https://sky.example", "active": true}], "state_changes": [{"type": "download_started", "download_id": "d1", "url": "https://sky.example/a.zip"}, {"type": "download_completed", "download_id": "d1", "url": "https://sky.example/a.zip"}]}]}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "navigate", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "browser_state", "tabs": [{"tab_id": "t1", "title": "Sky", "url": "https://sky.example", "active": true}], "state_changes": [{"type": "download_completed", "download_id": "d1", "url": "https://sky.example/a.zip"}]}]}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/browser-use-tool (2026-08)
"#,
    check: Check::RequestNaming(&["browser_state"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for state in states(request) {
        let mut seen: HashMap<Cow<'_, str>, Value<'_>> = HashMap::new();
        for change in changes(state) {
            let id = change.get("download_id");
            let Some((id, name)) = id.and_then(|id| Some((id, id.as_str()?))) else {
                continue;
            };
            if name.is_empty() {
                sink.report(&RULE, id, "the `download_id` is empty")
                    .help("give every download an id")
                    .done();
            } else if let Some(first) = seen.get(&name) {
                sink.report(&RULE, change, "this download has a change already")
                    .related(*first, "the other change")
                    .help("keep the last change of the download only")
                    .done();
            } else {
                seen.insert(name, change);
            }
        }
    }
}
