//! Reports an example of a tool's input that its own schema refuses.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};
#[cfg(feature = "tool-schemas")]
use crate::{
    edit,
    json::Value,
    json_schema::{instance::Schema, reference::Resolver},
    request::{Tool, field},
};

pub(super) static RULE: Rule = Rule {
    name: "tool-input-examples-invalid",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an entry of `input_examples` that does not match the `input_schema` beside it. Recursive schemas and schemas that refer to other documents are not judged.

### Why is this bad?
The API checks the examples against the schema.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_examples": [{"city": 75001}], "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_examples": [{"city": "Paris"}], "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools (2026-08)
"#,
    check: Check::RequestNaming(&["input_examples"], check),
};

/// Without the feature there is nothing to compare with.
#[cfg(not(feature = "tool-schemas"))]
fn check(_: &Request<'_>, _: &mut Sink<'_>) {}

#[cfg(feature = "tool-schemas")]
fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for tool in request.tools() {
        let examples = field(tool.value, "input_examples")
            .filter(|examples| examples.items().next().is_some());
        let (Some(examples), Some(schema)) = (examples, tool.input_schema()) else {
            continue;
        };
        if !request.is_sound(examples) || !request.is_sound(schema) {
            continue;
        }
        let Some(schema) = Schema::new(schema) else {
            continue;
        };
        for example in examples.items() {
            report(example, &schema, tool, sink);
        }
    }
}

#[cfg(feature = "tool-schemas")]
fn report(example: Value<'_>, schema: &Schema, tool: Tool<'_>, sink: &mut Sink<'_>) {
    let Some(mismatch) = schema.mismatch(example) else {
        return;
    };
    let at = Resolver::new(example)
        .at_pointer(&mismatch.pointer)
        .unwrap_or(example);
    let message = format!(
        "the example does not match the `input_schema` of {}: `{}` says otherwise",
        tool.label(),
        mismatch.keyword
    );
    let draft = sink.report(&RULE, at, message);
    match tool.input_schema() {
        Some(schema) => draft.related(schema, "the schema"),
        None => draft,
    }
    .help("correct the example, or the schema")
    .unsafe_fix(vec![edit::remove_item(example)])
    .done();
}
