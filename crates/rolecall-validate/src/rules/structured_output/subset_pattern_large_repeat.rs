//! Reports a pattern that repeats something very often.

use super::subset::Subschema;
use crate::{
    Group,
    generated::tools::PATTERN_REPEAT_MAX,
    json_schema::regex,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "subset-pattern-large-repeat",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `pattern` with a `{n}` or `{n,m}` of more than 1000. The limit of the API is not published.

It applies to `output_config.format`, to its former spelling and to the `input_schema` of strict tools.

### Why is this bad?
The schema becomes a grammar that the answer is held to, and each repetition is written out; the API rejects grammars that grow too large.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"type": "string", "pattern": "^a{1,5000}$"}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"type": "string", "pattern": "^a+$"}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
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
    if let Some((_, most)) = regex::repeats(&text).find(|(_, most)| *most > PATTERN_REPEAT_MAX) {
        sink.report(
            &RULE,
            pattern,
            format!(
                "the `pattern` repeats something {most} times, which may be too much {}",
                schema.place()
            ),
        )
        .help("use `+` or `*`, and check the length yourself")
        .done();
    }
}
