//! Reports search results without citations beside web search.

use crate::{
    Group, edit,
    json::Value,
    request::{Request, Tool, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "search-results-with-web-search",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `search_result` block whose citations are not enabled where `tools` has web search.

### Why is this bad?
Web search always cites, and the API wants all search results of a request to be treated alike.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search"}], "messages": [{"role": "user", "content": [{"type": "search_result", "source": "https://example.com", "title": "Sky", "content": [{"type": "text", "text": "It is blue."}]}, {"type": "text", "text": "Why?"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search"}], "messages": [{"role": "user", "content": [{"type": "search_result", "source": "https://example.com", "title": "Sky", "content": [{"type": "text", "text": "It is blue."}], "citations": {"enabled": true}}, {"type": "text", "text": "Why?"}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/search-results (2026-08)
"#,
    check: Check::RequestNaming(&["search_result"], check),
};

const ENABLED: &str = r#"{"enabled": true}"#;

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let search = request
        .tools()
        .find(|tool| tool.tag.starts_with("web_search_"));
    let Some(search) = search else {
        return;
    };
    let nested = request.nested.iter().map(|nested| nested.block);
    for block in request.blocks.iter().copied().chain(nested) {
        if block.tag == "search_result" && request.is_sound(block.value) {
            report(block.value, search, sink);
        }
    }
}

fn report(block: Value<'_>, search: Tool<'_>, sink: &mut Sink<'_>) {
    let citations = field(block, "citations");
    let enabled = citations.and_then(|citations| citations.get("enabled"));
    if enabled.and_then(Value::as_bool) == Some(true) {
        return;
    }
    let message = "the citations of a `search_result` must be enabled where web search is";
    let draft = match citations {
        Some(citations) => sink.report(&RULE, citations, message),
        None => sink.report(&RULE, block, message).missing("citations"),
    };
    draft
        .related(search.value, "web search is declared here")
        .help("set `\"citations\": {\"enabled\": true}` on every search result")
        .unsafe_fix(vec![match block.get("citations") {
            Some(citations) => edit::replace(citations, ENABLED),
            None => edit::insert_member(block, "citations", ENABLED),
        }])
        .done();
}
