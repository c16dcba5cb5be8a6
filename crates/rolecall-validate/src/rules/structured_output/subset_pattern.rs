//! Reports a pattern that structured outputs cannot follow.

use super::subset::Subschema;
use crate::{
    Group, edit,
    json_schema::regex,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "subset-pattern",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `pattern` with a backreference, a lookahead, a lookbehind or a word boundary.

It applies to `output_config.format`, to its former spelling and to the `input_schema` of strict tools.

### Why is this bad?
The schema becomes a grammar that the answer is held to, and these ask for more than a grammar knows at the place.

### The API says
```text
Unsupported regex feature in pattern field: …
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"type": "string", "pattern": "^(?=.*[0-9])[a-z0-9]+$"}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"type": "string", "pattern": "^[a-z0-9]+$"}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs (2026-09)
"#,
    check: Check::Subschema(check),
};

fn check(schema: &Subschema<'_>, sink: &mut Sink<'_>) {
    let pattern = schema.value.get("pattern");
    let Some((pattern, text)) = pattern.and_then(|pattern| Some((pattern, pattern.as_str()?)))
    else {
        return;
    };
    if let Some(feature) = regex::features(&text).first() {
        let message = format!(
            "the `pattern` has {} (`{}`), which is not supported {}",
            feature.what,
            feature.written,
            schema.place()
        );
        sink.report(&RULE, pattern, message)
            .help("write the pattern without it")
            .at_most(schema.level())
            .unsafe_fix(edit::without(pattern))
            .done();
    }
}
