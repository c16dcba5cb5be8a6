//! Reports what no summary can follow.

use super::compaction;
use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "compaction-forbidden-fields",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports `compaction` beside stop sequences, a structured output, or a `tool_choice` that forces a call.

### Why is this bad?
The answer is a summary and nothing else, so nothing else can be asked of it.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "compaction": {"type": "summarize"}, "stop_sequences": ["END"], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "compaction": {"type": "summarize"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/compaction (2026-10)
"#,
    check: Check::RequestNaming(&["compaction"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(compaction) = compaction(request) else {
        return;
    };
    let stops = request
        .field("stop_sequences")
        .filter(|stops| stops.items().next().is_some());
    let forced = request
        .field("tool_choice")
        .filter(|_| matches!(request.type_of("tool_choice"), Some("any" | "tool")));
    let conflicts: Vec<_> = [
        (stops, "`stop_sequences`"),
        (request.output_format(), "an output format"),
        (forced, "a forced tool"),
    ]
    .into_iter()
    .filter_map(|(cause, name)| Some((cause?, name)))
    .collect();
    let Some((_, first)) = conflicts.first() else {
        return;
    };
    let mut draft = sink
        .report(
            &RULE,
            compaction,
            format!("`compaction` does not go together with {first}"),
        )
        .help("leave it out of the request for the summary");
    for (cause, name) in conflicts {
        draft = draft.related(cause, format!("{name} is set here"));
    }
    draft.done();
}
