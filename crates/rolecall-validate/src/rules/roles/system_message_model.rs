//! Reports a system message that the model does not take.

use crate::{
    Edit, Group,
    request::{Request, Role},
    rules::{Check, Part, Rule, model::blame},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "system-message-model",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a message of role `system` for a model that knows only `user` and `assistant`.

### Why is this bad?
Only some models take instructions in the middle of a conversation; for the others the API rejects the role.

### The API says
```text
role 'system' is not supported on this model
messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.
```

### Example
```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": "Be brief."}]}
```

### Use instead
```json,pass
{"model": "claude-haiku-4-5", "max_tokens": 64, "system": "Be brief.", "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages (2026-09)
"#,
    check: Check::RequestHaving(Part::SystemMessages, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request.model.filter(|model| {
        model.system_messages == Some(false) && !model.is_uncertain("system_messages")
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
        let (is_first, edits) = moved(request);
        let draft = sink
            .report(
                &RULE,
                role,
                format!("`{id}` takes no messages of role `system`"),
            )
            .help("move the text into the `system` of the request")
            .fix_where_any(is_first, edits);
        blame(draft, request, model, "system_messages").done();
    }
}

/// The edits that move all of them, and whether they stand at the beginning, where it makes no difference.
fn moved(request: &Request<'_>) -> (bool, Option<Vec<Edit>>) {
    let is_system = |index: &usize| {
        let message = request.messages.get(*index);
        message.is_some_and(|message| message.role == Some(Role::System))
    };
    let all: Vec<usize> = (0..request.messages.len()).filter(is_system).collect();
    let is_first = all.iter().copied().eq(0..all.len());
    match request.said_in_system(&all) {
        Some(edits) => (is_first, Some(edits)),
        None => (false, request.as_user(&all)),
    }
}
