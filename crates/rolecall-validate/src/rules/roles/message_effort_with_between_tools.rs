//! Reports an effort of a message that thinking does not follow.

use crate::{
    Group,
    json::Value,
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "message-effort-with-between-tools",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `output_config.effort` in a `system` message that differs from the effort of the request, while `thinking` is of type `between_tools`.

### Why is this bad?
Such thinking keeps to one effort for the whole request.

### Example
```json,fail
{"model": "claude-sonnet-5-5", "max_tokens": 64, "thinking": {"type": "between_tools"}, "output_config": {"effort": "high"}, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": "Be brief.", "output_config": {"effort": "low"}}]}
```

### Use instead
```json,pass
{"model": "claude-sonnet-5-5", "max_tokens": 64, "thinking": {"type": "between_tools"}, "output_config": {"effort": "high"}, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": "Be brief.", "output_config": {"effort": "high"}}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/thinking (2026-10)
"#,
    check: Check::RequestNaming(&["effort"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request.type_of("thinking") != Some("between_tools") {
        return;
    }
    let whole = request
        .field("output_config")
        .and_then(|config| field(config, "effort"));
    let default = || {
        let effort = request.model?.effort.as_ref()?;
        Some(effort.default?.as_str())
    };
    // Without a known effort of the request there is nothing to compare with.
    let Some(expected) = whole.map_or_else(default, Value::as_plain_str) else {
        return;
    };
    for message in request.system_messages() {
        let effort =
            field(message.value, "output_config").and_then(|config| field(config, "effort"));
        let Some(effort) =
            effort.filter(|effort| request.is_sound(*effort) && !effort.is_str(expected))
        else {
            continue;
        };
        let draft = sink
            .report(
                &RULE,
                effort,
                format!("with `between_tools` thinking the effort stays `{expected}`"),
            )
            .help("leave the effort of the message out, or change `thinking`");
        match whole.or_else(|| request.field("thinking")) {
            Some(cause) => draft.related(cause, "set for the whole request").done(),
            None => draft.done(),
        }
    }
}
