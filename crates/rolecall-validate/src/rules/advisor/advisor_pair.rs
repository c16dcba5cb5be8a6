//! Reports an advisor that the model cannot consult.

use crate::{
    Group, Level, models,
    request::{Request, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "advisor-pair",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an advisor tool whose `model` does not go together with that of the request. Says nothing where either id is unknown.

### Why is this bad?
Only some pairs of models are accepted; as a rule the advisor is at least as capable as the model that asks.

### The API says
```text
400 that names the unsupported combination
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "advisor_20260301", "name": "advisor", "model": "claude-sonnet-5"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "advisor_20260301", "name": "advisor", "model": "claude-opus-5-5"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/advisor-tool (2026-10); models/fable-5-2/whats-new-fable-5-2 (2026-11)
"#,
    check: Check::RequestNaming(&["tools"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some((model, pairs)) = request
        .model
        .and_then(|model| Some((model, model.advisors.as_ref()?)))
    else {
        return;
    };
    let id = request.model_id();
    for tool in request
        .tools()
        .filter(|tool| tool.tag.starts_with("advisor_"))
    {
        let (Some(value), Some(name)) = (tool.value.get("model"), plain_str(tool.value, "model"))
        else {
            continue;
        };
        let Some(advisor) = models::find(name) else {
            continue;
        };
        let is_one_of = |ids: &[&str]| {
            ids.iter()
                .any(|id| models::find(id).is_some_and(|one| one.id == advisor.id))
        };
        if is_one_of(pairs.accepted) || is_one_of(pairs.unknown) {
            continue;
        }
        let mut draft = sink.report(
            &RULE,
            value,
            format!("`{name}` cannot be the advisor of `{id}`"),
        );
        if let Some(named) = request.field("model") {
            draft = draft.related(named, "the model that asks");
        }
        draft = match pairs.accepted.first() {
            Some(first) => draft.help(format!("use another advisor, for example `{first}`")),
            None => draft.help("use another model, or remove the advisor"),
        };
        if model.is_uncertain("advisors") {
            draft = draft.at_most(Level::Warning);
        }
        draft.done();
    }
}
