//! Reports an object schema that is open to more properties.

use super::subset::Subschema;
use crate::{
    Group, edit,
    json::Value,
    json_schema::has_type,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "subset-additional-properties",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a schema of type `object`, or with `properties`, whose `additionalProperties` is not `false`.

It applies to `output_config.format`, to its former spelling and to the `input_schema` of strict tools.

### Why is this bad?
The schema becomes a grammar that the answer is held to, and the API wants it said that an object has no other properties than those listed.

### The API says
```text
output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {}}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {}, "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs (2026-09)
"#,
    check: Check::Subschema(check),
};

fn check(schema: &Subschema<'_>, sink: &mut Sink<'_>) {
    let is_object = has_type(schema.value, "object")
        || schema.value.get("properties").is_some_and(Value::is_object);
    if !is_object {
        return;
    }
    let help = "set `\"additionalProperties\": false`";
    let Some(value) = schema.value.get("additionalProperties") else {
        let message = format!(
            "an object {} needs `additionalProperties: false`",
            schema.place()
        );
        sink.report(&RULE, schema.value, message)
            .missing("additionalProperties")
            .help(help)
            .at_most(schema.level())
            .safe_fix(vec![edit::insert_member(
                schema.value,
                "additionalProperties",
                "false",
            )])
            .done();
        return;
    };
    if value.as_bool() == Some(false) {
        return;
    }
    let message = format!("`additionalProperties` must be `false` {}", schema.place());
    let draft = sink
        .report(&RULE, value, message)
        .help(help)
        .at_most(schema.level());
    let closing = vec![edit::replace(value, "false")];
    // A schema of its own describes properties that the model is to write.
    if value.entries().next().is_some() {
        draft.unsafe_fix(closing).done();
    } else {
        draft.safe_fix(closing).done();
    }
}
