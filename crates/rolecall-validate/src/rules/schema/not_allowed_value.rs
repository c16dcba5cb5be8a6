//! Reports a string where only certain other strings are allowed.

use crate::{
    Group,
    rules::{Check, Rule},
};

pub(crate) static RULE: Rule = Rule {
    name: "schema/not-allowed-value",
    group: Group::Schema,
    since: "0.1.0",
    docs: r#"### What it does
Reports a string where only certain other strings are allowed.

### Why is this bad?
The API refuses the request. Values that a newer API may add are taken in responses, but not in requests.

### The API says
```text
{path}: Input should be '{values}'
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 16, "service_tier": "fast", "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 16, "service_tier": "auto", "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Python SDK 2.12.0 (2026-11)
"#,
    check: Check::Built,
};
