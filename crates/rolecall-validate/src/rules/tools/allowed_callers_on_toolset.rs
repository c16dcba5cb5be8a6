//! Reports a toolset that code is to call.

use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "allowed-callers-on-toolset",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a caller other than `direct` in the `allowed_callers` of a computer or browser toolset.

### Why is this bad?
Only the model itself operates a screen or a browser.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "code_execution_20260120", "name": "code_execution"}, {"type": "computer_toolset_20260801", "allowed_callers": ["direct", "code_execution_20260120"]}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "code_execution_20260120", "name": "code_execution"}, {"type": "computer_toolset_20260801", "allowed_callers": ["direct"]}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/tool-reference (2026-08)
"#,
    check: Check::RequestNaming(&["allowed_callers"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for tool in request.tools().filter(|tool| tool.is_toolset()) {
        let Some(callers) = tool.callers().filter(|callers| request.is_sound(*callers)) else {
            continue;
        };
        if tool.code_callers().next().is_some() {
            sink.report(
                &RULE,
                callers,
                format!("only the model itself may call {}", tool.label()),
            )
            .help("remove the `allowed_callers`")
            .unsafe_fix(edit::without(callers))
            .done();
        }
    }
}
