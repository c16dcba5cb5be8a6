//! Reports a strict tool that code may call.

use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "strict-with-programmatic",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `strict: true` on a tool whose `allowed_callers` names a version of code execution.

### Why is this bad?
Strict mode holds the model's own calls to the schema; it cannot do that for calls that a program makes.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "code_execution_20260120", "name": "code_execution"}, {"name": "get_weather", "description": "Tells the weather of a city.", "strict": true, "allowed_callers": ["code_execution_20260120"], "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"], "additionalProperties": false}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "code_execution_20260120", "name": "code_execution"}, {"name": "get_weather", "description": "Tells the weather of a city.", "allowed_callers": ["code_execution_20260120"], "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"], "additionalProperties": false}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/programmatic-tool-calling (2026-10)
"#,
    check: Check::RequestNaming(&["allowed_callers"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for tool in request.tools() {
        if let (Some(strict), Some(caller)) = (tool.strict(), tool.code_callers().next()) {
            sink.report(
                &RULE,
                strict,
                format!(
                    "{} cannot be strict, because code may call it",
                    tool.label()
                ),
            )
            .related(caller, "the caller that runs code")
            .help("remove `strict`, or allow `direct` calls only")
            .unsafe_fix(edit::without(strict))
            .done();
        }
    }
}
