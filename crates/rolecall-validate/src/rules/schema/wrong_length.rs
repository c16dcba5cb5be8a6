//! Reports a string or a list that is shorter or longer than the API takes.

use crate::{
    Group,
    rules::{Check, Rule},
};

pub(crate) static RULE: Rule = Rule {
    name: "schema/wrong-length",
    group: Group::Schema,
    since: "0.1.0",
    docs: r#"### What it does
Reports a string or a list that is shorter or longer than the API takes.

### Why is this bad?
The API refuses the request. Lengths of strings count characters, not bytes.

### The API says
```text
{path}: text content blocks must be non-empty
{path}: String should have at least {limit}
{path}: String should have at most {limit}
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": [{"type": "text", "text": ""}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}]}]}
```

### Source
OpenAPI document of the API (2026-05-06)
"#,
    check: Check::Built,
};
