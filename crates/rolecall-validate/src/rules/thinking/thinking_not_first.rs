//! Reports an assistant message that thinks only later.

use super::thinking_type;
use crate::{
    Group,
    edit::remove_item,
    request::{Block, Request, Role},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "thinking-not-first",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports an assistant message that holds thinking blocks but begins with another block, beside `thinking` of type `enabled`.

### Why is this bad?
A model that thinks within a budget thinks first. The API has rejected messages in another order; they come from histories whose blocks were sorted or joined.

### The API says
```text
messages.51.content.0: If an assistant message contains any thinking blocks, the first block must be thinking or redacted_thinking. Found text.
```

### Example
```json,fail
{"model": "claude-haiku-4-5", "max_tokens": 4096, "thinking": {"type": "enabled", "budget_tokens": 2048}, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "text", "text": "Hello."}, {"type": "thinking", "thinking": "Greet.", "signature": "c2lnbmVk"}]}, {"role": "user", "content": "Go on"}]}
```

### Use instead
```json,pass
{"model": "claude-haiku-4-5", "max_tokens": 4096, "thinking": {"type": "enabled", "budget_tokens": 2048}, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "thinking", "thinking": "Greet.", "signature": "c2lnbmVk"}, {"type": "text", "text": "Hello."}]}, {"role": "user", "content": "Go on"}]}
```

### Source
Error text in public bug reports (2026-01)
"#,
    check: Check::RequestNaming(&["thinking"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if thinking_type(request).is_none_or(|(_, name)| name != "enabled") {
        return;
    }
    let is_thought = |block: &&Block<'_>| matches!(block.tag, "thinking" | "redacted_thinking");
    for turn in &request.turns {
        let blocks = request.blocks_of(turn);
        let Some(first) = blocks.first().filter(|first| !is_thought(first)) else {
            continue;
        };
        let thoughts: Vec<_> = blocks.iter().filter(is_thought).collect();
        let (Some(thought), Some(Role::Assistant), true) =
            (thoughts.first(), turn.role, turn.is_whole)
        else {
            continue;
        };
        let draft = sink
            .report(
                &RULE,
                first.value,
                format!(
                    "this turn of the assistant thinks, but begins with `{}`",
                    first.tag
                ),
            )
            .related(thought.value, "the first thinking block")
            .help("send the blocks in the order in which they came");
        match thoughts[..] {
            [only] => draft.unsafe_fix(vec![remove_item(only.value)]).done(),
            _ => draft.done(),
        }
    }
}
