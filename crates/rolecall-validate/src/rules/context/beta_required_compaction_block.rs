//! Reports a summary without the beta that made it.

use crate::{
    Group, Level,
    json::Value,
    request::{Request, field},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "beta-required-compaction-block",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `compaction` block in `messages` where the beta values are known and the one that its kind needs is not sent: `compact-2026-09-04` for signed blocks, `compact-2026-01-12` for those of the edit. For the latter this is a warning.

### Why is this bad?
The two betas know two kinds of blocks.

### The API says
```text
parameter requires anthropic-beta: compact-2026-09-04
```

### Example
```json,fail,beta=compact-2026-01-12
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "assistant", "content": [{"type": "compaction", "content": "The user said hello.", "signature": "c2ln"}]}, {"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,beta=compact-2026-09-04
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "assistant", "content": [{"type": "compaction", "content": "The user said hello.", "signature": "c2ln"}]}, {"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/compaction (2026-10)
"#,
    check: Check::RequestNaming(&["compaction"], check),
};

const SIGNED: &str = "compact-2026-09-04";
const UNSIGNED: &str = "compact-2026-01-12";

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    // Without either the general rule about betas speaks.
    let has_one = request.may_have_beta(SIGNED) || request.may_have_beta(UNSIGNED);
    if request.betas().is_none() || !has_one {
        return;
    }
    let block = request.blocks.iter().find(|block| {
        block.tag == "compaction"
            && request.is_sound(block.value)
            && !request.may_have_beta(needed(block.value))
    });
    if let Some(block) = block {
        let beta = needed(block.value);
        let draft = sink
            .report(
                &RULE,
                block.value,
                format!("this `compaction` block needs the beta `{beta}`, which is not sent"),
            )
            .help(format!("send the header `anthropic-beta` with `{beta}`"));
        if beta == SIGNED {
            draft.done();
        } else {
            draft.at_most(Level::Warning).done();
        }
    }
}

fn needed(block: Value<'_>) -> &'static str {
    if field(block, "signature").is_some() {
        SIGNED
    } else {
        UNSIGNED
    }
}
