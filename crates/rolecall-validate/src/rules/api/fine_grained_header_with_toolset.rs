//! Reports a toolset beside fine-grained streaming.

use crate::{
    Group,
    generated::tools::FINE_GRAINED_TOOLSETS,
    request::{Request, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "fine-grained-header-with-toolset",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a computer or browser toolset in a request that is sent with the beta `fine-grained-tool-streaming-2025-05-14`.

### Why is this bad?
The toolsets do not stream their input piece by piece, and the API rejects the two together.

### Example
```json,fail,beta=fine-grained-tool-streaming-2025-05-14
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,beta=fast-mode-2026-02-01
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/tool-reference (2026-10)
"#,
    check: Check::RequestNaming(&["tools"], check),
};

const BETA: &str = "fine-grained-tool-streaming-2025-05-14";
fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request.betas().is_none() || !request.may_have_beta(BETA) {
        return;
    }
    let tools = request.body.items_of("tools");
    for tool in tools {
        let Some(tag) = plain_str(tool, "type").filter(|tag| FINE_GRAINED_TOOLSETS.contains(tag))
        else {
            continue;
        };
        sink.report(
            &RULE,
            tool,
            format!("`{tag}` does not go together with the beta `{BETA}`"),
        )
        .help(format!("leave `{BETA}` out of `anthropic-beta`"))
        .done();
    }
}
