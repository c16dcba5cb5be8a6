//! Reports a union at the top of a tool's schema.

use crate::{
    Edit, Group, edit,
    json::{Key, Value},
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};
use std::collections::HashSet;

pub(super) static RULE: Rule = Rule {
    name: "tool-input-schema-combinator",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `oneOf`, `allOf` or `anyOf` directly in the `input_schema` of a tool. Below a property they are fine.

### Why is this bad?
The input of a tool is one object; the API takes no choice between several at the top level.

### The API says
```text
tools.0.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "oneOf": [{"required": ["city"]}, {"required": ["postcode"]}]}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"place": {"oneOf": [{"type": "string"}, {"type": "integer"}]}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Error text in public bug reports (2025-06 to 2026-08)
"#,
    check: Check::RequestNaming(&["oneOf", "allOf", "anyOf"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for tool in request.tools() {
        let Some(schema) = tool.input_schema() else {
            continue;
        };
        for (key, value) in schema.entries() {
            if ["oneOf", "allOf", "anyOf"].iter().any(|name| key.is(name)) {
                let message = format!(
                    "the `input_schema` of {} must not have `{}` at the top level",
                    tool.label(),
                    key.name()
                );
                sink.report_key(&RULE, key, value, message)
                    .help("merge the alternatives into one list of `properties`, or move the choice into a property")
                    .unsafe_fix(vec![merged(schema, key, value)])
                    .done();
            }
        }
    }
}

/// Offers the properties of all alternatives side by side, none of them required.
fn merged(schema: Value<'_>, key: Key<'_>, alternatives: Value<'_>) -> Edit {
    let own = schema.get("properties").filter(|own| own.is_object());
    let mut names: HashSet<_> = own
        .into_iter()
        .flat_map(Value::entries)
        .map(|(key, _)| key.name())
        .collect();
    let added: Vec<_> = alternatives
        .items()
        .filter_map(|alternative| alternative.get("properties"))
        .flat_map(Value::entries)
        .filter(|(key, _)| names.insert(key.name()))
        .map(|(key, value)| format!("{}: {}", edit::quoted(&key.name()), value.raw()))
        .collect();
    let added = added.join(", ");
    match own {
        _ if added.is_empty() => edit::remove_member(key, alternatives),
        // The alternatives go in the next round, when they add nothing any more.
        Some(own) => match own.entries().last() {
            Some((_, last)) => edit::replace(last, format!("{}, {added}", last.raw())),
            None => edit::replace(own, format!("{{{added}}}")),
        },
        None => Edit {
            span: edit::member(key, alternatives),
            text: format!("\"properties\": {{{added}}}"),
        },
    }
}
