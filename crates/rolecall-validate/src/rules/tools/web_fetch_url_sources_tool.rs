//! Reports a source of addresses that is not there.

use crate::{
    Group, Level, edit,
    json::Value,
    request::{Request, Tool, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "web-fetch-url-sources-tool",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a name in `url_sources` of a web fetch tool that no tool has. It warns where the tool is there, but runs on the other side: `client_tool_results` is about tools of the caller, `server_tool_results` about tools that the API runs.

### Why is this bad?
The list says from whose results addresses may be fetched, and the API knows only the tools of the request.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_fetch_20250910", "name": "web_fetch", "url_sources": {"client_tool_results": {"type": "only", "tools": [{"type": "tool_reference", "name": "find_pages"}]}}}, {"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_fetch_20250910", "name": "web_fetch", "url_sources": {"client_tool_results": {"type": "only", "tools": [{"type": "tool_reference", "name": "get_weather"}]}}}, {"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Python SDK 2.12.0, `web_fetch_url_sources_param.py` (2026-11)
"#,
    check: Check::RequestNaming(&["url_sources"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if !request.names_all_tools() {
        return;
    }
    for sources in request
        .tools()
        .filter_map(|tool| field(tool.value, "url_sources"))
    {
        for (member, on_server) in [
            ("client_tool_results", false),
            ("server_tool_results", true),
        ] {
            let tools = field(sources, member).and_then(|source| source.get("tools"));
            for named in tools.into_iter().flat_map(Value::items) {
                let name = named.get("name").filter(|_| request.is_sound(named));
                if let Some(name) = name {
                    named_tool(named, name, member, on_server, request, sink);
                }
            }
        }
    }
}

fn named_tool(
    named: Value<'_>,
    name: Value<'_>,
    member: &str,
    on_server: bool,
    request: &Request<'_>,
    sink: &mut Sink<'_>,
) {
    let Some(text) = name.as_str() else {
        return;
    };
    let is_named = |tool: &Tool<'_>| {
        tool.toolset_name() == Some(&*text) || tool.name().is_some_and(|name| name.is_str(&text))
    };
    let mut tools = request.tools().filter(is_named).peekable();
    let (message, level) = if tools.peek().is_none() {
        (
            "no tool of this name stands in `tools`".to_owned(),
            Level::Error,
        )
    } else if tools.any(|tool| tool.is_server_tool() == on_server) {
        return;
    } else {
        let side = if on_server { "the API" } else { "the caller" };
        let message = format!("`{member}` is about tools that {side} runs, which this tool is not");
        (message, Level::Warning)
    };
    sink.report(&RULE, name, message)
        .help("name a tool of the request")
        .at_most(level)
        .unsafe_fix(vec![edit::remove_item(named)])
        .done();
}
