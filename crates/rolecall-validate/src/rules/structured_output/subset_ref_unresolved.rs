//! Reports a reference to nothing in a structured output.

use super::subset::Subschema;
use crate::{
    Group,
    json_schema::reference::{Target, resolve},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "subset-ref-unresolved",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r##"### What it does
Reports a `$ref` within the schema whose target does not exist.

It applies to `output_config.format`, to its former spelling and to the `input_schema` of strict tools.

### Why is this bad?
There is nothing to hold the answer to at that place.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"$ref": "#/$defs/unit"}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"$ref": "#/$defs/unit"}}, "required": ["value"], "additionalProperties": false, "$defs": {"unit": {"type": "string"}}}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs (2026-09)
"##,
    check: Check::Subschema(check),
};

fn check(schema: &Subschema<'_>, sink: &mut Sink<'_>) {
    let Some(reference) = schema.value.get("$ref") else {
        return;
    };
    let target = reference.as_str().map(|text| resolve(&text, schema.root));
    if target == Some(Target::Missing) {
        sink.report(
            &RULE,
            reference,
            "the target of `$ref` does not exist in the schema",
        )
        .help("add it to `$defs`, or correct the reference")
        .done();
    }
}
