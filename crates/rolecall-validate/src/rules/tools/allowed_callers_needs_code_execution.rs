//! Reports a caller that is not there.

use crate::{
    Group,
    generated::tools::CODE_EXECUTION_ALIKE,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "allowed-callers-needs-code-execution",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a tool that lets a version of code execution call it where `tools` does not declare that version. The versions 20260120 and 20260521 stand for each other.

### Why is this bad?
Nothing runs code then, so nobody makes the calls that the tool allows.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "allowed_callers": ["code_execution_20260120"], "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "code_execution_20260120", "name": "code_execution"}, {"name": "get_weather", "description": "Tells the weather of a city.", "allowed_callers": ["code_execution_20260120"], "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/programmatic-tool-calling (2026-10)
"#,
    check: Check::RequestNaming(&["allowed_callers"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request.continues_thread() || request.brings_tools() {
        return;
    }
    for tool in request.tools().filter(|tool| tool.is_custom()) {
        for caller in tool
            .code_callers()
            .filter(|caller| request.is_sound(*caller))
        {
            let Some(name) = caller.as_plain_str() else {
                continue;
            };
            if !request.tools().any(|other| is_caller(other.tag, name)) {
                sink.report(
                    &RULE,
                    caller,
                    format!(
                        "{} allows calls of `{name}`, which `tools` does not declare",
                        tool.label()
                    ),
                )
                .help(format!("add a tool of type `{name}`, or remove the caller"))
                .done();
            }
        }
    }
}

fn is_caller(declared: &str, allowed: &str) -> bool {
    let are_alike = [declared, allowed]
        .iter()
        .all(|name| CODE_EXECUTION_ALIKE.contains(name));
    declared == allowed || are_alike
}
