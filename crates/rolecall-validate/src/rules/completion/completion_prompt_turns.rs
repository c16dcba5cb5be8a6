//! Reports a legacy prompt without turns.

use crate::{
    DocumentKind, Group,
    rules::{Check, Document, Rule, Which},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "completion-prompt-turns",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `prompt` of the legacy endpoint that does not begin with `\n\nHuman:`, or has no `\n\nAssistant:` after it.

### Why is this bad?
The legacy models read a text of alternating turns. Without the two marks the API rejects it, or the model goes on with the text in place of answering.

### The API says
```text
prompt must start with "\n\nHuman:" turn after an optional system prompt
```

### Example
```json,fail,as=completion
{"model": "claude-2.1", "max_tokens_to_sample": 64, "prompt": "Why is the sky blue?"}
```

### Use instead
```json,pass,as=completion
{"model": "claude-2.1", "max_tokens_to_sample": 64, "prompt": "\n\nHuman: Why is the sky blue?\n\nAssistant:"}
```

### Source
docs.anthropic.com/en/api/prompt-validation (2024-11)
"#,
    check: Check::Document(Which::Of(&[DocumentKind::Completion]), check),
};

const HUMAN: &str = "\n\nHuman:";
const ASSISTANT: &str = "\n\nAssistant:";

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let Some(prompt) = document.root.get("prompt") else {
        return;
    };
    let text = prompt.as_str().unwrap_or_default();
    if text.is_empty() {
        return;
    }
    // The first turn may stand after instructions.
    let problem = match (text.find(HUMAN), text.rfind(ASSISTANT)) {
        (None, _) if !text.starts_with("Human:") => "has no turn `\\n\\nHuman:`",
        (None, _) => "begins with `Human:` without the empty line before it",
        (Some(_), None) => "has no turn `\\n\\nAssistant:`",
        (Some(first), Some(last)) if last < first => {
            "has no turn `\\n\\nAssistant:` behind `\\n\\nHuman:`"
        }
        _ => return,
    };
    sink.report(&RULE, prompt, format!("the `prompt` {problem}"))
        .help("write `\\n\\nHuman: …\\n\\nAssistant:`, or use the Messages API")
        .done();
}
