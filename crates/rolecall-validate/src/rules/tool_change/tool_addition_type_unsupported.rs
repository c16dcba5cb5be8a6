//! Reports a tool that only the request can define.

use crate::{
    Group,
    request::{Request, ToolChange},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-addition-type-unsupported",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a computer use tool that a message defines.

### Why is this bad?
Such tools change how the whole conversation is read, and are to stand in `tools`.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": [{"type": "tool_addition", "tool": {"type": "tool_definition", "definition": {"type": "computer_20251124", "name": "computer", "display_width_px": 1024, "display_height_px": 768}}}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "computer_20251124", "name": "computer", "display_width_px": 1024, "display_height_px": 768}], "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": [{"type": "text", "text": "Be brief."}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages (2026-10)
"#,
    check: Check::RequestNaming(&["tool_addition"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for definition in request.added_tools().filter_map(ToolChange::definition) {
        let tag = definition.get("type").filter(|tag| request.is_sound(*tag));
        let named = tag.and_then(|tag| Some((tag, tag.as_plain_str()?)));
        if let Some((tag, name)) = named.filter(|(_, name)| name.starts_with("computer_")) {
            sink.report(
                &RULE,
                tag,
                format!("a message cannot define the tool `{name}`"),
            )
            .help("define it in `tools`, with `defer_loading` if it is to come later")
            .done();
        }
    }
}
