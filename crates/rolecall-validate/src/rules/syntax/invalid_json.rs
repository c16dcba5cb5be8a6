//! Reports the place at which the text stops being JSON.

use crate::{
    Group,
    rules::{Check, Rule},
};

pub(crate) static RULE: Rule = Rule {
    name: "syntax/invalid-json",
    group: Group::Syntax,
    since: "0.1.0",
    docs: r#"### What it does
Reports the place at which the text stops being JSON.

### Why is this bad?
The API reads nothing of such a body and answers with an `invalid_request_error`. What follows the place is not checked.

### Example
```json,fail
{"model": "claude-opus-5" "max_tokens": 16}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
API errors page (2026-08), RFC 8259 (2017-12)
"#,
    check: Check::Built,
};
