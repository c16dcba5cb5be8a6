//! Reports a key that stands twice in one object.

use crate::{
    Group,
    rules::{Check, Rule},
};

pub(crate) static RULE: Rule = Rule {
    name: "syntax/duplicate-key",
    group: Group::Syntax,
    since: "0.1.0",
    docs: r#"### What it does
Reports a key that stands twice in one object.

### Why is this bad?
Parsers disagree on which of the two counts; most keep the last one, and the other is silently lost.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 16, "max_tokens": 32, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 32, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
RFC 8259, section 4 (2017-12)
"#,
    check: Check::Built,
};
