//! Reports a server-sent event that is called by another name than its type.

use crate::{
    Group,
    json::Value,
    request::plain_str,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "stream-event-name",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a server-sent event whose `event:` line names another type than its data, and a transcript without such lines. Events of unknown types may be called as they like.

### Why is this bad?
Each event has its type twice, as its name and in its data. The official SDKs pass over events without a name, and take one that is called `ping` or `error` for that.

### Source
platform.claude.com/docs/en/build-with-claude/streaming (2026-08); Python SDK 2.12.0, _streaming.py (2026-11)
"#,
    check: Check::Built,
};

/// Compares events with their names, which stand beside the JSON.
pub(crate) fn check(events: &[Value<'_>], names: &[Option<&str>], sink: &mut Sink<'_>) {
    let mut is_nameless = false;
    for (event, name) in events.iter().zip(names) {
        let (Some(value), Some(tag)) = (event.get("type"), plain_str(*event, "type")) else {
            continue;
        };
        match name {
            Some(name) if *name != tag && (is_known(tag) || is_known(name)) => sink
                .report(
                    &RULE,
                    value,
                    format!("the event is called by another name than its type, `{tag}`"),
                )
                .help(format!("write `event: {tag}` before its data"))
                .done(),
            None if !is_nameless && is_known(tag) => {
                is_nameless = true;
                sink.report(&RULE, value, "the event has no name")
                    .help(format!(
                        "write `event: {tag}` before its data, and name the other events likewise"
                    ))
                    .done();
            }
            _ => {}
        }
    }
}

/// Whether clients do something about an event of this type.
fn is_known(tag: &str) -> bool {
    matches!(
        tag,
        "message_start"
            | "content_block_start"
            | "content_block_delta"
            | "content_block_stop"
            | "message_delta"
            | "message_stop"
            | "ping"
            | "error"
    )
}
