//! Reports a value of the wrong JSON type, for example a string where a number belongs.

use crate::{
    Group,
    rules::{Check, Rule},
};

pub(crate) static RULE: Rule = Rule {
    name: "schema/wrong-type",
    group: Group::Schema,
    since: "0.1.0",
    docs: r#"### What it does
Reports a value of the wrong JSON type, for example a string where a number belongs.

### Why is this bad?
The API refuses the request. Null is a type of its own: most fields are left out rather than set to null.

### The API says
```text
{path}: Input should be a valid {type}
{path}: Input should be an object
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": "16", "messages": [{"role": "user", "content": "Hi"}]}
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
