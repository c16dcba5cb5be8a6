//! Reports an output format for a model that knows none.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "output-format-model",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `output_config.format` for a model without structured outputs.

### Why is this bad?
Models before the 4.5 generation cannot be held to a schema, and the API rejects the field for them.

### Example
```json,fail,as-of=2025-12-01
{"model": "claude-opus-4-20250514", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"type": "string"}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,as-of=2025-12-01
{"model": "claude-opus-4-20250514", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs (2026-09)
"#,
    check: Check::RequestNaming(&["output_config", "output_format"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request.model.filter(|model| {
        model.structured_outputs == Some(false) && !model.is_uncertain("structured_outputs")
    }) else {
        return;
    };
    if let Some(format) = request.output_format() {
        sink.report(
            &RULE,
            format,
            format!("`{}` knows no structured outputs", model.id),
        )
        .help("describe the format in the prompt, or choose a newer model")
        .done();
    }
}
