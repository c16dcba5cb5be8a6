//! Reports more strict tools than one request may have.

use crate::{
    Group, edit,
    generated::tools::STRICT_TOOLS_MAX,
    request::{Request, Tool},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "strict-count",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `tools` with more than 20 tools that have `strict: true`.

### Why is this bad?
Each strict tool becomes part of a grammar that the answer is held to, and the API bounds its size.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "tool_0", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_1", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_2", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_3", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_4", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_5", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_6", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_7", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_8", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_9", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_10", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_11", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_12", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_13", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_14", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_15", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_16", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_17", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_18", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_19", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_20", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "tool_0", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}, {"name": "tool_1", "strict": true, "input_schema": {"type": "object", "additionalProperties": false}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs (2026-09)
"#,
    check: Check::RequestNaming(&["strict"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let count = request
        .tools()
        .filter(|tool| tool.strict().is_some())
        .count();
    let Some(tools) = request.field("tools") else {
        return;
    };
    if count > STRICT_TOOLS_MAX {
        let extra: Vec<_> = request
            .tools()
            .filter_map(Tool::strict)
            .skip(STRICT_TOOLS_MAX)
            .collect();
        let last = extra.first().copied();
        sink.report(
            &RULE,
            tools,
            format!("{count} tools are strict, more than the {STRICT_TOOLS_MAX} that one request may have"),
        )
        .related(last.unwrap_or(tools), "the first one too many")
        .help("keep `strict` for the tools whose input must match to the letter")
        .unsafe_fix(extra.into_iter().flat_map(edit::without).collect())
        .done();
    }
}
