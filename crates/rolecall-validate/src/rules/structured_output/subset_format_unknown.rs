//! Reports a format that structured outputs may not know.

use super::subset::Subschema;
use crate::{
    Group,
    generated::tools::SUBSET_FORMATS,
    json_schema::has_type,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "subset-format-unknown",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `format` that the documentation does not list.

It applies to `output_config.format`, to its former spelling and to the `input_schema` of strict tools.

### Why is this bad?
Each known format has a grammar of its own; for others there is none, and the API probably rejects them.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"type": "string", "format": "color"}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"type": "string", "format": "date"}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs (2026-09)
"#,
    check: Check::Subschema(check),
};

fn check(schema: &Subschema<'_>, sink: &mut Sink<'_>) {
    let Some(format) = schema.value.get("format") else {
        return;
    };
    // A format of numbers says nothing about how they are written.
    let of_strings = schema.value.get("type").is_none() || has_type(schema.value, "string");
    let name = format.as_str().filter(|_| of_strings);
    if name.is_some_and(|name| !SUBSET_FORMATS.contains(&&*name)) {
        let known: Vec<_> = SUBSET_FORMATS
            .iter()
            .map(|name| format!("`{name}`"))
            .collect();
        sink.report(
            &RULE,
            format,
            format!(
                "structured outputs may not know this `format`; they know {}",
                known.join(", ")
            ),
        )
        .help("describe the format in the `description` or with a `pattern`")
        .done();
    }
}
