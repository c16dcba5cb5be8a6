//! Reports more deferred tools than one request may have.

use crate::{
    Group,
    generated::tools::DEFERRED_TOOLS_MAX,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "defer-max",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `tools` with more than 10000 tools that have `defer_loading: true`.

### Why is this bad?
That is as many as a tool search looks through.

### The API says
```text
available_tools_limit_exceeded
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/tool-search-tool (2026-08)
"#,
    check: Check::RequestNaming(&["defer_loading"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(tools) = request.field("tools") else {
        return;
    };
    let count = request
        .tools()
        .filter(|tool| tool.deferred().is_some())
        .count();
    if count > DEFERRED_TOOLS_MAX {
        sink.report(
            &RULE,
            tools,
            format!(
                "{count} tools are deferred, more than the {DEFERRED_TOOLS_MAX} that one request may have"
            ),
        )
        .help("send only the tools that this conversation may need")
        .done();
    }
}
