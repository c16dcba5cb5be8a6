//! Reports more optional properties than strict schemas may have.

use super::subset;
use crate::{
    Group,
    generated::tools::SUBSET_OPTIONAL_MAX,
    json::Value,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};
use std::collections::HashSet;

pub(super) static RULE: Rule = Rule {
    name: "subset-optional-count",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports more than 24 properties that are not `required`, summed over the output format and all strict tools. A definition that is referred to often counts once.

### Why is this bad?
Each property that may be left out doubles the ways to go on, and the API bounds the size of the grammar.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"p0": {"type": "string"}, "p1": {"type": "string"}, "p2": {"type": "string"}, "p3": {"type": "string"}, "p4": {"type": "string"}, "p5": {"type": "string"}, "p6": {"type": "string"}, "p7": {"type": "string"}, "p8": {"type": "string"}, "p9": {"type": "string"}, "p10": {"type": "string"}, "p11": {"type": "string"}, "p12": {"type": "string"}, "p13": {"type": "string"}, "p14": {"type": "string"}, "p15": {"type": "string"}, "p16": {"type": "string"}, "p17": {"type": "string"}, "p18": {"type": "string"}, "p19": {"type": "string"}, "p20": {"type": "string"}, "p21": {"type": "string"}, "p22": {"type": "string"}, "p23": {"type": "string"}, "p24": {"type": "string"}}, "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"p0": {"type": "string"}, "p1": {"type": "string"}, "p2": {"type": "string"}, "p3": {"type": "string"}, "p4": {"type": "string"}, "p5": {"type": "string"}, "p6": {"type": "string"}, "p7": {"type": "string"}, "p8": {"type": "string"}, "p9": {"type": "string"}, "p10": {"type": "string"}, "p11": {"type": "string"}, "p12": {"type": "string"}, "p13": {"type": "string"}, "p14": {"type": "string"}, "p15": {"type": "string"}, "p16": {"type": "string"}, "p17": {"type": "string"}, "p18": {"type": "string"}, "p19": {"type": "string"}, "p20": {"type": "string"}, "p21": {"type": "string"}, "p22": {"type": "string"}, "p23": {"type": "string"}}, "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs (2026-09)
"#,
    check: Check::RequestNaming(subset::NAMES, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(sum) = subset::sum(request, optional) else {
        return;
    };
    if sum.count > SUBSET_OPTIONAL_MAX {
        sink.report(
            &RULE,
            sum.at,
            format!(
                "{} properties are not `required`, more than the {SUBSET_OPTIONAL_MAX} that the strict schemas of one request may have",
                sum.count
            ),
        )
        .help("require more of them, or make fewer tools strict")
        .at_most(sum.level)
        .done();
    }
}

/// How many properties of a schema may be left out.
fn optional(schema: Value<'_>) -> usize {
    let required: HashSet<_> = schema
        .items_of("required")
        .filter_map(Value::as_str)
        .collect();
    let properties = schema
        .get("properties")
        .into_iter()
        .flat_map(Value::entries);
    properties
        .filter(|(key, _)| !required.contains(&key.name()))
        .count()
}
