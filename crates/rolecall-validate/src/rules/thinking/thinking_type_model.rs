//! Reports a way of thinking that the model does not know.

use super::thinking_type;
use crate::{
    Edit, Group,
    edit::{remove_member, replace},
    generated::requests::THINKING_BUDGET_MIN,
    json::Value,
    models::Thinking,
    request::Request,
    rules::{
        Check, Rule,
        model::{blame, id},
    },
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "thinking-type-model",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `thinking.type` that the model does not take: `enabled` from Opus 4.7 on, `adaptive` before Opus 4.6, `disabled` where thinking cannot be turned off, `between_tools` everywhere but on Sonnet 5.5.

### Why is this bad?
The API rejects the request.

### The API says
```text
"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.
"thinking.type.disabled" is not supported for this model.
adaptive thinking is not supported on this model
To turn thinking off on this model, send "thinking": {"type": "between_tools"} instead
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 4096, "thinking": {"type": "enabled", "budget_tokens": 2048}, "messages": [{"role": "user", "content": "Hi"}]}
```

```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 4096, "thinking": {"type": "adaptive"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 4096, "thinking": {"type": "adaptive"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/thinking-troubleshooting (2026-10); error texts in public bug reports (2026-09)
"#,
    check: Check::RequestNaming(&["thinking"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some((model, thinking)) = request
        .model
        .and_then(|model| Some((model, model.thinking.as_ref()?)))
    else {
        return;
    };
    let Some((tag, name)) =
        thinking_type(request).filter(|(_, name)| !thinking.accepted.contains(name))
    else {
        return;
    };
    let accepted: Vec<_> = thinking
        .accepted
        .iter()
        .map(|name| format!("`{name}`"))
        .collect();
    let draft = sink
        .report(
            &RULE,
            tag,
            format!(
                "`{}` takes no `thinking` of type `{name}`, only {}",
                id(request, model),
                accepted.join(", ")
            ),
        )
        .help(help(name, thinking));
    let draft = match edits(request, tag, name, thinking) {
        Some(edits) => draft.unsafe_fix(edits),
        None => draft,
    };
    blame(draft, request, model, "thinking").done();
}

fn help(name: &str, thinking: &Thinking) -> &'static str {
    let takes = |name| thinking.accepted.contains(&name);
    match name {
        "enabled" if takes("adaptive") => {
            "use `adaptive` without a budget, and set `output_config.effort`"
        }
        "disabled" if takes("between_tools") => "use `between_tools` to turn thinking off",
        "disabled" => "remove `thinking`; this model always thinks",
        "adaptive" if takes("enabled") => "use `enabled` with a `budget_tokens`",
        _ => "remove `thinking`, or use another model",
    }
}

/// The nearest thing that the model takes.
fn edits(
    request: &Request<'_>,
    tag: Value<'_>,
    name: &str,
    thinking: &Thinking,
) -> Option<Vec<Edit>> {
    let takes = |name| thinking.accepted.contains(&name);
    let (key, whole) = request.body.entry("thinking")?;
    match name {
        "enabled" if takes("adaptive") => {
            let mut edits = vec![replace(tag, "\"adaptive\"")];
            edits.extend(
                whole
                    .entry("budget_tokens")
                    .map(|(key, value)| remove_member(key, value)),
            );
            edits.sort_by_key(|edit| edit.span);
            Some(edits)
        }
        "disabled" if takes("between_tools") => Some(vec![replace(tag, "\"between_tools\"")]),
        "adaptive" if takes("enabled") => {
            let has_room = request.max_tokens()? > THINKING_BUDGET_MIN;
            let text = format!("\"enabled\", \"budget_tokens\": {THINKING_BUDGET_MIN}");
            has_room.then(|| vec![replace(tag, text)])
        }
        _ => Some(vec![remove_member(key, whole)]),
    }
}
