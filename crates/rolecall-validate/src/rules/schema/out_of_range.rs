//! Reports a number that is smaller or larger than the API takes.

use crate::{
    Group,
    rules::{Check, Rule},
};

pub(crate) static RULE: Rule = Rule {
    name: "schema/out-of-range",
    group: Group::Schema,
    since: "0.1.0",
    docs: r#"### What it does
Reports a number that is smaller or larger than the API takes.

### Why is this bad?
The API refuses the request.

### The API says
```text
{path}: Input should be greater than or equal to {limit}
{path}: Input should be greater than {limit}
{path}: Input should be less than or equal to {limit}
temperature: range: 0..1
temperature: range: -1 or 0..1
top_p: range: 0..1
top_k: range: {limit}
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": -1, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
OpenAPI document of the API (2026-05-06)
"#,
    check: Check::Built,
};
