//! Reports a string that is not written in the form that the API asks for.

use crate::{
    Group,
    rules::{Check, Rule},
};

pub(crate) static RULE: Rule = Rule {
    name: "schema/bad-format",
    group: Group::Schema,
    since: "0.1.0",
    docs: r#"### What it does
Reports a string that is not written in the form that the API asks for.

### Why is this bad?
Names of tools and ids have a fixed set of characters, and ids of server tools a fixed beginning. The API refuses the request.

### The API says
```text
{path}: String should match pattern '{pattern}'
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}], "tools": [{"name": "get weather", "input_schema": {"type": "object"}}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}], "tools": [{"name": "get_weather", "input_schema": {"type": "object"}}]}
```

### Source
OpenAPI document of the API (2026-05-06)
"#,
    check: Check::Built,
};
