//! Reports bounds of arrays in a structured output.

use super::subset::Subschema;
use crate::{
    Group, edit,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "subset-array-bounds",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `maxItems`, `uniqueItems`, `contains`, `minContains`, `maxContains`, and a `minItems` other than 0 or 1.

It applies to `output_config.format`, to its former spelling and to the `input_schema` of strict tools.

### Why is this bad?
The schema becomes a grammar that the answer is held to, and a grammar cannot count.

### The API says
```text
For 'array' type, property 'maxItems' is not supported
For 'array' type, 'minItems' values other than 0 or 1 are not supported
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"type": "array", "items": {"type": "string"}, "maxItems": 3}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"type": "array", "items": {"type": "string"}, "minItems": 1}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs (2026-09)
"#,
    check: Check::Subschema(check),
};

const KEYWORDS: [&str; 5] = [
    "maxItems",
    "uniqueItems",
    "contains",
    "minContains",
    "maxContains",
];

fn check(schema: &Subschema<'_>, sink: &mut Sink<'_>) {
    let help = "say it in the `description`, and check the answer yourself";
    for (key, value) in schema.value.entries() {
        if KEYWORDS.iter().any(|name| key.is(name)) {
            schema.unsupported(&RULE, key, value, help, sink);
        } else if key.is("minItems")
            && let Some(number) = value.as_i64().filter(|number| !matches!(number, 0 | 1))
        {
            let message = format!(
                "`minItems` must be 0 or 1 {}, and is {number}",
                schema.place()
            );
            sink.report(&RULE, value, message)
                .help(help)
                .at_most(schema.level())
                .unsafe_fix(vec![edit::replace(value, "1")])
                .done();
        }
    }
}
