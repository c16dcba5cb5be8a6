//! Reports a field that the API does not know.

use crate::{
    Group,
    rules::{Check, Rule},
};

pub(crate) static RULE: Rule = Rule {
    name: "schema/unknown-field",
    group: Group::Schema,
    since: "0.1.0",
    docs: r#"### What it does
Reports a field that the API does not know.

### Why is this bad?
The API refuses requests with extra fields. Mostly the name is misspelt or comes from the API of somebody else, and what it was to achieve would not happen.

### The API says
```text
{path}: Extra inputs are not permitted
messages.0.clear_at: clear_at is only permitted on role 'system' messages
```

### Example
```json,fail
{"model": "claude-opus-5", "max_token": 16, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/api/errors (2026-09)
"#,
    check: Check::Built,
};
