//! Reports an error of a server tool that is not known.

use crate::{
    Group,
    generated::answers::{
        ADVISOR_ERROR_CODES, BASH_ERROR_CODES, CODE_EXECUTION_ERROR_CODES, TEXT_EDITOR_ERROR_CODES,
        WEB_FETCH_ERROR_CODES, WEB_SEARCH_ERROR_CODES,
    },
    json::Value,
    request::Request,
    rules::{Check, Part, Rule},
    similar::most_similar,
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "server-result-error-code",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports an `error_code` in the result of a server tool that is none of those documented for the tool.

### Why is this bad?
Such results are sent back as they came, and the API knows its codes. New ones may appear; most unknown ones are made up.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search"}], "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "sky"}}, {"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1", "content": {"type": "web_search_tool_result_error", "error_code": "timeout"}}]}, {"role": "user", "content": "Go on."}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search"}], "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "sky"}}, {"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1", "content": {"type": "web_search_tool_result_error", "error_code": "unavailable"}}]}, {"role": "user", "content": "Go on."}]}
```

### Source
Python SDK 2.12.0 (2026-11)
"#,
    check: Check::RequestHaving(Part::BlocksButText, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for block in request
        .blocks
        .iter()
        .filter(|block| block.is_server_result())
    {
        let Some(known) = codes(block.tag) else {
            continue;
        };
        let code = block
            .value
            .get("content")
            .and_then(|content| content.get("error_code"));
        let Some(name) = code
            .and_then(Value::as_str)
            .filter(|name| !known.contains(&&**name))
        else {
            continue;
        };
        if let Some(code) = code {
            let draft = sink.report(
                &RULE,
                code,
                format!("no `error_code` of this name is known for `{}`", block.tag),
            );
            match most_similar(&name, known.iter().copied()) {
                Some(meant) => draft.help(format!("write `{meant}`")).done(),
                None => draft.help("send the result as it was received").done(),
            }
        }
    }
}

/// The codes of the result of a tool.
fn codes(tag: &str) -> Option<&'static [&'static str]> {
    Some(match tag {
        "web_search_tool_result" => WEB_SEARCH_ERROR_CODES,
        "web_fetch_tool_result" => WEB_FETCH_ERROR_CODES,
        "code_execution_tool_result" | "tool_search_tool_result" => CODE_EXECUTION_ERROR_CODES,
        "bash_code_execution_tool_result" => BASH_ERROR_CODES,
        "text_editor_code_execution_tool_result" => TEXT_EDITOR_ERROR_CODES,
        "advisor_tool_result" => ADVISOR_ERROR_CODES,
        _ => return None,
    })
}
