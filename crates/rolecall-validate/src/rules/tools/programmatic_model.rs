//! Reports a tool that code may call, for a model that writes no such code.

use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "programmatic-model",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `allowed_callers` with a version of code execution for a model without programmatic tool calling.

### Why is this bad?
The API rejects the caller for these models.

### Example
```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 64, "tools": [{"type": "code_execution_20250825", "name": "code_execution"}, {"name": "get_weather", "description": "Tells the weather of a city.", "allowed_callers": ["code_execution_20250825"], "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-haiku-4-5", "max_tokens": 64, "tools": [{"type": "code_execution_20250825", "name": "code_execution"}, {"name": "get_weather", "description": "Tells the weather of a city.", "allowed_callers": ["direct"], "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/programmatic-tool-calling (2026-10)
"#,
    check: Check::RequestNaming(&["allowed_callers"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request.model.filter(|model| {
        model.programmatic_tool_calling == Some(false)
            && !model.is_uncertain("programmatic_tool_calling")
    }) else {
        return;
    };
    // A toolset takes no such caller with any model.
    for tool in request.tools().filter(|tool| !tool.is_toolset()) {
        let Some(callers) = tool
            .callers()
            .filter(|_| tool.code_callers().next().is_some())
        else {
            continue;
        };
        sink.report(
            &RULE,
            callers,
            format!(
                "`{}` calls no tools from code, as {} allows",
                model.id,
                tool.label()
            ),
        )
        .help("allow `direct` calls only, or choose another model")
        .unsafe_fix(vec![edit::replace(callers, r#"["direct"]"#)])
        .done();
    }
}
