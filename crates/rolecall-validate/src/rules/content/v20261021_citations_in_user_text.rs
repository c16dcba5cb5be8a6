//! Reports citations in a text of the user.

use crate::{
    ApiVersion, Group, Level, edit,
    json::Value,
    request::{Request, Role},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "v20261021-citations-in-user-text",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a text block with `citations` in a `user` message, directly or within a `search_result`, for API version 2026-10-21.

### Why is this bad?
Citations are what the model writes about its sources. Version 2026-10-21 takes them in `assistant` messages only.

### Example
```json,fail,api-version=2026-10-21
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "text", "text": "Is the sky blue?", "citations": [{"type": "char_location", "cited_text": "blue", "document_index": 0, "document_title": null, "start_char_index": 0, "end_char_index": 4}]}]}]}
```

### Use instead
```json,pass,api-version=2026-10-21
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "text", "text": "Is the sky blue?"}]}]}
```

### Source
platform.claude.com/docs/en/api/migration-2026-10-21 (2026-10)
"#,
    check: Check::RequestNaming(&["citations"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(level) = request.sent_with(ApiVersion::V2026_10_21) else {
        return;
    };
    for (role, block) in request.blocks_with_role() {
        if role == Role::User && block.tag == "text" {
            report(block.value, level, request, sink);
        }
    }
    for nested in &request.nested {
        let is_quoted = nested.outer.tag == "search_result" && nested.block.tag == "text";
        if !is_quoted || role_around(request, nested.block.value) != Some(Role::User) {
            continue;
        }
        // Of a search result inside of the result of a tool nothing is said.
        let outer = nested.outer.value.span().start;
        let is_direct = request
            .blocks
            .binary_search_by_key(&outer, |block| block.value.span().start)
            .is_ok();
        let level = if is_direct { level } else { Level::Warning };
        report(nested.block.value, level, request, sink);
    }
}

fn role_around(request: &Request<'_>, inner: Value<'_>) -> Option<Role> {
    request.messages.get(request.message_around(inner)?)?.role
}

fn report(text: Value<'_>, level: Level, request: &Request<'_>, sink: &mut Sink<'_>) {
    let member = text.entry("citations").filter(|(_, citations)| {
        citations.items().next().is_some() && request.is_sound(*citations)
    });
    if let Some((key, citations)) = member {
        let draft = sink
            .report(
                &RULE,
                citations,
                "API version 2026-10-21 takes no `citations` in a text of the user",
            )
            .help("remove the `citations`")
            .at_most(level)
            .api_version(ApiVersion::V2026_10_21);
        // Where the version is not known they may be meant. The model reads the text, not where it was taken from.
        if level == Level::Error {
            draft
                .safe_fix(vec![edit::remove_member(key, citations)])
                .done();
        } else {
            draft.done();
        }
    }
}
