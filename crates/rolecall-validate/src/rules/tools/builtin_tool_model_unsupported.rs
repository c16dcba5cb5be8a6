//! Reports a tool that the model does not support.

use crate::{
    Group, Level,
    models::Model,
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "builtin-tool-model-unsupported",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a version of the computer or browser tools that fails on the model. It warns where the version is not offered for the model, though nobody says that it fails.

### Why is this bad?
These tools are tied to what a model was trained on; each has a few versions that it works with.

### The API says
```text
'claude-opus-5-5' does not support tool types: {types}
```

### Example
```json,fail
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "computer_20251124", "name": "computer", "display_width_px": 1024, "display_height_px": 768}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "computer_toolset_20260801"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/computer-use-tool (2026-08); platform.claude.com/docs/en/models/opus-5-5 (2026-09)
"#,
    check: Check::RequestNaming(&["tools"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request.model else {
        return;
    };
    for tool in request.tools() {
        let (message, level) = if model.tools_rejected.contains(&tool.tag) {
            let level = if model.is_uncertain("tools_rejected") {
                Level::Warning
            } else {
                Level::Error
            };
            (
                format!(
                    "`{}` does not support the tool type `{}`",
                    model.id, tool.tag
                ),
                level,
            )
        } else if model.tools_discouraged.contains(&tool.tag) {
            let message = format!(
                "the tool type `{}` is not offered for `{}`",
                tool.tag, model.id
            );
            (message, Level::Warning)
        } else {
            continue;
        };
        let Some(tag) = field(tool.value, "type") else {
            continue;
        };
        let draft = sink.report(&RULE, tag, message).at_most(level);
        match alternative(tool.tag, model) {
            Some(other) => draft.help(format!("use `{other}`")).done(),
            None => draft.help("choose another model").done(),
        }
    }
}

/// A tool for the same purpose that the model takes.
fn alternative(tag: &str, model: &Model) -> Option<&'static str> {
    let purpose = tag.split('_').next()?;
    let mut accepted = model.tools_accepted.iter().copied();
    accepted.rfind(|other| other.split('_').next() == Some(purpose))
}
