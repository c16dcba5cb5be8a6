//! Reports fields and values that have a successor.

use super::{
    beta_header_missing::{is_unmet, successor},
    output_format,
};
use crate::{
    Group,
    request::Request,
    rules::{self, Check, Rule},
    sink::Sink,
    structure::Part,
};

pub(super) static RULE: Rule = Rule {
    name: "deprecated-field",
    group: Group::Deprecated,
    since: "0.1.0",
    docs: r#"### What it does
Reports what the API still takes, but asks not to use any more.

### Why is this bad?
It may be rejected with any later version, and new features come to its successor only.

### The API says
```text
output_format: This field is deprecated. Use 'output_config.format' instead.
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_format": {"type": "json_schema", "schema": {"type": "object", "properties": {}, "additionalProperties": false}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {}, "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs and agents-and-tools/mcp-connector (2026-10)
"#,
    check: Check::RequestHaving(rules::Part::Annotations, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for noted in &request.noted {
        let Some(description) = noted.notes.deprecated else {
            continue;
        };
        // Without its beta it is not taken at all, which is the worse fault.
        let is_refused = request
            .betas()
            .is_some_and(|sent| is_unmet(noted.notes, sent));
        if is_refused || noted.value.is_null() {
            continue;
        }
        let (message, draft);
        match noted.part {
            Part::Field(key) => {
                message = format!("`{}` is deprecated", key.name());
                draft = sink.report_key(&RULE, key, noted.value, message);
            }
            Part::Variant(tag) => {
                message = format!("`{tag}` is deprecated");
                draft = sink.report(&RULE, noted.value, message);
            }
            Part::Value => {
                message = "this value is deprecated".to_owned();
                draft = sink.report(&RULE, noted.value, message);
            }
        }
        let help = successor(noted).map_or_else(
            || description.to_lowercase(),
            |new| format!("use {new} instead"),
        );
        let draft = draft.help(help);
        match output_format::moved(request, noted) {
            Some(edits) => draft.safe_fix(edits).done(),
            None => draft.done(),
        }
    }
}
