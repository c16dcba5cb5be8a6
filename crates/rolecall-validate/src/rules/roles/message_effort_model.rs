//! Reports an effort of a message that the model does not take.

use crate::{
    Edit, Group, Level, edit,
    json::Value,
    request::{Message, Request, Role, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "message-effort-model",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `output_config.effort` in a `system` message for a model whose effort holds for the whole request.

### Why is this bad?
Only newer models change their effort within a conversation.

### The API says
```text
output_config.effort requires a model that supports per-turn effort; this model does not
```

### Example
```json,fail
{"model": "claude-fable-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": "Be brief.", "output_config": {"effort": "low"}}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": "Be brief.", "output_config": {"effort": "low"}}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/effort (2026-10)
"#,
    check: Check::RequestNaming(&["effort"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request
        .model
        .filter(|model| model.message_effort == Some(false))
    else {
        return;
    };
    // One is enough: the cause is the model.
    let effort = request
        .system_messages()
        .find_map(|message| effort_of(request, message));
    if let Some(effort) = effort {
        let message = format!(
            "`{}` takes no effort within the conversation",
            request.model_id()
        );
        let mut draft = sink
            .report(&RULE, effort, message)
            .help("set `output_config.effort` of the request")
            .fix_where_any(false, without_efforts(request));
        if let Some(named) = request.field("model") {
            draft = draft.related(named, "the model");
        }
        // Whether it knows system messages at all is contested for some.
        if model.is_uncertain("message_effort") || model.is_uncertain("system_messages") {
            draft = draft.at_most(Level::Warning);
        }
        draft.done();
    }
}

fn effort_of<'t>(request: &Request<'t>, message: &Message<'t>) -> Option<Value<'t>> {
    let config = field(message.value, "output_config")?;
    field(config, "effort").filter(|effort| request.is_sound(*effort))
}

/// The edits that remove every effort, and the messages that say nothing else.
fn without_efforts(request: &Request<'_>) -> Option<Vec<Edit>> {
    let sets = |message: &Message<'_>| {
        message.role == Some(Role::System) && effort_of(request, message).is_some()
    };
    let is_gone = |index: usize| {
        request
            .messages
            .get(index)
            .is_some_and(|message| sets(message) && message.is_directive())
    };
    let mut edits = request.without_messages(is_gone)?;
    let others = request.messages.iter();
    for message in others.filter(|message| sets(message) && !message.is_directive()) {
        let (key, config) = message.value.entry("output_config")?;
        edits.push(edit::remove_member(key, config));
    }
    Some(edits)
}
