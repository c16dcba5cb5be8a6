//! Reports a recursive schema of a tool that code may call.

use crate::{
    Group,
    json_schema::reference,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "allowed-callers-recursive-schema",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r##"### What it does
Reports a `$ref` that leads back to a schema that it stands in, in the `input_schema` of a tool that a version of code execution may call.

### Why is this bad?
The tool becomes a function of the program, and a signature cannot contain itself.

### The API says
```text
Circular $ref detected
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "code_execution_20260120", "name": "code_execution"}, {"name": "get_weather", "description": "Tells the weather of a city.", "allowed_callers": ["code_execution_20260120"], "input_schema": {"type": "object", "properties": {"next": {"$ref": "#"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "code_execution_20260120", "name": "code_execution"}, {"name": "get_weather", "description": "Tells the weather of a city.", "allowed_callers": ["direct"], "input_schema": {"type": "object", "properties": {"next": {"$ref": "#"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/programmatic-tool-calling (2026-10)
"##,
    check: Check::RequestNaming(&["allowed_callers"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for tool in request.tools() {
        let (Some(caller), Some(schema)) = (tool.code_callers().next(), tool.input_schema()) else {
            continue;
        };
        // What a strict tool may not have either is reported there.
        if tool.strict().is_some() {
            continue;
        }
        let mut cycles = reference::cycles(schema).into_iter();
        let Some(cycle) = cycles.next() else {
            continue;
        };
        sink.report(
            &RULE,
            schema,
            format!(
                "the schema of {} is recursive, so code cannot call it",
                tool.label()
            ),
        )
        .related(cycle, "leads back to where it stands")
        .related(caller, "the caller that runs code")
        .help("write the levels out, or allow `direct` calls only")
        .done();
    }
}
