//! Reports a location that names no place.

use crate::{
    Group,
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "user-location-empty",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `user_location` of a web search tool without `city`, `region`, `country` and `timezone`.

### Why is this bad?
It says nothing about where the user is, and the API may reject it.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search", "user_location": {"type": "approximate"}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search", "user_location": {"type": "approximate", "city": "Paris"}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/web-search-tool (2026-08)
"#,
    check: Check::RequestNaming(&["user_location"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for location in request
        .tools()
        .filter_map(|tool| field(tool.value, "user_location"))
    {
        let names_place = ["city", "region", "country", "timezone"]
            .iter()
            .any(|name| field(location, name).is_some());
        if location.is_object() && request.is_sound(location) && !names_place {
            sink.report(&RULE, location, "the `user_location` names no place")
                .help("give `city`, `region`, `country` or `timezone`, or remove it")
                .done();
        }
    }
}
