//! Reports that calls are to come one by one where code makes them.

use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "programmatic-disable-parallel",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `disable_parallel_tool_use: true` where the `allowed_callers` of some tool name a version of code execution.

### Why is this bad?
A program calls tools as it likes, so the API cannot promise one call at a time.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tool_choice": {"type": "auto", "disable_parallel_tool_use": true}, "tools": [{"type": "code_execution_20260120", "name": "code_execution"}, {"name": "get_weather", "description": "Tells the weather of a city.", "allowed_callers": ["code_execution_20260120"], "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tool_choice": {"type": "auto"}, "tools": [{"type": "code_execution_20260120", "name": "code_execution"}, {"name": "get_weather", "description": "Tells the weather of a city.", "allowed_callers": ["code_execution_20260120"], "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/programmatic-tool-calling (2026-10)
"#,
    check: Check::RequestNaming(&["tool_choice"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let member = request
        .field("tool_choice")
        .and_then(|choice| choice.entry("disable_parallel_tool_use"));
    let Some((key, value)) = member.filter(|(key, value)| {
        value.as_bool() == Some(true) && request.is_sound_member(*key, *value)
    }) else {
        return;
    };
    let caller = request.tools().find_map(|tool| tool.code_callers().next());
    if let Some(caller) = caller {
        sink.report(
            &RULE,
            value,
            "calls cannot be kept from being parallel where code makes them",
        )
        .related(caller, "the caller that runs code")
        .help("remove `disable_parallel_tool_use`, or allow `direct` calls only")
        .unsafe_fix(vec![edit::remove_member(key, value)])
        .done();
    }
}
