//! Reports bounds of strings in a structured output.

use super::subset::Subschema;
use crate::{
    Group,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "subset-string-length",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `minLength` and `maxLength`.

It applies to `output_config.format`, to its former spelling and to the `input_schema` of strict tools.

### Why is this bad?
The schema becomes a grammar that the answer is held to, and a grammar cannot count.

### The API says
```text
For 'string' type, property 'maxLength' is not supported
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"type": "string", "maxLength": 20}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"type": "string", "description": "At most 20 characters."}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs (2026-09)
"#,
    check: Check::Subschema(check),
};

const KEYWORDS: [&str; 2] = ["minLength", "maxLength"];

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
