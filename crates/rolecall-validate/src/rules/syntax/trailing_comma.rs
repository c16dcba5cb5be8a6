//! Reports a comma before `]` or `}`.

use crate::{
    Group,
    rules::{Check, Rule},
};

pub(crate) static RULE: Rule = Rule {
    name: "syntax/trailing-comma",
    group: Group::Syntax,
    since: "0.1.0",
    docs: r#"### What it does
Reports a comma before `]` or `}`.

### Why is this bad?
JavaScript and Python allow it, JSON does not: the API refuses the whole body.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"},]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
RFC 8259 (2017-12)
"#,
    check: Check::Built,
};
