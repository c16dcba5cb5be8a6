//! Reports a system message that the model probably ignores.

use crate::{
    Group,
    request::{Request, Role},
    rules::{Check, Part, Rule, model::blame},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "system-message-model-sonnet-5",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a message of role `system` for a model of which it is not certain whether it takes one (Claude Sonnet 5).

### Why is this bad?
The documentation says that the model takes none; a test in July 2026 saw the request accepted and the message ignored. Either way the model is not told.

### Example
```json,fail
{"model": "claude-sonnet-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": "Be brief."}]}
```

### Use instead
```json,pass
{"model": "claude-sonnet-5", "max_tokens": 64, "system": "Be brief.", "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages (2026-09); a public test (2026-07)
"#,
    check: Check::RequestHaving(Part::SystemMessages, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request.model.filter(|model| {
        model.system_messages == Some(false) && model.is_uncertain("system_messages")
    }) else {
        return;
    };
    // One is enough: the cause is the model.
    let role = request
        .messages
        .iter()
        .find(|message| message.role == Some(Role::System))
        .and_then(|message| message.value.get("role"));
    if let Some(role) = role {
        let id = request.model_id();
        let draft = sink
            .report(
                &RULE,
                role,
                format!("`{id}` is not said to take messages of role `system` and may ignore them"),
            )
            .help("move the text into the `system` of the request");
        blame(draft, request, model, "system_messages").done();
    }
}
