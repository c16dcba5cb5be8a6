//! Reports a prefill of a structured output.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "prefill-with-output-format",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an assistant message at the end of a request that sets `output_config.format`.

### Why is this bad?
The format decides how the answer begins; a beginning that is given contradicts it, and the API rejects the request.

### Example
```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 2048, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "{"}]}
```

### Use instead
```json,pass
{"model": "claude-haiku-4-5", "max_tokens": 2048, "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": false}}}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/structured-outputs (2026-08)
"#,
    check: Check::RequestNaming(&["output_config", "output_format"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request
        .model
        .is_some_and(|model| model.prefill == Some(false))
    {
        return;
    }
    let cause = request.output_format();
    if let (Some(cause), Some(message)) = (cause, request.prefill()) {
        sink.report(
            &RULE,
            message.value,
            "an assistant message at the end does not go together with a structured output",
        )
        .related(cause, "set here")
        .help("remove the assistant message at the end: the format already makes the answer JSON")
        .fix_where_any(false, request.without_message(request.messages.len() - 1))
        .done();
    }
}
