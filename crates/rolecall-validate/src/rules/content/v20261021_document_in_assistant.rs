//! Reports a document in an assistant message.

use crate::{
    ApiVersion, Group, Level,
    request::{Request, Role},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "v20261021-document-in-assistant",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `document` block directly in an `assistant` message, for API version 2026-10-21. Documents within the result of a server tool are meant to be there.

### Why is this bad?
The model writes no documents. Version 2023-06-01 took them in its messages, version 2026-10-21 rejects them.

### Example
```json,fail,api-version=2026-10-21
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "The sky is blue."}}]}, {"role": "user", "content": "Why?"}]}
```

### Use instead
```json,pass,api-version=2026-10-21
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "The sky is blue."}}, {"type": "text", "text": "Why?"}]}]}
```

### Source
platform.claude.com/docs/en/api/migration-2026-10-21 (2026-10)
"#,
    check: Check::RequestNaming(&["document"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(level) = request.sent_with(ApiVersion::V2026_10_21) else {
        return;
    };
    for (role, block) in request.blocks_with_role() {
        if role != Role::Assistant || block.tag != "document" {
            continue;
        }
        let draft = sink
            .report(
                &RULE,
                block.value,
                "API version 2026-10-21 takes no `document` in an `assistant` message",
            )
            .help("put the document into a `user` message")
            .at_most(level)
            .api_version(ApiVersion::V2026_10_21);
        // Where the version is not known it may be meant.
        let is_sure = level == Level::Error;
        let edits = is_sure.then(|| request.moved_to_user(block.value));
        draft.fix_where_any(true, edits.flatten()).done();
    }
}
