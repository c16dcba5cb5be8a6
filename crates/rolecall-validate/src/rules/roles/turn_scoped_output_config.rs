//! Reports a configuration in a system message that is cleared.

use crate::{
    Group, edit,
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "turn-scoped-output-config",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `output_config` of a `system` message with `"clear_at": "next_user_message"`.

### Why is this bad?
A configuration holds from its message on, and this message goes away; the API rejects the two together.

### The API says
```text
output_config is not permitted on a turn-scoped system message
```

### Example
```json,fail,beta=mid-conversation-system-clear-at-2026-08-21,beta=mid-conversation-output-config-2026-07-01
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "clear_at": "next_user_message", "content": "Be brief.", "output_config": {"effort": "low"}}]}
```

### Use instead
```json,pass,beta=mid-conversation-system-clear-at-2026-08-21,beta=mid-conversation-output-config-2026-07-01
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "system", "content": "Be brief.", "output_config": {"effort": "low"}}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages (2026-09)
"#,
    check: Check::RequestNaming(&["clear_at"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for message in request.system_messages() {
        let Some(scope) =
            field(message.value, "clear_at").filter(|scope| scope.is_str("next_user_message"))
        else {
            continue;
        };
        let entry = message.value.entry("output_config");
        if let Some((key, config)) = entry.filter(|(_, config)| !config.is_null()) {
            let directive = format!(
                "{{\"role\": \"system\", \"content\": [], \"output_config\": {}}}",
                config.raw()
            );
            sink.report(
                &RULE,
                config,
                "a system message that is cleared takes no `output_config`",
            )
            .related(scope, "it is cleared here")
            .help("put the `output_config` into a system message of its own")
            .safe_fix(vec![
                edit::insert_item_before(message.value, &directive),
                edit::remove_member(key, config),
            ])
            .done();
        }
    }
}
