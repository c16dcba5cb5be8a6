//! Reports a reference in an `allOf` of a structured output.

use super::subset::Subschema;
use crate::{
    Edit, Group, edit,
    json::Value,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "subset-allof-ref",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r##"### What it does
Reports an item of `allOf` that is a `$ref`.

It applies to `output_config.format`, to its former spelling and to the `input_schema` of strict tools.

### Why is this bad?
The API merges the items of `allOf` before it follows references.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"allOf": [{"$ref": "#/$defs/unit"}]}}, "required": ["value"], "additionalProperties": false, "$defs": {"unit": {"type": "string"}}}}}, "messages": [{"role": "user", "content": "Hi"}]}
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
    let Some((key, all)) = schema.value.entry("allOf") else {
        return;
    };
    // A single reference says the same without `allOf`.
    let is_alone = all.items().count() == 1 && schema.value.get("$ref").is_none();
    let items = all.items();
    for item in items.filter(|item| item.get("$ref").is_some_and(Value::is_string)) {
        let draft = sink
            .report(
                &RULE,
                item,
                format!("an item of `allOf` must not be a `$ref` {}", schema.place()),
            )
            .help("write the definition out, or refer to it without `allOf`")
            .at_most(schema.level());
        match item.entries().next() {
            Some((name, target)) if is_alone && item.entries().count() == 1 => draft
                .safe_fix(vec![Edit {
                    span: edit::member(key, all),
                    text: format!("{}: {}", edit::quoted(&name.name()), target.raw()),
                }])
                .done(),
            _ => draft.done(),
        }
    }
}
