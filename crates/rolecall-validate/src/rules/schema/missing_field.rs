//! Reports an object without a field that it must have.

use crate::{
    Group,
    rules::{Check, Rule},
};

pub(crate) static RULE: Rule = Rule {
    name: "schema/missing-field",
    group: Group::Schema,
    since: "0.1.0",
    docs: r#"### What it does
Reports an object without a field that it must have.

### Why is this bad?
The API refuses the request and names the field. A response without it cannot be used as one.

### The API says
```text
{path}: Field required
```

### Example
```json,fail
{"model": "claude-opus-5", "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Python SDK 2.12.0 (2026-11)
"#,
    check: Check::Built,
};
