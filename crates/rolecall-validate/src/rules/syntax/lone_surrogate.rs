//! Reports half of a surrogate pair, such as `\ud83d` without `\ude00`.

use crate::{
    Group,
    rules::{Check, Rule},
};

pub(crate) static RULE: Rule = Rule {
    name: "syntax/lone-surrogate",
    group: Group::Syntax,
    since: "0.1.0",
    docs: r#"### What it does
Reports half of a surrogate pair, such as `\ud83d` without `\ude00`.

### Why is this bad?
It is no character, and the API refuses the whole body. It comes from cutting a string in the middle of an emoji in a language whose strings are UTF-16.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi \ud83d"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi \ud83d\ude00"}]}
```

### Source
Public bug reports since 2024, as of 2026-11
"#,
    check: Check::Built,
};
