//! Reports a choice of a toolset.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "toolset-tool-choice",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `tool_choice` of type `tool` that names a computer or browser toolset, or one of its members, unless another tool has that name.

### Why is this bad?
What a toolset does next is for the model to decide; it cannot be forced.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tool_choice": {"type": "tool", "name": "computer"}, "tools": [{"type": "computer_toolset_20260801"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tool_choice": {"type": "auto"}, "tools": [{"type": "computer_toolset_20260801"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/tool-reference (2026-08)
"#,
    check: Check::RequestNaming(&["tool_choice"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some((name, text)) = super::chosen(request) else {
        return;
    };
    let is_tool = request
        .tools()
        .any(|tool| tool.name().is_some_and(|name| name.is_str(&text)));
    let brings_tools = request.brings_tools() || request.continues_thread();
    if let Some(toolset) = super::toolset_of(&text, request).filter(|_| !is_tool && !brings_tools) {
        sink.report(
            &RULE,
            name,
            format!("{} and its members cannot be forced", toolset.label()),
        )
        .related(toolset.value, "the toolset")
        .help("choose `auto` or `any`")
        .unsafe_fix(super::left_to_the_model(request))
        .done();
    }
}
