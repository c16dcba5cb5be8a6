//! Reports a reference to nothing in a structured output.

use super::subset;
use crate::{
    Group,
    json_schema::{
        all_below,
        reference::{Resolver, Target},
    },
    request::Request,
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
    check: Check::RequestNaming(subset::NAMES, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for root in subset::roots(request) {
        let mut resolver = Resolver::new(root.root);
        for schema in all_below(root.root) {
            let Some(reference) = schema.get("$ref") else {
                continue;
            };
            let target = reference.as_str().map(|text| resolver.resolve(&text));
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
    }
}
