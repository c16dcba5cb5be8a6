//! Reports edits of a conversation that the API keeps.

use crate::{
    Group, Level,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "thread-with-context-management",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `thread` beside `context_management`.

### Why is this bad?
The conversation of a thread is kept as it is; the API edits only conversations that are sent whole.

### The API says
```text
thread_unsupported_request
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "thread": {"type": "create"}, "context_management": {"edits": [{"type": "clear_tool_uses_20250919"}]}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "thread": {"type": "create"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Python SDK 2.12.0, types/thread_unsupported_feature_name.py (2026-11)
"#,
    check: Check::RequestNaming(&["context_management"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let (Some(thread), Some(management)) =
        (request.field("thread"), request.field("context_management"))
    else {
        return;
    };
    let draft = sink
        .report(
            &RULE,
            thread,
            "`thread` does not go together with `context_management`",
        )
        .related(management, "the other one")
        .help("remove one of the two");
    // With nothing in it the other one may pass.
    if management.entries().next().is_none() {
        draft.at_most(Level::Warning).done();
    } else {
        draft.done();
    }
}
