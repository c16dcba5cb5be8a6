//! Reports more properties of several types than strict schemas may have.

use super::subset;
use crate::{
    Group,
    generated::tools::SUBSET_UNION_MAX,
    json::Value,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "subset-union-count",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports more than 16 properties with `anyOf` or with a list of types, summed over the output format and all strict tools. A definition that is referred to often counts once.

### Why is this bad?
Each alternative makes the grammar grow, and the API bounds its size.

### The API says
```text
Schemas contains too many parameters with union types (17 parameters with type arrays or anyOf) which exceeds the limit: 16
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"p0": {"type": ["string", "null"]}, "p1": {"type": ["string", "null"]}, "p2": {"type": ["string", "null"]}, "p3": {"type": ["string", "null"]}, "p4": {"type": ["string", "null"]}, "p5": {"type": ["string", "null"]}, "p6": {"type": ["string", "null"]}, "p7": {"type": ["string", "null"]}, "p8": {"type": ["string", "null"]}, "p9": {"type": ["string", "null"]}, "p10": {"type": ["string", "null"]}, "p11": {"type": ["string", "null"]}, "p12": {"type": ["string", "null"]}, "p13": {"type": ["string", "null"]}, "p14": {"type": ["string", "null"]}, "p15": {"type": ["string", "null"]}, "p16": {"type": ["string", "null"]}}, "required": ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11", "p12", "p13", "p14", "p15", "p16"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"p0": {"type": ["string", "null"]}, "p1": {"type": ["string", "null"]}, "p2": {"type": ["string", "null"]}, "p3": {"type": ["string", "null"]}, "p4": {"type": ["string", "null"]}, "p5": {"type": ["string", "null"]}, "p6": {"type": ["string", "null"]}, "p7": {"type": ["string", "null"]}, "p8": {"type": ["string", "null"]}, "p9": {"type": ["string", "null"]}, "p10": {"type": ["string", "null"]}, "p11": {"type": ["string", "null"]}, "p12": {"type": ["string", "null"]}, "p13": {"type": ["string", "null"]}, "p14": {"type": ["string", "null"]}, "p15": {"type": ["string", "null"]}}, "required": ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11", "p12", "p13", "p14", "p15"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs (2026-09)
"#,
    check: Check::RequestNaming(subset::NAMES, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(sum) = subset::sum(request, unions) else {
        return;
    };
    if sum.count > SUBSET_UNION_MAX {
        sink.report(
            &RULE,
            sum.at,
            format!(
                "{} properties have several types, more than the {SUBSET_UNION_MAX} that the strict schemas of one request may have",
                sum.count
            ),
        )
        .help("give more of them a single type, or make fewer tools strict")
        .at_most(sum.level)
        .done();
    }
}

/// How many properties of a schema have several types.
fn unions(schema: Value<'_>) -> usize {
    let properties = schema
        .get("properties")
        .into_iter()
        .flat_map(Value::entries);
    properties
        .filter(|(_, property)| has_several_types(*property))
        .count()
}

fn has_several_types(property: Value<'_>) -> bool {
    ["type", "anyOf"].iter().any(|keyword| {
        let list = property.items_of(keyword);
        list.count() > 1
    })
}
