//! Reports more tokens of advice than the advisor writes.

use crate::{
    Group, Level, edit, models,
    request::{Request, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "advisor-max-tokens-cap",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `max_tokens` of an advisor tool above the largest that the advisor's model takes.

### Why is this bad?
The API holds the advisor to the limit of its own model.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "advisor_20260301", "name": "advisor", "model": "claude-opus-5", "max_tokens": 200000}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"type": "advisor_20260301", "name": "advisor", "model": "claude-opus-5", "max_tokens": 4096}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/advisor-tool (2026-10)
"#,
    check: Check::RequestNaming(&["tools"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for tool in request
        .tools()
        .filter(|tool| tool.tag.starts_with("advisor_"))
    {
        let Some(advisor) = plain_str(tool.value, "model").and_then(models::find) else {
            continue;
        };
        let Some((cap, value)) = advisor.max_output_tokens.zip(tool.value.get("max_tokens")) else {
            continue;
        };
        let asked = value.as_i64().and_then(|asked| u64::try_from(asked).ok());
        if let Some(asked) = asked.filter(|asked| *asked > cap) {
            let id = advisor.id;
            let mut draft = sink
                .report(
                    &RULE,
                    value,
                    format!(
                        "`max_tokens` of the advisor is {asked}; `{id}` writes at most {cap} tokens"
                    ),
                )
                .help(format!("lower it to {cap} or less"))
                .unsafe_fix(vec![edit::replace(value, cap.to_string())]);
            if advisor.is_uncertain("max_output_tokens") {
                draft = draft.at_most(Level::Warning);
            }
            draft.done();
        }
    }
}
