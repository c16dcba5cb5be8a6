//! Reports a `browser_state` where none, or no second one, may stand.

use super::results;
use crate::{
    Group,
    edit::remove_item,
    json::Value,
    request::{Request, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "browser-state-count",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a second `browser_state` in one result, one in a result with `is_error`, and one in a result for a tool that is no member of a browser toolset.

### Why is this bad?
The block tells the model how one call left the browser. The API rejects it anywhere else.

### Example
```json,fail
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "navigate", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "browser_state", "tabs": [{"tab_id": "t1", "title": "Sky", "url": "https://sky.example", "active": true}]}, {"type": "browser_state", "tabs": [{"tab_id": "t1", "title": "Sky", "url": "https://sky.example", "active": true}]}]}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "navigate", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "browser_state", "tabs": [{"tab_id": "t1", "title": "Sky", "url": "https://sky.example", "active": true}]}]}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/browser-use-tool (2026-08)
"#,
    check: Check::RequestNaming(&["browser_state"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for (call, result) in results(request) {
        let content = result.items_of("content");
        let mut states = content.filter(|block| plain_str(*block, "type") == Some("browser_state"));
        let Some(first) = states.next() else {
            continue;
        };
        let is_error = result.get("is_error").and_then(Value::as_bool) == Some(true);
        if plain_str(call.value, "toolset_name") != Some("browser") {
            let message = format!(
                "{} is no call of a browser toolset, but its result has a `browser_state`",
                call.label()
            );
            sink.report(&RULE, first, message)
                .related(call.value, "the call")
                .help("say it with text")
                .unsafe_fix(vec![remove_item(first)])
                .done();
        } else if is_error {
            sink.report(
                &RULE,
                first,
                "a result with `is_error` has no `browser_state`",
            )
            .related(result, "the result")
            .help("say with text what went wrong")
            .unsafe_fix(vec![remove_item(first)])
            .done();
        } else {
            for second in states {
                sink.report(&RULE, second, "a result has one `browser_state` at most")
                    .related(first, "the first one")
                    .help("send the last state only")
                    .done();
            }
        }
    }
}
