//! Reports a reference to another document in a structured output.

use super::subset::Subschema;
use crate::{
    Group,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "subset-ref-external",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `$ref` that does not start with `#`.

It applies to `output_config.format`, to its former spelling and to the `input_schema` of strict tools.

### Why is this bad?
The API fetches nothing; a schema must bring all that it refers to.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"$ref": "https://example.com/unit.json"}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"type": "string"}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs (2026-09)
"#,
    check: Check::Subschema(check),
};

fn check(schema: &Subschema<'_>, sink: &mut Sink<'_>) {
    let Some(reference) = schema.value.get("$ref") else {
        return;
    };
    if reference
        .as_str()
        .is_some_and(|text| !text.starts_with('#'))
    {
        sink.report(
            &RULE,
            reference,
            format!(
                "`$ref` must not lead to another document {}",
                schema.place()
            ),
        )
        .help("copy the definition into `$defs` and refer to it as `#/$defs/…`")
        .at_most(schema.level())
        .done();
    }
}
