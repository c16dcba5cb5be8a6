//! Reports `// …` and `/* … */`.

use crate::{
    Group,
    rules::{Check, Rule},
};

pub(crate) static RULE: Rule = Rule {
    name: "syntax/comment",
    group: Group::Syntax,
    since: "0.1.0",
    docs: r#"### What it does
Reports `// …` and `/* … */`.

### Why is this bad?
JSON has no comments. Editors and configuration files allow them, the API does not.

### Example
```json,fail
{
  // the newest model
  "model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}]
}
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
