//! Reports a recursive schema in a structured output.

use super::subset;
use crate::{
    Group,
    json_schema::reference,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "subset-recursive",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r##"### What it does
Reports a `$ref` that leads back to a schema that it stands in, directly or over others.

It applies to `output_config.format`, to its former spelling and to the `input_schema` of strict tools.

### Why is this bad?
The schema is written out into a grammar, which would not end.

### The API says
```text
Circular reference detected
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"next": {"$ref": "#"}}, "required": ["next"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"type": "object", "properties": {}, "additionalProperties": false}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs (2026-09)
"##,
    check: Check::RequestNaming(subset::NAMES, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for schema in subset::roots(request) {
        for cycle in reference::cycles(schema.root) {
            sink.report(
                &RULE,
                cycle,
                format!("`$ref` leads back to where it stands {}", schema.place()),
            )
            .help("write out as many levels as the answer needs")
            .at_most(schema.level())
            .done();
        }
    }
}
