//! Reports two tools of one name.

use crate::{
    Group, edit,
    json::Value,
    request::{Request, Tool},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-names-unique",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an entry of `tools` whose `name` an earlier entry has already, whatever their types are.

The repair removes the later entry, which is safe where it repeats the earlier one word for word.

### Why is this bad?
A call names its tool by nothing else, so the API wants every name once.

### The API says
```text
tools: Tool names must be unique.
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}, {"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}, {"name": "get_forecast", "description": "Tells the weather of a city.", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Error text in public bug reports (2026-09)
"#,
    check: Check::RequestNaming(&["tools"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let named = request.tools().filter_map(|tool| {
        let name = tool.name().filter(|name| request.is_sound(*name))?;
        Some((name.as_plain_str()?, name, tool))
    });
    let mut named: Vec<_> = named.collect();
    named.sort_by_key(|(text, ..)| *text);
    for same in named.chunk_by(|(left, ..), (right, ..)| left == right) {
        let (_, _, first) = same[0];
        for (text, name, tool) in &same[1..] {
            report(*name, text, *tool, first, sink);
        }
    }
}

fn report(name: Value<'_>, text: &str, tool: Tool<'_>, first: Tool<'_>, sink: &mut Sink<'_>) {
    let draft = sink
        .report(
            &RULE,
            name,
            format!("another tool is called `{text}` already"),
        )
        .related(
            first.name().unwrap_or(first.value),
            "the first tool of this name",
        );
    if first.value.raw() == tool.value.raw() {
        draft
            .help("remove one of the two, which are equal")
            .safe_fix(vec![edit::remove_item(tool.value)])
            .done();
    } else {
        draft
            .help("give every tool a name of its own")
            .unsafe_fix(vec![edit::remove_item(tool.value)])
            .done();
    }
}
