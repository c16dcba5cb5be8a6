//! Reports skills without code execution.

use super::lacks_code_execution;
use crate::{
    Group,
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "skills-need-code-execution",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `container.skills` in a request without a code execution tool.

### Why is this bad?
Skills are files and programs in the container; without a tool that runs code the model cannot use them.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "container": {"skills": [{"type": "anthropic", "skill_id": "pdf"}]}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "container": {"skills": [{"type": "anthropic", "skill_id": "pdf"}]}, "tools": [{"type": "code_execution_20250825", "name": "code_execution"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/skills-guide (2026-08)
"#,
    check: Check::RequestNaming(&["container"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(skills) = request
        .field("container")
        .and_then(|container| field(container, "skills"))
        .filter(|skills| skills.items().next().is_some() && request.is_sound(*skills))
    else {
        return;
    };
    if lacks_code_execution(request) {
        sink.report(
            &RULE,
            skills,
            "`skills` need a code execution tool, and `tools` has none",
        )
        .help("add a `code_execution_…` tool to `tools`")
        .done();
    }
}
