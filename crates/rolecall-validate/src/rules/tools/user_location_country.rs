//! Reports a country that does not exist.

use crate::{
    Group,
    generated::tools::COUNTRIES,
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "user-location-country",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `country` of a `user_location` that is no code of ISO 3166-1 alpha-2.

### Why is this bad?
The API rejects countries that it does not support.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search", "user_location": {"type": "approximate", "country": "XX"}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search", "user_location": {"type": "approximate", "country": "FR"}}], "messages": [{"role": "user", "content": "Hi"}]}
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
        let country = field(location, "country").filter(|country| request.is_sound(*country));
        let Some((country, code)) = country.and_then(|country| Some((country, country.as_str()?)))
        else {
            continue;
        };
        let code = code.to_ascii_uppercase();
        if COUNTRIES.binary_search(&code.as_str()).is_err() {
            sink.report(
                &RULE,
                country,
                "the `country` is no code of ISO 3166-1 alpha-2",
            )
            .help("write the two letters of the country, such as `US`")
            .done();
        }
    }
}
