//! Reports a web tool beside a code execution that is too old for it.

use crate::{
    Edit, Group, Level, edit,
    generated::tools::{
        CODE_EXECUTION_ALIKE, CODE_EXECUTION_BEFORE_WEB_TOOLS, WEB_TOOLS_CALLED_BY_CODE,
    },
    request::{Request, Tool},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "web-tool-with-old-code-execution",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a web search or web fetch tool of version 20260209 or later beside `code_execution_20250522` or `code_execution_20250825`. It warns where the web tool allows `direct` calls only.

### Why is this bad?
These versions bring the code execution that they need, and two versions of it do not go together.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20260209", "name": "web_search"}, {"type": "code_execution_20250825", "name": "code_execution"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20260209", "name": "web_search"}, {"type": "code_execution_20260120", "name": "code_execution"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/server-tools (2026-08)
"#,
    check: Check::RequestNaming(&["tools"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let old = request
        .tools()
        .find(|tool| CODE_EXECUTION_BEFORE_WEB_TOOLS.contains(&tool.tag));
    let Some(old) = old else {
        return;
    };
    for tool in request
        .tools()
        .filter(|tool| WEB_TOOLS_CALLED_BY_CODE.contains(&tool.tag))
    {
        let is_direct = tool.allows("direct") && tool.code_callers().next().is_none();
        let level = if is_direct {
            Level::Warning
        } else {
            Level::Error
        };
        sink.report(
            &RULE,
            tool.value,
            format!("`{}` does not go together with `{}`", tool.tag, old.tag),
        )
        .related(old.value, "the code execution tool")
        .help("use a newer version of code execution")
        .unsafe_fix(newer(old))
        .at_most(level)
        .done();
    }
}

/// The first version of code execution that goes together with such tools.
fn newer(old: Tool<'_>) -> Vec<Edit> {
    let tag = old.value.get("type").zip(CODE_EXECUTION_ALIKE.first());
    tag.map(|(tag, newer)| edit::replace(tag, edit::quoted(newer)))
        .into_iter()
        .collect()
}
