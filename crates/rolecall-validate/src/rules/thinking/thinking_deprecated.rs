//! Reports a thinking budget where the model prefers to decide itself.

use super::thinking_type;
use crate::{
    Group,
    request::Request,
    rules::{
        Check, Rule,
        model::{blame, id},
    },
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "thinking-deprecated",
    group: Group::Deprecated,
    since: "0.1.0",
    docs: r#"### What it does
Reports `thinking` of type `enabled` on models that still take it but prefer `adaptive`.

### Why is this bad?
The models that follow them reject it.

### Example
```json,fail
{"model": "claude-opus-4-6", "max_tokens": 4096, "thinking": {"type": "enabled", "budget_tokens": 2048}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-4-6", "max_tokens": 4096, "thinking": {"type": "adaptive"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/thinking-troubleshooting (2026-10); Python SDK 2.12.0 (2026-11)
"#,
    check: Check::RequestNaming(&["thinking"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let deprecates = |model: &crate::models::Model| {
        let thinking = model.thinking.as_ref();
        thinking.and_then(|thinking| thinking.enabled_deprecated) == Some(true)
    };
    let Some(model) = request.model.filter(|model| deprecates(model)) else {
        return;
    };
    if let Some((tag, _)) = thinking_type(request).filter(|(_, name)| *name == "enabled") {
        let draft = sink
            .report(
                &RULE,
                tag,
                format!(
                    "`thinking` of type `enabled` is deprecated on `{}`",
                    id(request, model)
                ),
            )
            .help("use `adaptive` and set `output_config.effort`");
        blame(draft, request, model, "thinking").done();
    }
}
