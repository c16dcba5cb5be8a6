//! Reports too many tools within the conversation.

use crate::{
    Group,
    generated::requests::{INLINE_TOOLS_BYTES_MAX, INLINE_TOOLS_MAX},
    request::{Request, ToolChange},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "inline-tool-limits",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports more than 10000 tools that messages define, or definitions of more than 4 MB in all.

### Why is this bad?
The API keeps that many tools for a conversation and no more.

### The API says
```text
available_tools_limit_exceeded
```

### Source
platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages (2026-10)
"#,
    check: Check::RequestNaming(&["tool_addition"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let definitions: Vec<_> = request
        .added_tools()
        .filter_map(ToolChange::definition)
        .collect();
    let count = definitions.len();
    let bytes: usize = definitions.iter().map(|tool| tool.raw().len()).sum();
    let message = if count > INLINE_TOOLS_MAX {
        format!("`messages` define {count} tools; at most {INLINE_TOOLS_MAX} are taken")
    } else if bytes > INLINE_TOOLS_BYTES_MAX {
        format!(
            "`messages` define tools in {bytes} bytes; at most {INLINE_TOOLS_BYTES_MAX} are taken"
        )
    } else {
        return;
    };
    if let Some(messages) = request.field("messages") {
        sink.report(&RULE, messages, message)
            .help("define fewer tools, or let an MCP server list them")
            .done();
    }
}
