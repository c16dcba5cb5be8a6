//! Reports a tool's schema that is none.

use crate::{
    Edit, Group, edit,
    json::Value,
    json_schema::meta::{self, Mend},
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-input-schema-invalid",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports what the meta-schema of JSON Schema 2020-12 does not allow in the `input_schema` of a tool, at any depth: a type that does not exist, a keyword with a value of the wrong kind, a construct of an older draft.

### Why is this bad?
The API checks every schema against that meta-schema and rejects the request, naming the tool but not the place.

### The API says
```text
tools.0.custom.input_schema: JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12).
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "str"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools (2026-08); json-schema.org/draft/2020-12/schema (2022-06)
"#,
    check: Check::RequestNaming(&["tools"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for tool in request.tools() {
        let Some(schema) = tool.input_schema() else {
            continue;
        };
        for fault in meta::faults(schema) {
            // The structural check says what it says of the top level, and takes `null` where the API does.
            let is_null_at_top = fault.at.is_null()
                && ["properties", "required"]
                    .iter()
                    .any(|name| schema.get(name) == Some(fault.at));
            if is_null_at_top || !request.is_sound(fault.at) {
                continue;
            }
            let message = format!("in the schema of {}, {}", tool.label(), fault.message);
            let help = fault
                .help
                .unwrap_or_else(|| "write the schema as JSON Schema 2020-12 has it".to_owned());
            sink.report(&RULE, fault.at, message)
                .help(help)
                .unsafe_fix(mended(fault.at, &fault.mend))
                .done();
        }
    }
}

fn mended(at: Value<'_>, mend: &Mend) -> Vec<Edit> {
    match (mend, at.key()) {
        (Mend::Replace(json), _) => vec![edit::replace(at, json.as_str())],
        (Mend::Rename(name), Some(key)) => vec![edit::rename(key, name)],
        (Mend::Drop, Some(_)) => edit::without(at),
        (Mend::Rename(_) | Mend::Drop, None) => vec![edit::remove_item(at)],
    }
}
