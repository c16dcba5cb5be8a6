//! Reports a keyword that structured outputs may not know.

use super::subset::Subschema;
use crate::{
    Group,
    generated::tools::SUBSET_KEYWORDS_UNLISTED,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "subset-keyword-unlisted",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a keyword of JSON Schema that the documentation of structured outputs names neither as supported nor as unsupported, such as `oneOf`, `not` or `patternProperties`.

It applies to `output_config.format`, to its former spelling and to the `input_schema` of strict tools.

### Why is this bad?
It is probably rejected, and surely has no effect.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"oneOf": [{"type": "string"}, {"type": "integer"}]}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"anyOf": [{"type": "string"}, {"type": "integer"}]}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs (2026-09); Python SDK 2.12.0, `_transform.py` (2026-11)
"#,
    check: Check::Subschema(check),
};

fn check(schema: &Subschema<'_>, sink: &mut Sink<'_>) {
    for (key, value) in schema.value.entries() {
        let name = key.name();
        // At the top of a tool's schema the API takes no union at all.
        let is_reported = schema.is_root_of_tool() && name == "oneOf";
        if is_reported || SUBSET_KEYWORDS_UNLISTED.binary_search(&&*name).is_err() {
            continue;
        }
        let help = match &*name {
            "oneOf" => "use `anyOf`",
            _ => "say it in the `description`, and check the answer yourself",
        };
        sink.report_key(
            &RULE,
            key,
            value,
            format!("`{name}` may not be supported {}", schema.place()),
        )
        .help(help)
        .done();
    }
}
