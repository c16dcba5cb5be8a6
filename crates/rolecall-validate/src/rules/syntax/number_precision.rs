//! Reports a number that most JSON parsers change.

use crate::{
    Group,
    rules::{Check, Rule},
};

pub(crate) static RULE: Rule = Rule {
    name: "number-precision",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a number that a double does not hold exactly: a whole number beyond 2^53 that is not one of those that a double can be, a fraction of more than 17 significant digits, and a number that is too large for a double.

### Why is this bad?
JSON sets no limit, but most parsers read numbers as doubles, so that the last digits become others on the way. Ids in the input of tools are what it happens to.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "find", "input": {"user": 1234567890123456789}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "none"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "find", "input": {"user": "1234567890123456789"}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "none"}]}]}
```

### Source
RFC 8259, section 6; IEEE 754 (2019-07)
"#,
    check: Check::Built,
};
