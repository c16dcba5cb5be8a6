//! Reports the result of a call about tabs that does not show the tabs.

use super::{changes, is_active, results};
use crate::{
    Group,
    generated::answers::TAB_CALLS,
    json::Value,
    request::{Request, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "browser-state-tab-management",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports the result of `new_tab`, `switch_tab`, `close_tab` or `list_tabs` whose content is not exactly one `browser_state`. That of `new_tab` must hold one `tab_opened`, of the tab that is active.

### Why is this bad?
Such a call is answered by the tabs that are open after it. Only where it fails, with `is_error`, does text stand in their place.

### Example
```json,fail
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "list_tabs", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "text", "text": "done"}]}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "list_tabs", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "browser_state", "tabs": [{"tab_id": "t1", "title": "Sky", "url": "https://sky.example", "active": true}]}]}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/browser-use-tool (2026-08)
"#,
    check: Check::RequestNaming(&["toolset_name"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (call, result) in results(request) {
        let is_error = result.get("is_error").and_then(Value::as_bool) == Some(true);
        let name = plain_str(call.value, "name").filter(|name| TAB_CALLS.contains(name));
        let is_browser = plain_str(call.value, "toolset_name") == Some("browser");
        let Some(name) = name.filter(|_| is_browser && !is_error) else {
            continue;
        };
        let content = result.get("content");
        let mut blocks = content.into_iter().flat_map(Value::items);
        let state = blocks
            .next()
            .filter(|block| plain_str(*block, "type") == Some("browser_state"));
        // What else is there besides the state: more states are a finding of their own.
        let is_alone = blocks.all(|block| plain_str(block, "type") == Some("browser_state"));
        match state.filter(|_| is_alone) {
            None => sink
                .report(
                    &RULE,
                    content.unwrap_or(result),
                    format!("the result of `{name}` is not exactly one `browser_state`"),
                )
                .related(call.value, "the call")
                .help("send the open tabs as one `browser_state`, and nothing else")
                .done(),
            Some(state) if name == "new_tab" && !opens_active(state) => sink
                .report(
                    &RULE,
                    state,
                    "the result of `new_tab` does not tell of one opened tab that is active",
                )
                .related(call.value, "the call")
                .help("add one `tab_opened` with the `tab_id` of the active tab to `state_changes`")
                .done(),
            Some(_) => {}
        }
    }
}

fn opens_active(state: Value<'_>) -> bool {
    let mut opened =
        changes(state).filter(|change| plain_str(*change, "type") == Some("tab_opened"));
    let (Some(one), None) = (opened.next(), opened.next()) else {
        return false;
    };
    let mut tabs = state.items_of("tabs");
    let active = tabs
        .find(|tab| is_active(*tab))
        .and_then(|tab| tab.get("tab_id")?.as_str());
    // Which tab is active is a finding of its own where it cannot be told.
    active.is_none_or(|active| one.get("tab_id").is_some_and(|id| id.is_str(&active)))
}
