//! Reports an output format where sources are to be cited.

use crate::{
    Group, edit,
    json::Value,
    request::{Block, Request},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "output-format-with-citations",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `output_config.format` beside a `document` or `search_result` whose citations are enabled.

### Why is this bad?
Citations are woven into the text of the answer, where a schema leaves no room for them.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"type": "string"}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": [{"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "The sky is blue."}, "citations": {"enabled": true}}, {"type": "text", "text": "Why?"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"value": {"type": "string"}}, "required": ["value"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": [{"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "The sky is blue."}}, {"type": "text", "text": "Why?"}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/citations (2026-08)
"#,
    check: Check::RequestNaming(&["output_config", "output_format"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(format) = request.output_format() else {
        return;
    };
    let nested = request.nested.iter().map(|nested| nested.block);
    let sources = request.blocks.iter().copied().chain(nested);
    let enabled: Vec<_> = sources.filter_map(enabled_citations).collect();
    if let [first, ..] = enabled[..] {
        sink.report(
            &RULE,
            format,
            "an answer in a fixed format cannot cite, and the citations of a source are enabled",
        )
        .related(first, "enabled here")
        .help("remove the format, or the citations")
        .unsafe_fix(
            enabled
                .into_iter()
                .map(|enabled| edit::replace(enabled, "false"))
                .collect(),
        )
        .done();
    }
}

fn enabled_citations(block: Block<'_>) -> Option<Value<'_>> {
    let citations = block
        .value
        .get("citations")
        .filter(|_| matches!(block.tag, "document" | "search_result"))?;
    citations
        .get("enabled")
        .filter(|enabled| enabled.as_bool() == Some(true))
}
