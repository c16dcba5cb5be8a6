//! Reports a time zone that does not exist.

use crate::{
    Group,
    generated::tools::{TIMEZONE_AREAS, TIMEZONES_WITHOUT_AREA},
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "user-location-timezone",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `timezone` of a `user_location` that is not written as the IANA time zone database has it.

### Why is this bad?
The API wants the name of the zone; an abbreviation or an offset says less and may be rejected.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search", "user_location": {"type": "approximate", "timezone": "PST"}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search", "user_location": {"type": "approximate", "timezone": "America/Los_Angeles"}}], "messages": [{"role": "user", "content": "Hi"}]}
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
        let zone = field(location, "timezone").filter(|zone| request.is_sound(*zone));
        let Some((zone, name)) = zone.and_then(|zone| Some((zone, zone.as_str()?))) else {
            continue;
        };
        let is_known = match name.split_once('/') {
            Some((area, _)) => TIMEZONE_AREAS.contains(&area),
            None => TIMEZONES_WITHOUT_AREA.contains(&&*name),
        };
        if !is_known {
            sink.report(
                &RULE,
                zone,
                "the `timezone` is no name of the IANA time zone database",
            )
            .help("write area and city, such as `America/Los_Angeles`")
            .done();
        }
    }
}
