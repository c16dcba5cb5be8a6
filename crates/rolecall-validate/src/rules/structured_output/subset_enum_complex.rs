//! Reports an enumeration of objects or arrays in a structured output.

use super::subset::Subschema;
use crate::{
    Group, edit,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "subset-enum-complex",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an item of `enum` that is an object or an array.

It applies to `output_config.format`, to its former spelling and to the `input_schema` of strict tools.

### Why is this bad?
The schema becomes a grammar that the answer is held to, and the choice is between plain values: strings, numbers, booleans and null.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"enum": [{"unit": "ft"}]}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"enum": ["m", "ft"]}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs (2026-09)
"#,
    check: Check::Subschema(check),
};

fn check(schema: &Subschema<'_>, sink: &mut Sink<'_>) {
    let items = schema.value.items_of("enum");
    for item in items.filter(|item| item.is_object() || item.is_array()) {
        let kind = if item.is_object() {
            "an object"
        } else {
            "an array"
        };
        sink.report(
            &RULE,
            item,
            format!("an item of `enum` must not be {kind} {}", schema.place()),
        )
        .help("choose between plain values, or describe each alternative in `anyOf`")
        .at_most(schema.level())
        .unsafe_fix(vec![edit::remove_item(item)])
        .done();
    }
}
