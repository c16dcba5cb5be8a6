//! Reports an upload into no container.

use super::lacks_code_execution;
use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "container-upload-needs-code-execution",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `container_upload` block in a request without a code execution tool.

### Why is this bad?
The file is put into a container that nothing looks into.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "container_upload", "file_id": "file_011CNha8iCJcU1wXNR6q4V8w"}, {"type": "text", "text": "Sum it up."}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "code_execution_20250825", "name": "code_execution"}], "messages": [{"role": "user", "content": [{"type": "container_upload", "file_id": "file_011CNha8iCJcU1wXNR6q4V8w"}, {"type": "text", "text": "Sum it up."}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/code-execution-tool (2026-08)
"#,
    check: Check::RequestNaming(&["container_upload"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(upload) = request
        .blocks
        .iter()
        .find(|block| block.tag == "container_upload")
    else {
        return;
    };
    if lacks_code_execution(request) {
        sink.report(
            &RULE,
            upload.value,
            "`container_upload` needs a code execution tool, and `tools` has none",
        )
        .help("add a `code_execution_…` tool to `tools`")
        .done();
    }
}
