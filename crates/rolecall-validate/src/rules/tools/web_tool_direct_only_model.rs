//! Reports a web tool that code calls, for a model that writes no such code.

use crate::{
    Group, edit,
    generated::tools::WEB_TOOLS_CALLED_BY_CODE,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "web-tool-direct-only-model",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a web search or web fetch tool of version 20260209 or later without `allowed_callers` for a model without programmatic tool calling.

### Why is this bad?
These versions are called by code unless told otherwise, so such a model can take them only with `"allowed_callers": ["direct"]`.

### Example
```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 64, "tools": [{"type": "web_search_20260209", "name": "web_search"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-haiku-4-5", "max_tokens": 64, "tools": [{"type": "web_search_20260209", "name": "web_search", "allowed_callers": ["direct"]}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/web-search-tool (2026-08)
"#,
    check: Check::RequestNaming(&["tools"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request.model.filter(|model| {
        model.programmatic_tool_calling == Some(false)
            && !model.is_uncertain("programmatic_tool_calling")
    }) else {
        return;
    };
    for tool in request.tools() {
        let has_callers = tool.value.get("allowed_callers").is_some();
        if has_callers || !WEB_TOOLS_CALLED_BY_CODE.contains(&tool.tag) {
            continue;
        }
        let insert = edit::insert_member(tool.value, "allowed_callers", r#"["direct"]"#);
        sink.report(
            &RULE,
            tool.value,
            format!(
                "`{}` calls no tools from code, so {} needs `allowed_callers`",
                model.id,
                tool.label()
            ),
        )
        .missing("allowed_callers")
        .help("add `\"allowed_callers\": [\"direct\"]`")
        .safe_fix(vec![insert])
        .done();
    }
}
