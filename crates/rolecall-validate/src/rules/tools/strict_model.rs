//! Reports a strict tool for a model that knows none.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "strict-model",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `strict: true` for a model without structured outputs.

### Why is this bad?
Models before the 4.5 generation cannot be held to a schema, and the API rejects the field for them.

### Example
```json,fail,as-of=2025-12-01
{"model": "claude-opus-4-20250514", "max_tokens": 64, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "strict": true, "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"], "additionalProperties": false}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,as-of=2025-12-01
{"model": "claude-opus-4-20250514", "max_tokens": 64, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"], "additionalProperties": false}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs (2026-09)
"#,
    check: Check::RequestNaming(&["strict"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request
        .model
        .filter(|model| model.strict_tools == Some(false) && !model.is_uncertain("strict_tools"))
    else {
        return;
    };
    for (tool, strict) in request
        .tools()
        .filter_map(|tool| Some((tool, tool.strict()?)))
    {
        sink.report(
            &RULE,
            strict,
            format!(
                "{} cannot be strict: `{}` knows no strict tools",
                tool.label(),
                model.id
            ),
        )
        .help("remove `strict`, or choose a newer model")
        .done();
    }
}
