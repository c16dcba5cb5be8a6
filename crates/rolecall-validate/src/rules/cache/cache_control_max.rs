//! Reports more markers than a request may hold.

use super::{Marker, Place, markers};
use crate::{
    Group,
    edit::remove_member,
    generated::requests::CACHE_MARKERS_MAX,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "cache-control-max",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports more than four `cache_control` markers in tools, `system` and messages together. The automatic one of the body counts too, unless it lands on a block that has a marker.

### Why is this bad?
The API rejects the request. Agents that mark each new message and forget to remove the old marks run into it after a few turns.

### The API says
```text
A maximum of 4 blocks with cache_control may be provided. Found 5.
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "cache_control": {"type": "ephemeral"}, "system": [{"type": "text", "text": "One", "cache_control": {"type": "ephemeral"}}, {"type": "text", "text": "Two", "cache_control": {"type": "ephemeral"}}, {"type": "text", "text": "Three", "cache_control": {"type": "ephemeral"}}, {"type": "text", "text": "Four", "cache_control": {"type": "ephemeral"}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "cache_control": {"type": "ephemeral"}, "system": [{"type": "text", "text": "One"}, {"type": "text", "text": "Two"}, {"type": "text", "text": "Three"}, {"type": "text", "text": "Four", "cache_control": {"type": "ephemeral"}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/prompt-caching (2026-10); error text in public bug reports, as of 2026-11
"#,
    check: Check::RequestNaming(&["cache_control"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let markers = markers(request);
    let Some(extra) = markers.get(CACHE_MARKERS_MAX) else {
        return;
    };
    let count = markers.len();
    let mut draft = sink
        .report(
            &RULE,
            extra.value,
            format!(
                "the request holds {count} `cache_control` markers; the limit is {CACHE_MARKERS_MAX}"
            ),
        )
        .help("keep those at the end of what stays the same, and remove the others");
    for (index, marker) in markers.iter().take(CACHE_MARKERS_MAX).enumerate() {
        draft = draft.related(marker.value, format!("marker {}", index + 1));
    }
    let mut edits: Vec<_> = expendable(&markers)
        .into_iter()
        .map(|marker| remove_member(marker.key, marker.value))
        .collect();
    edits.sort_by_key(|edit| edit.span);
    draft.unsafe_fix(edits).done();
}

/// The markers over the limit that are missed least: in a conversation the oldest, since later ones cover what they
/// cover, then those of `system` and of tools from the front.
fn expendable<'t>(markers: &[Marker<'t>]) -> Vec<Marker<'t>> {
    let order = [
        Place::Messages,
        Place::System,
        Place::Tools,
        Place::Automatic,
    ];
    let by_worth = order
        .iter()
        .flat_map(|place| markers.iter().filter(move |marker| marker.place == *place));
    by_worth
        .take(markers.len().saturating_sub(CACHE_MARKERS_MAX))
        .copied()
        .collect()
}
