//! Reports bounds of numbers in a structured output.

use super::subset::Subschema;
use crate::{
    Group,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "subset-numeric-bounds",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum` and `multipleOf`.

It applies to `output_config.format`, to its former spelling and to the `input_schema` of strict tools.

### Why is this bad?
The schema becomes a grammar that the answer is held to, and a grammar cannot count.

### The API says
```text
output_config.format.schema: For 'integer' type, property 'minimum' is not supported
For 'integer' type, properties {names} are not supported
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"type": "integer", "minimum": 1}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"type": "integer", "description": "At least 1."}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs (2026-09)
"#,
    check: Check::Subschema(check),
};

const KEYWORDS: [&str; 5] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
];

fn check(schema: &Subschema<'_>, sink: &mut Sink<'_>) {
    for (key, value) in schema.value.entries() {
        if KEYWORDS.iter().any(|name| key.is(name)) {
            schema.unsupported(
                &RULE,
                key,
                value,
                "say it in the `description`, and check the answer yourself",
                sink,
            );
        }
    }
}
