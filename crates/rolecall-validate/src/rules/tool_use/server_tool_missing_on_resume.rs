//! Reports a paused turn that is resumed without its tool.

use crate::{
    Group,
    generated::tools::WEB_TOOLS_CALLED_BY_CODE,
    request::{Request, Role, Turn, label, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "server-tool-missing-on-resume",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a turn that is sent back with an open call of a server tool while `tools` no longer holds that tool.

### Why is this bad?
The server goes on with the call, and needs the tool for it.

### The API says
```text
… but no `web_fetch` tool was provided
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search"}], "messages": [{"role": "user", "content": "Read it."}, {"role": "assistant", "content": [{"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_fetch", "input": {"url": "https://sky.example"}}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_fetch_20250910", "name": "web_fetch"}], "messages": [{"role": "user", "content": "Read it."}, {"role": "assistant", "content": [{"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_fetch", "input": {"url": "https://sky.example"}}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/server-tools (2026-08)
"#,
    check: Check::RequestNaming(&["server_tool_use"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if !request.names_all_tools() {
        return;
    }
    let Some(turn) = open_turn(request) else {
        return;
    };
    let blocks = request.blocks_of(turn);
    // The model that took over after a fallback does not go on with the calls of the first.
    if blocks.iter().any(|block| block.tag == "fallback") {
        return;
    }
    let results: Vec<_> = request
        .blocks
        .iter()
        .filter(|block| block.is_server_result())
        .filter_map(|block| block.id()?.as_plain_str())
        .collect();
    for block in blocks.iter().filter(|block| block.tag == "server_tool_use") {
        let Some((id, name)) = block.id().zip(plain_str(block.value, "name")) else {
            continue;
        };
        let is_open = id.as_plain_str().is_some_and(|id| !results.contains(&id));
        let Some(serves) = is_open.then(|| serving(name)).flatten() else {
            continue;
        };
        if request.tools().any(|tool| serves(tool.tag)) {
            continue;
        }
        let at = request.field("tools").unwrap_or(request.body);
        let draft = sink
            .report(
                &RULE,
                at,
                format!(
                    "the call {} is open, but `tools` holds no tool for it",
                    label(block.value, id)
                ),
            )
            .related(id, "the open call")
            .help("send the same `tools` as in the request that was paused");
        if at == request.body {
            draft.missing("tools").done();
        } else {
            draft.done();
        }
        return;
    }
}

/// The assistant turn that the server is to go on with. With results for calls of code behind it, the API has been seen
/// to take a request without the tool.
fn open_turn<'r>(request: &'r Request<'_>) -> Option<&'r Turn> {
    let last = request.turns.last()?;
    (last.role == Some(Role::Assistant) && last.is_whole).then_some(last)
}

/// Which types of tools carry out a call of this name.
fn serving(name: &str) -> Option<fn(&str) -> bool> {
    Some(match name {
        "web_search" => |tag| tag.starts_with("web_search_"),
        "web_fetch" => |tag| tag.starts_with("web_fetch_"),
        "code_execution" | "bash_code_execution" | "text_editor_code_execution" => |tag| {
            // These web tools bring their own code execution.
            tag.starts_with("code_execution_") || WEB_TOOLS_CALLED_BY_CODE.contains(&tag)
        },
        "tool_search_tool_regex" => |tag| tag.starts_with("tool_search_tool_regex"),
        "tool_search_tool_bm25" => |tag| tag.starts_with("tool_search_tool_bm25"),
        "advisor" => |tag| tag.starts_with("advisor_"),
        _ => return None,
    })
}
