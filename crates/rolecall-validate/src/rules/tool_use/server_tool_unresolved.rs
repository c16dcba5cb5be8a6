//! Reports a call of a server tool that was left open.

use crate::{
    Group,
    json::Value,
    request::{Request, Role, Turn, label, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};
use std::collections::HashSet;

pub(super) static RULE: Rule = Rule {
    name: "server-tool-unresolved",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `server_tool_use` without its result where the conversation goes on as if it had one.

A turn that was paused may end in such a call: then it is sent back as it is, and nothing follows, or only the results of the calls that the caller runs.

### Why is this bad?
The server finishes an open call when it gets the turn back. With a new message behind it there is nothing to finish, and the API rejects the request.

### The API says
```text
`{name}` tool use with id `srvtoolu_1` was found without a corresponding `{name}_tool_result` block
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search"}], "messages": [{"role": "user", "content": "Search."}, {"role": "assistant", "content": [{"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "sky"}}]}, {"role": "user", "content": "Go on."}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "web_search_20250305", "name": "web_search"}], "messages": [{"role": "user", "content": "Search."}, {"role": "assistant", "content": [{"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "sky"}}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/handling-stop-reasons (2026-08)
"#,
    check: Check::RequestNaming(&["server_tool_use"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if !request
        .blocks
        .iter()
        .any(|block| block.tag == "server_tool_use")
    {
        return;
    }
    let settled = settled(request);
    // What goes on after the turn at hand, from the end backwards.
    let mut next = None;
    for turn in request.turns.iter().rev() {
        // A block that cannot be told may be the result, and a turn that cannot be told may be anything.
        if !turn.is_whole {
            return;
        }
        if turn.role == Some(Role::Assistant)
            && let Some(next) = next
        {
            report(turn, next, &settled, request, sink);
        }
        next = goes_on(turn, request).or(next);
    }
}

/// The ids of calls that have a result, or that wait for a call of their own.
fn settled<'t>(request: &Request<'t>) -> HashSet<&'t str> {
    let results = request
        .blocks
        .iter()
        .filter(|block| block.is_server_result())
        .filter_map(|block| block.id()?.as_plain_str());
    let callers = request
        .blocks
        .iter()
        .filter(|block| block.tag == "tool_use")
        .filter_map(|block| plain_str(block.value.get("caller")?, "tool_id"));
    results.chain(callers).collect()
}

/// What in a turn does more than answer calls.
fn goes_on<'t>(turn: &Turn, request: &Request<'t>) -> Option<Value<'t>> {
    match turn.role? {
        Role::Assistant => None,
        Role::System => request
            .messages_of(turn)
            .first()
            .map(|message| message.value),
        Role::User => request
            .blocks_of(turn)
            .iter()
            .find(|block| block.tag != "tool_result")
            .map(|block| block.value),
    }
}

fn report(
    turn: &Turn,
    next: Value<'_>,
    settled: &HashSet<&str>,
    request: &Request<'_>,
    sink: &mut Sink<'_>,
) {
    let blocks = request.blocks_of(turn);
    // The model that took over after a fallback does not go on with the calls of the first.
    if blocks.iter().any(|block| block.tag == "fallback") {
        return;
    }
    for block in blocks.iter().filter(|block| block.tag == "server_tool_use") {
        let Some(id) = block.id() else {
            continue;
        };
        if id
            .as_plain_str()
            .is_some_and(|name| !settled.contains(name))
        {
            sink.report(
                &RULE,
                id,
                format!(
                    "the call {} of a server tool has no result",
                    label(block.value, id)
                ),
            )
            .related(next, "the conversation goes on here")
            .help("send the turn back without anything behind it, or remove the call")
            .fix_where_any(false, request.without_block(block.value))
            .done();
        }
    }
}
