//! Reports what no item of a batch may have.

use crate::{
    Group, Level, edit,
    json::Value,
    request::{Endpoint, Request},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "batch-unsupported-field",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports parameters of a batch item that only a single request takes: `"stream": true`, `speed`, `fallbacks`, threads and stored conversations, routing hints, and a bill to a user profile.

### Why is this bad?
A batch runs whenever there is room for it and is collected later, so there is nothing to stream, to hurry or to route. The item comes back as `errored`.

### Example
```json,fail,as=batch
{"requests": [{"custom_id": "a", "params": {"model": "claude-opus-5", "max_tokens": 64, "stream": true, "messages": [{"role": "user", "content": "Hi"}]}}]}
```

### Use instead
```json,pass,as=batch
{"requests": [{"custom_id": "a", "params": {"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/batch-processing (2026-08); build-with-claude/refusals-and-fallback (2026-10)
"#,
    check: Check::Request(check),
};

/// One parameter that a batch does not take.
struct Refused {
    field: &'static str,
    /// How sure it is that a value is refused; nothing where it is taken.
    verdict: fn(Value<'_>) -> Option<Level>,
    /// Whether the answer is the same without it.
    is_safe: fn(Value<'_>) -> bool,
}

const REFUSED: &[Refused] = &[
    Refused {
        field: "stream",
        verdict: |value| (value.as_bool() == Some(true)).then_some(Level::Error),
        is_safe: |_| true,
    },
    Refused {
        field: "speed",
        // The parameter itself is refused, the documentation says, but with the default nobody has seen it.
        verdict: |value| {
            Some(if value.is_str("fast") {
                Level::Error
            } else {
                Level::Warning
            })
        },
        is_safe: |value| value.is_str("standard"),
    },
    Refused {
        field: "fallbacks",
        verdict: |_| Some(Level::Error),
        is_safe: |_| false,
    },
    Refused {
        field: "thread",
        // By analogy with its forerunners.
        verdict: |_| Some(Level::Warning),
        is_safe: |_| false,
    },
    Refused {
        field: "store",
        verdict: is_on,
        is_safe: |_| false,
    },
    Refused {
        field: "previous_thread_event_id",
        verdict: is_on,
        is_safe: |_| false,
    },
    Refused {
        field: "cache_hint",
        verdict: is_on,
        is_safe: |_| true,
    },
    Refused {
        field: "context_hint",
        verdict: is_on,
        is_safe: |_| true,
    },
    Refused {
        field: "research_preview_2026_02",
        verdict: |value| value.is_str("active").then_some(Level::Error),
        is_safe: |_| false,
    },
    Refused {
        field: "billing_policy",
        verdict: |value| {
            let bill_to = value.get("bill_to")?;
            bill_to.is_str("user_profile").then_some(Level::Error)
        },
        is_safe: |_| false,
    },
];

fn is_on(value: Value<'_>) -> Option<Level> {
    (value.as_bool() != Some(false)).then_some(Level::Error)
}

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request.endpoint != Endpoint::Batches {
        return;
    }
    for refused in REFUSED {
        let name = refused.field;
        let Some((key, value)) = request.body.entry(name) else {
            continue;
        };
        if value.is_null() || !request.is_sound(value) {
            continue;
        }
        let Some(level) = (refused.verdict)(value) else {
            continue;
        };
        let what = match name {
            "billing_policy" => "a bill to the user profile".to_owned(),
            "stream" => "`\"stream\": true`".to_owned(),
            _ => format!("`{name}`"),
        };
        let draft = sink
            .report_key(&RULE, key, value, format!("a batch does not take {what}"))
            .help(format!("remove `{name}`, or send the request by itself"))
            .at_most(level);
        let edits = vec![edit::remove_member(key, value)];
        if (refused.is_safe)(value) {
            draft.safe_fix(edits).done();
        } else {
            draft.unsafe_fix(edits).done();
        }
    }
}
