//! Reports an object whose `type` or `role` names nothing that is known at this place.

use crate::{
    Group,
    rules::{Check, Rule},
};

pub(crate) static RULE: Rule = Rule {
    name: "schema/unknown-tag",
    group: Group::Schema,
    since: "0.1.0",
    docs: r#"### What it does
Reports an object whose `type` or `role` names nothing that is known at this place.

### Why is this bad?
The API refuses the request. What else the object holds is not checked, as nobody knows what it should be.

### The API says
```text
{path}: Input tag '{tag}' found using '{field}' does not match any of the expected tags: {tags}
messages: Unexpected role "{role}". {advice}
messages.1: role 'system' supports text, tool_addition, and tool_removal blocks only
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": [{"type": "txt", "text": "Hi"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}]}]}
```

### Source
Python SDK 2.12.0 (2026-11)
"#,
    check: Check::Built,
};
