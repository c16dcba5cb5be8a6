//! Reports a toolset that is to be strict.

use crate::{
    Group, edit,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "strict-not-on-toolsets",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `strict: true` on a computer or browser toolset.

### Why is this bad?
The tools of a toolset have schemas of Anthropic's, which are not made for strict mode.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "computer_toolset_20260801", "strict": true}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "computer_toolset_20260801"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/tool-reference (2026-08)
"#,
    check: Check::RequestNaming(&["strict"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for tool in request.tools().filter(|tool| tool.is_toolset()) {
        let member = tool.value.entry("strict");
        if let Some((key, value)) = member.filter(|(_, value)| value.as_bool() == Some(true)) {
            sink.report(&RULE, value, format!("{} cannot be strict", tool.label()))
                .help("remove `strict`")
                .safe_fix(vec![edit::remove_member(key, value)])
                .done();
        }
    }
}
