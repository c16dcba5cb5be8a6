//! Reports a fallback to a model that would reject the request.

use super::fallbacks;
use crate::{
    Group, Level,
    json::Value,
    models::{self, EffortLevel, FastState, Model, Status},
    request::{Endpoint, Request, field, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "fallbacks-entry-valid",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an entry of `fallbacks` whose model does not take the request as the entry changes it: its `max_tokens`, `thinking`, effort or speed, a forced tool, or system messages.

### Why is this bad?
Each entry is checked like a request of its own, before the first model is asked.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 100000, "fallbacks": [{"model": "claude-haiku-4-5"}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 100000, "fallbacks": [{"model": "claude-haiku-4-5", "max_tokens": 64000}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/refusals-and-fallback (2026-10)
"#,
    check: Check::RequestNaming(&["fallbacks"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    if request.endpoint == Endpoint::Batches {
        return;
    }
    for entry in fallbacks(request).filter(|entry| request.is_sound(*entry)) {
        let Some((named, model)) = entry
            .get("model")
            .and_then(|named| Some((named, models::find(named.as_plain_str()?)?)))
        else {
            continue;
        };
        if model.status == Status::Retired {
            continue;
        }
        let attempt = Attempt {
            request,
            entry,
            model,
        };
        for problem in attempt.problems() {
            let id = named.as_plain_str().unwrap_or(model.id);
            // An override is at fault itself; otherwise the model does not fit the request.
            let at = problem
                .value
                .filter(|_| problem.is_override)
                .unwrap_or(named);
            let mut draft = sink
                .report(
                    &RULE,
                    at,
                    format!("the fallback `{id}` {}", problem.message),
                )
                .help(format!(
                    "give the entry a `{}` that fits, or name another model",
                    problem.field
                ));
            if let Some(value) = problem.value.filter(|_| !problem.is_override) {
                draft = draft.related(value, "it takes over this");
            }
            if model.is_uncertain(problem.fact) {
                draft = draft.at_most(Level::Warning);
            }
            draft.done();
        }
    }
}

/// The request as it is sent to one fallback.
struct Attempt<'r, 't> {
    request: &'r Request<'t>,
    entry: Value<'t>,
    model: &'static Model,
}

struct Problem<'t> {
    message: String,
    /// The parameter that does not fit.
    field: &'static str,
    /// The fact of the model table that says so.
    fact: &'static str,
    value: Option<Value<'t>>,
    is_override: bool,
}

impl<'t> Attempt<'_, 't> {
    fn problems(&self) -> impl Iterator<Item = Problem<'t>> {
        [
            self.max_tokens(),
            self.thinking(),
            self.effort(),
            self.speed(),
            self.forced_tool(),
            self.prefill(),
        ]
        .into_iter()
        .flatten()
    }

    /// A parameter of the entry or, where it has none, of the request.
    fn field(&self, name: &str) -> Option<(Value<'t>, bool)> {
        field(self.entry, name)
            .map(|value| (value, true))
            .or_else(|| Some((self.request.field(name)?, false)))
    }

    fn max_tokens(&self) -> Option<Problem<'t>> {
        let (value, is_override) = self.field("max_tokens")?;
        let asked = u64::try_from(value.as_i64()?).ok()?;
        let raised = self.model.max_output_tokens_beta.as_ref();
        let raised = raised.filter(|raised| self.request.may_have_beta(raised.beta));
        let cap = self
            .model
            .max_output_tokens?
            .max(raised.map_or(0, |raised| raised.tokens));
        (asked > cap).then(|| Problem {
            message: format!("writes at most {cap} tokens; `max_tokens` is {asked}"),
            field: "max_tokens",
            fact: "max_output_tokens",
            value: Some(value),
            is_override,
        })
    }

    fn thinking(&self) -> Option<Problem<'t>> {
        let (value, is_override) = self.field("thinking")?;
        let kind = plain_str(value, "type")?;
        let thinking = self.model.thinking.as_ref()?;
        (!thinking.accepted.contains(&kind)).then(|| Problem {
            message: format!("does not take `thinking` of type `{kind}`"),
            field: "thinking",
            fact: "thinking",
            value: Some(value),
            is_override,
        })
    }

    fn effort(&self) -> Option<Problem<'t>> {
        let (config, is_override) = self.field("output_config")?;
        let value = field(config, "effort")?;
        let level = EffortLevel::find(value.as_plain_str()?)?;
        let effort = self.model.effort.as_ref()?;
        (!effort.levels.contains(&level)).then(|| Problem {
            message: format!("does not take the effort `{}`", level.as_str()),
            field: "output_config",
            fact: "effort",
            value: Some(value),
            is_override,
        })
    }

    fn speed(&self) -> Option<Problem<'t>> {
        let (value, is_override) = self.field("speed")?;
        let fast = self.model.fast.as_ref()?;
        (value.is_str("fast") && fast.state == FastState::No).then(|| Problem {
            message: "has no fast mode".to_owned(),
            field: "speed",
            fact: "fast",
            value: Some(value),
            is_override,
        })
    }

    fn prefill(&self) -> Option<Problem<'t>> {
        let message = self.request.prefill()?;
        (self.model.prefill == Some(false)).then(|| Problem {
            message: "takes no assistant message at the end".to_owned(),
            field: "model",
            fact: "prefill",
            value: Some(message.value),
            is_override: false,
        })
    }

    fn forced_tool(&self) -> Option<Problem<'t>> {
        let value = self.request.field("tool_choice")?;
        let is_forced = matches!(plain_str(value, "type"), Some("any" | "tool"));
        (is_forced && self.model.forced_tool_choice == Some(false)).then(|| Problem {
            message: "cannot be made to call a tool".to_owned(),
            field: "model",
            fact: "forced_tool_choice",
            value: Some(value),
            is_override: false,
        })
    }
}
