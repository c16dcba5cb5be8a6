//! Reports a prefill that the model does not take.

use crate::{
    Group, Level,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "prefill-unsupported",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an assistant message at the end where the model does not go on from one.

A turn that is resumed is no prefill: after a pause of server tools, with a fallback credit, with a compaction, on a continued thread.

### Why is this bad?
Since Claude 4.6 the models do not continue a text that was begun for them, and the API rejects the request.

### The API says
```text
This model does not support assistant message prefill. The conversation must end with a user message.
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "{"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi. Answer in JSON."}]}
```

### Source
platform.claude.com/docs/en/api/errors (2026-09)
"#,
    check: Check::Request(check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request.model.filter(|model| model.prefill == Some(false)) else {
        return;
    };
    let Some(message) = request.prefill() else {
        return;
    };
    let id = request.model_id();
    let mut draft = sink
        .report(
            &RULE,
            message.value,
            format!("`{id}` takes no assistant message at the end: it does not go on from one"),
        )
        .help("end with a `user` message that says how the answer is to begin, or set `output_config.format`")
        .fix_where_any(false, request.without_message(request.messages.len() - 1));
    if let Some(value) = request.field("model") {
        draft = draft.related(value, "the model that takes none");
    }
    if model.is_uncertain("prefill") {
        draft = draft.at_most(Level::Warning);
    }
    draft.done();
}
