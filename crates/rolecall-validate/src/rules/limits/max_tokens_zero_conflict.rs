//! Reports what makes no sense without output.

use crate::{
    Group,
    json::Value,
    request::{Endpoint, Request},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "max-tokens-zero-conflict",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `max_tokens` of 0 beside `"stream": true`, `thinking` of type `enabled`, a structured output or a forced tool, and in a batch.

### Why is this bad?
With 0 the request only fills the cache and gets no answer. The API rejects it where something else asks for output.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 0, "stream": true, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 0, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/prompt-caching (2026-08)
"#,
    check: Check::Request(check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request.max_tokens() != Some(0) || request.endpoint == Endpoint::CountTokens {
        return;
    }
    let Some(value) = request.field("max_tokens") else {
        return;
    };
    if request.endpoint == Endpoint::Batches {
        sink.report(
            &RULE,
            value,
            "`max_tokens` is 0, which a batch does not take",
        )
        .help("set `max_tokens` to the length of the answer")
        .done();
        return;
    }
    let conflicts: Vec<_> = conflicts(request).collect();
    let Some((_, first)) = conflicts.first() else {
        return;
    };
    let mut draft = sink
        .report(
            &RULE,
            value,
            format!("`max_tokens` is 0, which does not go together with {first}"),
        )
        .help("set `max_tokens` to the length of the answer, or remove what asks for one");
    for (cause, name) in conflicts {
        draft = draft.related(cause, format!("{name} asks for output"));
    }
    draft.done();
}

/// What asks for output, with its name.
fn conflicts<'t>(request: &Request<'t>) -> impl Iterator<Item = (Value<'t>, &'static str)> {
    let stream = request
        .field("stream")
        .filter(|stream| stream.as_bool() == Some(true));
    let thinking = request
        .field("thinking")
        .filter(|_| request.type_of("thinking") == Some("enabled"));
    let forced = request
        .field("tool_choice")
        .filter(|_| matches!(request.type_of("tool_choice"), Some("any" | "tool")));
    [
        (stream, "`stream`"),
        (thinking, "`thinking`"),
        (request.output_format(), "an output format"),
        (forced, "a forced tool"),
    ]
    .into_iter()
    .filter_map(|(cause, name)| Some((cause?, name)))
}
